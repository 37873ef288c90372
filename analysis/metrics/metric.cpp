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

double suspended_sellers(const PlatformState& p) {
  double n = 0;
  for (Eigen::Index j = 0; j < p.sellers.flags.size(); ++j) n += (p.sellers.flags[j] & seller_suspended) != 0;
  return n;
}

double live_proposals(const PlatformState& p) { return real(static_cast<std::int64_t>(p.governance.live.size())); }

using S = Scenario;

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
    {"take_rate", "1", "fees over value of orders settled",
     [](const S&, const State& s, std::size_t p) { return week(s, p).gmv > 0 ? money(week(s, p).fees) / money(week(s, p).gmv) : 0; }},
    {"policy_fee", "1", "first value of the fee rule in force: the take rate, or a schedule's first level",
     [](const S&, const State& s, std::size_t p) { return if_alive(s, p, [](const PlatformState& k) { return k.policy.fees.empty() ? 0 : k.policy.fees[0]; }); }},
    {"platform_revenue", "currency/week", "fees", [](const S&, const State& s, std::size_t p) { return money(week(s, p).fees); }},
    {"platform_cost", "currency/week", "all costs of the platform", [](const S&, const State& s, std::size_t p) { return money(week(s, p).costs); }},
    {"cash", "currency", "cash at the end of the week", [](const S&, const State& s, std::size_t p) { return money(at(s, p).ledger.balance(Account::cash)); }},
    {"reserve", "currency", "reserve at the end of the week", [](const S&, const State& s, std::size_t p) { return money(at(s, p).ledger.balance(Account::reserve)); }},
    {"escrow", "currency", "money of disputed orders", [](const S&, const State& s, std::size_t p) { return money(at(s, p).ledger.balance(Account::escrow)); }},
    {"seller_income", "currency/week", "income of sellers net of fees and cost of goods, without dividends",
     [](const S&, const State& s, std::size_t p) { return money(week(s, p).seller_income); }},
    {"dividends", "currency/week", "surplus paid to members", [](const S&, const State& s, std::size_t p) { return money(week(s, p).dividends); }},
    {"to_reserve", "currency/week", "surplus put into the reserve", [](const S&, const State& s, std::size_t p) { return money(week(s, p).to_reserve); }},
    {"to_investors", "currency/week", "surplus paid to investors", [](const S&, const State& s, std::size_t p) { return money(week(s, p).to_investors); }},
    {"buyer_surplus", "currency/week", "surplus of visits against not visiting", [](const S&, const State& s, std::size_t p) { return money(week(s, p).buyer_surplus); }},
    {"disputes_opened", "orders/week", "orders disputed", [](const S&, const State& s, std::size_t p) { return real(week(s, p).disputes_opened); }},
    {"disputes_decided", "orders/week", "disputes ruled on", [](const S&, const State& s, std::size_t p) { return real(week(s, p).disputes_decided); }},
    {"wrong_rulings", "orders/week", "disputes ruled against the truth", [](const S&, const State& s, std::size_t p) { return real(week(s, p).wrong_rulings); }},
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
    {"demand_factor", "1", "this year's factor on all needs", [](const S&, const State& s, std::size_t) { return s.demand_factor; }},
    {"is_alive", "1", "1 while the platform is open", [](const S&, const State& s, std::size_t p) { return at(s, p).is_alive ? 1. : 0.; }},
};

}  // namespace

std::span<const Metric> weekly_metrics() { return table; }

std::optional<std::size_t> metric_index(std::string_view name) {
  for (std::size_t i = 0; i < std::size(table); ++i)
    if (table[i].name == name) return i;
  return std::nullopt;
}

double Record::at(std::size_t week, std::size_t metric) const { return weekly[week * std::size(table) + metric]; }

double Record::sum(std::size_t metric, std::size_t first, std::size_t last) const {
  double total = 0;
  for (std::size_t w = first; w < std::min(last, n_weeks); ++w) total += at(w, metric);
  return total;
}

}  // namespace townsquare
