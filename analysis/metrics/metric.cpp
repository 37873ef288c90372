#include "analysis/metrics/metric.hpp"

#include <algorithm>

namespace townsquare {
namespace {

double money(Cents amount) { return static_cast<double>(amount) / 100; }
double real(std::int64_t count) { return static_cast<double>(count); }

const PlatformState& at(const State& state, std::size_t p) { return state.platforms[p]; }
const Week& week(const State& state, std::size_t p) { return state.platforms[p].week; }

/// What stands on a closed platform counts as nothing.
template <class Value>
double if_alive(const State& state, std::size_t p, Value&& value) {
  return at(state, p).is_alive ? static_cast<double>(value(at(state, p))) : 0;
}

double mean_reputation(const PlatformState& p) {
  double sum = 0;
  for (const SellerRecord& record : p.niches.record) sum += static_cast<double>(record.reputation);
  return p.niches.record.empty() ? 0 : sum / static_cast<double>(p.niches.record.size());
}

double mean_experience(const PlatformState& p) {
  double sum = 0, members = 0;
  for (Eigen::Index z = 0; z < p.niches.mean_experience.size(); ++z) {
    const double n = real(p.niches.member_buyers[z]);
    sum += n * p.niches.mean_experience[z];
    members += n;
  }
  return members > 0 ? sum / members : 0;
}

/// A niche has taken off when more than 40 % of its buyers are members and at least 3 sellers serve them.
double taken_off(const State& state, const PlatformState& p) {
  double n = 0;
  for (Eigen::Index z = 0; z < p.niches.member_buyers.size(); ++z)
    n += real(p.niches.member_buyers[z]) > .4 * real(state.niche_buyers[static_cast<std::size_t>(z)]) && p.niches.active_sellers[z] >= 3;
  return n / static_cast<double>(p.niches.member_buyers.size());
}

Cents paid_to(const State& state, std::size_t p, MemberClass c) { return week(state, p).dividends_to[static_cast<std::size_t>(c)]; }

double per_member(const Scenario& scenario, const PlatformState& p, std::size_t platform, Cents amount) {
  const double buyers = scenario.platforms[platform].ownership.buyers_are_members != 0 ? real(p.niches.member_buyers.sum()) * scenario.market.buyers_per_agent : 0;
  const double members = real(p.niches.active_sellers.sum()) + buyers;
  return members > 0 ? money(amount) / members : 0;
}

double suspended_sellers(const PlatformState& p) {
  double n = 0;
  for (Eigen::Index j = 0; j < p.sellers.flags.size(); ++j) n += (p.sellers.flags[j] & seller_suspended) != 0;
  return n;
}

double live_proposals(const PlatformState& p) { return real(static_cast<std::int64_t>(p.governance.live.size())); }

/// Sum of a flow over all platforms of the market.
Cents of_market(const State& state, Cents Week::*flow) {
  Cents sum = 0;
  for (const PlatformState& p : state.platforms) sum += p.week.*flow;
  return sum;
}

Cents paid_by_all(const State& state, MemberClass c) {
  Cents sum = 0;
  for (std::size_t p = 0; p < state.platforms.size(); ++p) sum += paid_to(state, p, c);
  return sum;
}

using S = Scenario;

double fee_part(const State& s, std::size_t p, FeePart part) { return money(week(s, p).fees_by[static_cast<std::size_t>(part)]); }

constexpr Metric table[] = {
    {"gmv", "currency/week", "value of orders settled", [](const S&, const State& s, std::size_t p) { return money(week(s, p).gmv); }},
    {"orders", "orders/week", "orders placed", [](const S&, const State& s, std::size_t p) { return real(week(s, p).orders); }},
    {"orders_refunded", "orders/week", "orders refunded", [](const S&, const State& s, std::size_t p) { return real(week(s, p).orders_refunded); }},
    {"needs", "needs/week", "needs of members", [](const S&, const State& s, std::size_t p) { return real(week(s, p).needs); }},
    {"visits", "visits/week", "visits to the shop by members", [](const S&, const State& s, std::size_t p) { return real(week(s, p).visits); }},
    {"active_buyers", "people", "buyers that are members",
     [](const S& c, const State& s, std::size_t p) {
       return if_alive(s, p, [&](const PlatformState& k) { return real(k.niches.member_buyers.sum()) * c.market.buyers_per_agent; });
     }},
    {"active_sellers", "people", "sellers that are members",
     [](const S&, const State& s, std::size_t p) { return if_alive(s, p, [](const PlatformState& k) { return k.niches.active_sellers.sum(); }); }},
    {"take_rate", "1", "all that sellers and buyers paid the platform, over value of orders settled",
     [](const S&, const State& s, std::size_t p) { return week(s, p).gmv > 0 ? money(week(s, p).fees) / money(week(s, p).gmv) : 0; }},
    {"policy_fee", "1", "first value of the fee rule in force: the take rate, or a schedule's first level",
     [](const S&, const State& s, std::size_t p) { return if_alive(s, p, [](const PlatformState& k) { return k.policy.fees.empty() ? 0 : k.policy.fees[0]; }); }},
    {"fees_take_rate", "currency/week", "of the fees: the platform's share of sales", [](const S&, const State& s, std::size_t p) { return fee_part(s, p, FeePart::take_rate); }},
    {"fees_per_order", "currency/week", "of the fees: asked of sellers for each order", [](const S&, const State& s, std::size_t p) { return fee_part(s, p, FeePart::per_order); }},
    {"fees_payment", "currency/week", "of the fees: paid by sellers for payment", [](const S&, const State& s, std::size_t p) { return fee_part(s, p, FeePart::payment); }},
    {"fees_advertising", "currency/week", "of the fees: paid by sellers for advertisements", [](const S&, const State& s, std::size_t p) { return fee_part(s, p, FeePart::advertising); }},
    {"fees_listing", "currency/week", "of the fees: paid by sellers for their listings", [](const S&, const State& s, std::size_t p) { return fee_part(s, p, FeePart::listing); }},
    {"fees_subscription", "currency/week", "of the fees: paid by sellers by the week", [](const S&, const State& s, std::size_t p) { return fee_part(s, p, FeePart::subscription); }},
    {"fees_buyer", "currency/week", "of the fees: paid by buyers on top of the price", [](const S&, const State& s, std::size_t p) { return fee_part(s, p, FeePart::buyer); }},
    {"fees_placement", "currency/week", "of the fees: paid by sellers for places at the top", [](const S&, const State& s, std::size_t p) { return fee_part(s, p, FeePart::placement); }},
    {"turned_away", "orders/week", "orders that found their seller without a place", [](const S&, const State& s, std::size_t p) { return real(week(s, p).turned_away); }},
    {"turned_elsewhere", "orders/week", "of these: placed with another seller", [](const S&, const State& s, std::size_t p) { return real(week(s, p).turned_elsewhere); }},
    {"sellers_waiting", "people", "sellers on the waiting list", [](const S&, const State& s, std::size_t p) { return if_alive(s, p, [](const PlatformState& k) { return k.sellers.waiting.size(); }); }},
    {"technology_costs", "currency/week", "paid by buyers and voters to others, for orders and ballots", [](const S&, const State& s, std::size_t p) { return money(week(s, p).technology_costs); }},
    {"platform_revenue", "currency/week", "fees of sellers and buyers", [](const S&, const State& s, std::size_t p) { return money(week(s, p).fees); }},
    {"platform_cost", "currency/week", "all costs of the platform", [](const S&, const State& s, std::size_t p) { return money(week(s, p).costs); }},
    {"cash", "currency", "cash at the end of the week; 0 once closed, for what it could not pay its creditors bear",
     [](const S&, const State& s, std::size_t p) { return money(std::max<Cents>(at(s, p).ledger.balance(Account::cash), 0)); }},
    {"reserve", "currency", "reserve at the end of the week", [](const S&, const State& s, std::size_t p) { return money(at(s, p).ledger.balance(Account::reserve)); }},
    {"escrow", "currency", "money of disputed orders", [](const S&, const State& s, std::size_t p) { return money(at(s, p).ledger.balance(Account::escrow)); }},
    {"seller_income", "currency/week", "income of sellers net of fees and cost of goods, without dividends",
     [](const S&, const State& s, std::size_t p) { return money(week(s, p).seller_income); }},
    {"dividends", "currency/week", "surplus paid to members", [](const S&, const State& s, std::size_t p) { return money(week(s, p).dividends); }},
    {"dividends_to_sellers", "currency/week", "surplus paid to member sellers, and leavers by what they sold", [](const S&, const State& s, std::size_t p) { return money(paid_to(s, p, MemberClass::seller)); }},
    {"dividends_to_buyers", "currency/week", "surplus paid to member buyers, and leavers by what they bought", [](const S&, const State& s, std::size_t p) { return money(paid_to(s, p, MemberClass::buyer)); }},
    {"dividends_to_workers", "currency/week", "surplus paid to workers", [](const S&, const State& s, std::size_t p) { return money(paid_to(s, p, MemberClass::worker)); }},
    {"dividends_per_member", "currency/week", "the same over member sellers, and buyers where they are members",
     [](const S& c, const State& s, std::size_t p) { return per_member(c, at(s, p), p, week(s, p).dividends); }},
    {"retained", "currency/week", "surplus kept as capital of members", [](const S&, const State& s, std::size_t p) { return money(week(s, p).retained); }},
    {"buy_ins", "currency/week", "paid for shares by members who joined", [](const S&, const State& s, std::size_t p) { return money(week(s, p).buy_ins); }},
    {"capital", "currency", "paid in by members or retained, and not taken out",
     [](const S&, const State& s, std::size_t p) { return money(at(s, p).governance.holdings.capital_in - at(s, p).governance.holdings.capital_out); }},
    {"redemptions_asked", "currency/week", "asked for by leavers", [](const S&, const State& s, std::size_t p) { return money(week(s, p).redemptions_asked); }},
    {"redemptions_paid", "currency/week", "paid to leavers for their shares", [](const S&, const State& s, std::size_t p) { return money(week(s, p).redemptions_paid); }},
    {"redemptions_queued", "currency", "owed to leavers at the end of the week", [](const S&, const State& s, std::size_t p) { return money(week(s, p).redemptions_queued); }},
    {"taken", "currency/week", "taken by members who left with their part of the treasury", [](const S&, const State& s, std::size_t p) { return money(week(s, p).taken); }},
    {"ragequits", "people/week", "members who left alone with their part", [](const S&, const State& s, std::size_t p) { return real(week(s, p).ragequits); }},
    {"forked", "people/week", "members who left together with their part", [](const S&, const State& s, std::size_t p) { return real(week(s, p).forked); }},
    {"dissolved", "currency/week", "given to heirs at the end of a platform", [](const S&, const State& s, std::size_t p) { return money(week(s, p).dissolved); }},
    {"token_price", "currency", "price of a token; 0 without tokens",
     [](const S&, const State& s, std::size_t p) { return if_alive(s, p, [](const PlatformState& k) { return k.governance.members.tokens.empty() ? 0 : k.governance.holdings.token_price / 100; }); }},
    {"tokens_traded", "tokens/week", "tokens that changed hands", [](const S&, const State& s, std::size_t p) { return real(week(s, p).tokens_traded) / real(one_token); }},
    {"to_reserve", "currency/week", "surplus put into the reserve", [](const S&, const State& s, std::size_t p) { return money(week(s, p).to_reserve); }},
    {"to_investors", "currency/week", "surplus paid to investors", [](const S&, const State& s, std::size_t p) { return money(week(s, p).to_investors); }},
    {"buyer_surplus", "currency/week", "surplus of visits against not visiting", [](const S&, const State& s, std::size_t p) { return money(week(s, p).buyer_surplus); }},
    {"disputes_opened", "orders/week", "orders disputed", [](const S&, const State& s, std::size_t p) { return real(week(s, p).disputes_opened); }},
    {"disputes_decided", "orders/week", "disputes ruled on", [](const S&, const State& s, std::size_t p) { return real(week(s, p).disputes_decided); }},
    {"wrong_rulings", "orders/week", "disputes ruled against the truth", [](const S&, const State& s, std::size_t p) { return real(week(s, p).wrong_rulings); }},
    {"disputes_waiting", "orders", "disputes not yet decided", [](const S& c, const State& s, std::size_t p) { return static_cast<double>(at(s, p).disputes.size()) * c.market.buyers_per_agent; }},
    {"dispute_weeks", "order-weeks/week", "weeks that the disputes ruled on had waited, in sum; 0 when ruled on in the week of opening",
     [](const S&, const State& s, std::size_t p) { return real(week(s, p).dispute_weeks); }},
    {"appeals", "orders/week", "rulings that the loser took to a larger jury", [](const S&, const State& s, std::size_t p) { return real(week(s, p).appeals); }},
    {"incoherent_votes", "votes/week", "jurors' votes against the final verdict", [](const S&, const State& s, std::size_t p) { return real(week(s, p).incoherent_votes); }},
    {"juror_pay", "currency/week", "paid to members who sat on juries", [](const S&, const State& s, std::size_t p) { return money(week(s, p).juror_pay); }},
    {"moderator_fees", "currency/week", "paid to moderators", [](const S&, const State& s, std::size_t p) { return money(week(s, p).moderator_fees); }},
    {"applications", "people/week", "sellers who applied", [](const S&, const State& s, std::size_t p) { return real(week(s, p).applications); }},
    {"sellers_joined", "people/week", "sellers admitted", [](const S&, const State& s, std::size_t p) { return real(week(s, p).sellers_joined); }},
    {"sellers_left", "people/week", "sellers who left", [](const S&, const State& s, std::size_t p) { return real(week(s, p).sellers_left); }},
    {"buyers_joined", "people/week", "buyers who joined, returns included",
     [](const S& c, const State& s, std::size_t p) { return real(week(s, p).buyers_joined) * c.market.buyers_per_agent; }},
    {"buyers_left", "people/week", "buyers who left", [](const S& c, const State& s, std::size_t p) { return real(week(s, p).buyers_left) * c.market.buyers_per_agent; }},
    {"mean_experience", "1", "mean experience of member buyers, utility", [](const S&, const State& s, std::size_t p) { return if_alive(s, p, mean_experience); }},
    {"mean_reputation", "1", "mean reputation of member sellers", [](const S&, const State& s, std::size_t p) { return if_alive(s, p, mean_reputation); }},
    {"niches_taken_off", "1", "share of niches with over 40 % of their buyers as members and at least 3 sellers",
     [](const S&, const State& s, std::size_t p) { return if_alive(s, p, [&](const PlatformState& k) { return taken_off(s, k); }); }},
    {"ballots_asked", "people/week", "members asked to vote", [](const S&, const State& s, std::size_t p) { return real(week(s, p).ballots_asked); }},
    {"ballots_cast", "people/week", "members who voted", [](const S&, const State& s, std::size_t p) { return real(week(s, p).ballots_cast); }},
    {"proposals_live", "1", "proposals under way", [](const S&, const State& s, std::size_t p) { return if_alive(s, p, live_proposals); }},
    {"spent_on_attack", "currency/week", "spent by an attacker; deposits that come back are taken off",
     [](const S&, const State& s, std::size_t p) { return money(week(s, p).attack_spent); }},
    {"taken_by_attack", "currency/week", "money of the platform taken by an attacker", [](const S&, const State& s, std::size_t p) { return money(week(s, p).attack_taken); }},
    {"data_revenue", "currency/week", "revenue from selling users' data", [](const S&, const State& s, std::size_t p) { return money(week(s, p).data_revenue); }},
    {"users_sold", "people", "users whose data is sold", [](const S&, const State& s, std::size_t p) { return real(week(s, p).users_sold); }},
    {"suspended_sellers", "people", "member sellers that are suspended",
     [](const S&, const State& s, std::size_t p) { return if_alive(s, p, suspended_sellers); }},
    {"suspensions", "people/week", "suspensions that began", [](const S&, const State& s, std::size_t p) { return real(week(s, p).sellers_suspended); }},
    {"wrongful_suspensions", "people/week", "of these, of honest sellers", [](const S&, const State& s, std::size_t p) { return real(week(s, p).wrongly_suspended); }},
    {"subsidies", "currency/week", "paid to buyers and sellers for orders", [](const S&, const State& s, std::size_t p) { return money(week(s, p).subsidies); }},
    {"advertising_revenue", "currency/week", "from those who advertise on the pages of the shop", [](const S&, const State& s, std::size_t p) { return money(week(s, p).advertising); }},
    {"new_names", "people/week", "dishonest sellers who came back under a new name", [](const S&, const State& s, std::size_t p) { return real(week(s, p).new_names); }},
    {"wash_orders", "orders/week", "of the orders: by sellers from themselves", [](const S&, const State& s, std::size_t p) { return real(week(s, p).wash_orders); }},
    {"wash_volume", "currency/week", "value of these", [](const S&, const State& s, std::size_t p) { return money(week(s, p).wash_volume); }},
    {"culture", "1", "social capital, from 0 to 1; at one half nothing is felt of it", [](const S&, const State& s, std::size_t p) { return if_alive(s, p, [](const PlatformState& k) { return k.culture.level; }); }},
    {"culture_gain", "1", "gain of the loop through culture, by turnout and disputes; below one there is one resting point", [](const S&, const State& s, std::size_t p) { return if_alive(s, p, [](const PlatformState& k) { return k.culture.gain; }); }},
    {"demand_factor", "1", "factor on all needs: this year's, and a shock of demand", [](const S&, const State& s, std::size_t) { return s.demand_factor; }},
    {"is_alive", "1", "1 while the platform is open", [](const S&, const State& s, std::size_t p) { return at(s, p).is_alive ? 1. : 0.; }},
    {"market_gmv", "currency/week", "value of orders settled on all platforms of the market", [](const S&, const State& s, std::size_t) { return money(of_market(s, &Week::gmv)); }},
    {"market_seller_income", "currency/week", "income of sellers on all platforms of the market, without dividends", [](const S&, const State& s, std::size_t) { return money(of_market(s, &Week::seller_income)); }},
    {"market_dividends_to_sellers", "currency/week", "surplus paid to sellers by all platforms of the market", [](const S&, const State& s, std::size_t) { return money(paid_by_all(s, MemberClass::seller)); }},
    {"market_buyer_surplus", "currency/week", "surplus of visits to all platforms of the market", [](const S&, const State& s, std::size_t) { return money(of_market(s, &Week::buyer_surplus)); }},
};

}  // namespace

std::span<const Metric> weekly_metrics() { return table; }

std::optional<std::size_t> metric_index(std::string_view name) {
  for (std::size_t i = 0; i < std::size(table); ++i)
    if (table[i].name == name) return i;
  return std::nullopt;
}

std::string unit_text(std::string_view unit, std::string_view currency) {
  std::string text(unit);
  constexpr std::string_view word = "currency";
  if (const std::size_t at = text.find(word); at != std::string::npos) text.replace(at, word.size(), currency);
  return text;
}

double Record::at(std::size_t week, std::size_t metric) const { return weekly[week * std::size(table) + metric]; }

double Record::sum(std::size_t metric, std::size_t first, std::size_t last) const {
  double total = 0;
  for (std::size_t w = first; w < std::min(last, n_weeks); ++w) total += at(w, metric);
  return total;
}

}  // namespace townsquare
