#include "analysis/metrics/outcome.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "analysis/metrics/inequality.hpp"

namespace townsquare {
namespace {

constexpr std::size_t year = 52;
constexpr double no_end = std::numeric_limits<double>::infinity();
constexpr double not_defined = std::numeric_limits<double>::quiet_NaN();
constexpr Bounds anything{-no_end, no_end}, not_negative{0, no_end}, zero_to_one{0, 1}, from_one{1, no_end};

std::size_t index_of(std::string_view metric) { return *metric_index(metric); }

double total(const Record& r, std::string_view metric) { return r.sum(index_of(metric), 0, r.n_weeks); }

/// Of the last 52 weeks, or of all when there were fewer.
double last_year(const Record& r, std::string_view metric) { return r.sum(index_of(metric), r.n_weeks > year ? r.n_weeks - year : 0, r.n_weeks); }

double last_week(const Record& r, std::string_view metric) { return r.n_weeks > 0 ? r.at(r.n_weeks - 1, index_of(metric)) : 0; }

double per_head(const Record& r, double amount, std::string_view people) {
  const double weeks = static_cast<double>(std::min(year, r.n_weeks));
  const double heads = weeks > 0 ? last_year(r, people) / weeks : 0;
  return heads > 0 ? amount / heads : 0;
}

/// First week in which a test holds, counted from 1; the length of the run when it never does.
template <class Test>
double first_week(const Record& r, Test&& holds) {
  for (std::size_t w = 0; w < r.n_weeks; ++w)
    if (holds(w)) return static_cast<double>(w + 1);
  return static_cast<double>(r.n_weeks);
}

bool has_critical_mass(const Record& r, std::size_t w) { return r.at(w, index_of("niches_taken_off")) >= .5; }

/// Revenue of a quarter covers its cost.
bool breaks_even(const Record& r, std::size_t w) {
  constexpr std::size_t quarter = 13;
  if (w + 1 < quarter) return false;
  const double revenue = r.sum(index_of("platform_revenue"), w + 1 - quarter, w + 1);
  return revenue > 0 && revenue >= r.sum(index_of("platform_cost"), w + 1 - quarter, w + 1);
}

/// Fees over sales of the last 52 weeks: a platform that closed has none, nor one without trade.
double last_take_rate(const Record& r) {
  const double sold = last_year(r, "gmv");
  return last_week(r, "is_alive") > 0 && sold > 0 ? last_year(r, "platform_revenue") / sold : not_defined;
}

double ratio(double part, double whole) { return whole > 0 ? part / whole : 0; }

/// Free and locked ones; tokens in custody and of the treasury have no holder here.
double gini_of_tokens(const Memberships& m) {
  std::vector<double> held;
  for (std::size_t row = 0; row < m.tokens.size(); ++row)
    if (m.tokens[row] + m.locked[row] > 0) held.push_back(static_cast<double>(m.tokens[row] + m.locked[row]));
  return gini(held);
}

/// Measures of power need a luck of their own for what they sample: one for all runs, for power is no matter of luck.
std::optional<PowerMeasures> power_in(const PlatformState& p) {
  const std::vector<std::int64_t>& power = p.governance.power_at_end;
  if (!p.is_alive || std::ranges::none_of(power, [](std::int64_t each) { return each > 0; })) return std::nullopt;
  return measure_power(power, p.governance.passing_share_at_end, make_luck(0, 0));
}

double proposals_in(const LastState& l, ProposalState state) { return l.proposals[static_cast<std::size_t>(state)]; }

/// Of the votes that are over. What passed and was stopped later has passed.
double pass_rate(const LastState& l) {
  using enum ProposalState;
  const double passed = proposals_in(l, queued) + proposals_in(l, executed) + proposals_in(l, vetoed) + proposals_in(l, lapsed);
  const double all = passed + proposals_in(l, defeated) + proposals_in(l, expired);
  return all > 0 ? passed / all : not_defined;
}

using R = Record;
using L = LastState;

constexpr Outcome table[] = {
    {"seller_income_total", "currency", "income of sellers over the run, dividends included", anything, [](const R& r, const L&) { return total(r, "seller_income") + total(r, "dividends_to_sellers"); }},
    {"seller_income_last_year", "currency", "income of sellers in the last 52 weeks, dividends included", anything,
     [](const R& r, const L&) { return last_year(r, "seller_income") + last_year(r, "dividends_to_sellers"); }},
    {"income_per_seller_last_year", "currency", "the same over the mean number of member sellers", anything,
     [](const R& r, const L&) { return per_head(r, last_year(r, "seller_income") + last_year(r, "dividends_to_sellers"), "active_sellers"); }},
    {"buyer_surplus_total", "currency", "surplus of buyers' visits over the run", not_negative, [](const R& r, const L&) { return total(r, "buyer_surplus"); }},
    {"buyer_surplus_last_year", "currency", "surplus of buyers' visits in the last 52 weeks", not_negative, [](const R& r, const L&) { return last_year(r, "buyer_surplus"); }},
    {"surplus_per_buyer_last_year", "currency", "the same over the mean number of member buyers", not_negative,
     [](const R& r, const L&) { return per_head(r, last_year(r, "buyer_surplus"), "active_buyers"); }},
    {"gmv_total", "currency", "value of orders settled over the run", not_negative, [](const R& r, const L&) { return total(r, "gmv"); }},
    {"gmv_last_year", "currency", "value of orders settled in the last 52 weeks", not_negative, [](const R& r, const L&) { return last_year(r, "gmv"); }},
    {"platform_revenue_total", "currency", "fees over the run", not_negative, [](const R& r, const L&) { return total(r, "platform_revenue"); }},
    {"platform_cost_total", "currency", "costs of the platform over the run", not_negative, [](const R& r, const L&) { return total(r, "platform_cost"); }},
    {"platform_surplus", "currency", "fees less costs over the run", anything, [](const R& r, const L&) { return total(r, "platform_revenue") - total(r, "platform_cost"); }},
    {"surplus_to_members", "currency", "of the surplus: paid to members", not_negative, [](const R& r, const L&) { return total(r, "dividends"); }},
    {"surplus_to_investors", "currency", "of the surplus: paid to investors", not_negative, [](const R& r, const L&) { return total(r, "to_investors"); }},
    {"surplus_to_reserve", "currency", "of the surplus: in the reserve at the end", not_negative, [](const R&, const L& l) { return l.reserve; }},
    {"surplus_kept_as_cash", "currency", "of the surplus: cash at the end less cash at the launch", anything, [](const R&, const L& l) { return l.cash_kept; }},
    {"other_flows", "currency", "of the cash, beside the surplus: paid in by members, from data, advertisements and projects, less taken out, redeemed, spent by vote or lost", anything,
     [](const R& r, const L& l) {
       const double surplus = total(r, "platform_revenue") - total(r, "platform_cost");
       return total(r, "dividends") + total(r, "to_investors") + l.reserve + l.cash_kept - l.unpaid_bills - surplus;
     }},
    {"unpaid_bills", "currency", "bills of its last week that a closed platform left to its creditors", not_negative, [](const R&, const L& l) { return l.unpaid_bills; }},
    {"dividend_yield", "1", "surplus paid to members in the last 52 weeks over their mean capital; 0 without capital", not_negative,
     [](const R& r, const L&) { return ratio(last_year(r, "dividends"), last_year(r, "capital") / static_cast<double>(std::min(year, std::max<std::size_t>(r.n_weeks, 1)))); }},
    {"dividends_per_member_last_year", "currency", "surplus paid to members in the last 52 weeks, for one of them", not_negative, [](const R& r, const L&) { return last_year(r, "dividends_per_member"); }},
    {"capital_at_end", "currency", "members' capital in the last week", not_negative, [](const R& r, const L&) { return last_week(r, "capital"); }},
    {"redemptions_paid_total", "currency", "paid to leavers over the run", not_negative, [](const R& r, const L&) { return total(r, "redemptions_paid"); }},
    {"redemptions_queued_at_end", "currency", "owed to leavers in the last week", not_negative, [](const R& r, const L&) { return last_week(r, "redemptions_queued"); }},
    {"taken_total", "currency", "taken over the run by members who left with their part of the treasury", not_negative, [](const R& r, const L&) { return total(r, "taken"); }},
    {"gini_of_tokens", "1", "Gini coefficient of tokens at the end, over those who hold some", zero_to_one, [](const R&, const L& l) { return l.gini_of_tokens; }},
    {"token_price_at_end", "currency", "price of a token in the last week", not_negative, [](const R& r, const L&) { return last_week(r, "token_price"); }},
    {"gini_of_power", "1", "Gini coefficient of voting power at the end, in the body that decides the fee; missing where nobody votes", zero_to_one,
     [](const R&, const L& l) { return l.power ? l.power->gini : not_defined; }},
    {"nakamoto_coefficient", "people", "least members who together have more than half of that power", from_one,
     [](const R&, const L& l) { return l.power ? static_cast<double>(l.power->nakamoto) : not_defined; }},
    {"largest_power_index", "1", "largest member's part of all swings of a vote (Banzhaf), at the support that the constitution asks for", zero_to_one,
     [](const R&, const L& l) { return l.power ? l.power->banzhaf_share : not_defined; }},
    {"minimal_winning_coalition", "people", "least members who can pass a change alone; 0 when nobody can", not_negative,
     [](const R&, const L& l) { return l.power ? static_cast<double>(l.power->minimal_winning_coalition) : not_defined; }},
    {"largest_pivotal_share", "1", "chance that the largest member decides a vote of fair coins", zero_to_one,
     [](const R&, const L& l) { return l.power ? l.power->pivotal_share : not_defined; }},
    {"votes_for_higher_fee", "1", "at the end, part of the votes of those who would gain from a fee one step higher; missing where nobody votes on it", zero_to_one,
     [](const R&, const L& l) { return l.fee_wishes ? l.fee_wishes->votes_for_higher : not_defined; }},
    {"votes_for_lower_fee", "1", "the same, from a fee one step lower", zero_to_one, [](const R&, const L& l) { return l.fee_wishes ? l.fee_wishes->votes_for_lower : not_defined; }},
    {"members_for_higher_fee", "1", "part of the people asked who would gain from a fee one step higher, whatever votes they have", zero_to_one,
     [](const R&, const L& l) { return l.fee_wishes ? l.fee_wishes->members_for_higher : not_defined; }},
    {"members_for_lower_fee", "1", "the same, from a fee one step lower", zero_to_one, [](const R&, const L& l) { return l.fee_wishes ? l.fee_wishes->members_for_lower : not_defined; }},
    {"gini_of_sales", "1", "Gini coefficient of sales since the launch, over sellers with a sale", zero_to_one, [](const R&, const L& l) { return l.gini_of_sales; }},
    {"top_tenth_share", "1", "share of sales of the tenth of sellers that sold most", zero_to_one, [](const R&, const L& l) { return l.top_tenth_share; }},
    {"gini_of_exposure", "1", "Gini coefficient of how often listed sellers were examined in the last quarter, each against what is usual in its niche; missing where nobody was", zero_to_one,
     [](const R&, const L& l) { return l.exposure.gini; }},
    {"newcomers_exposure", "1", "part of all that was examined in the last quarter that fell on sellers of less than 13 weeks; missing where nothing was", zero_to_one,
     [](const R&, const L& l) { return l.exposure.newcomers; }},
    {"small_sellers_exposure", "1", "the same, on the half of the listed sellers with fewest orders", zero_to_one, [](const R&, const L& l) { return l.exposure.small_sellers; }},
    {"turned_away_share", "1", "orders that found their seller without a place, over orders placed and turned away for good", zero_to_one,
     [](const R& r, const L&) { return ratio(total(r, "turned_away"), total(r, "orders") - total(r, "wash_orders") + total(r, "turned_away") - total(r, "turned_elsewhere")); }},
    {"weeks_to_critical_mass", "weeks", "first week in which half of the niches have taken off; the run's length when never", from_one,
     [](const R& r, const L&) { return first_week(r, [&](std::size_t w) { return has_critical_mass(r, w); }); }},
    {"reached_critical_mass", "1", "1 when half of the niches took off at some time", zero_to_one,
     [](const R& r, const L&) {
       for (std::size_t w = 0; w < r.n_weeks; ++w)
         if (has_critical_mass(r, w)) return 1.;
       return 0.;
     }, true},
    {"weeks_to_break_even", "weeks", "first week in which a quarter's revenue covers its cost; the run's length when never", from_one,
     [](const R& r, const L&) { return first_week(r, [&](std::size_t w) { return breaks_even(r, w); }); }},
    {"survived", "1", "1 when the platform is open at the end", zero_to_one, [](const R& r, const L&) { return last_week(r, "is_alive"); }, true},
    {"weeks_alive", "weeks", "weeks in which the platform was open at the end of the week", not_negative, [](const R& r, const L&) { return total(r, "is_alive"); }},
    {"final_take_rate", "1", "all that sellers and buyers paid the platform, over value of orders in the last 52 weeks; missing when the platform is closed at the end or had no trade", not_negative,
     [](const R& r, const L&) { return last_take_rate(r); }},
    {"sellers_at_end", "people", "member sellers in the last week", not_negative, [](const R& r, const L&) { return last_week(r, "active_sellers"); }},
    {"buyers_at_end", "people", "member buyers in the last week", not_negative, [](const R& r, const L&) { return last_week(r, "active_buyers"); }},
    {"turnout", "1", "ballots cast over members asked; 0 without a vote", zero_to_one, [](const R& r, const L&) { return ratio(total(r, "ballots_cast"), total(r, "ballots_asked")); }},
    {"mean_turnout_of_votes", "1", "mean over votes of ballots cast over members asked; missing without a vote", zero_to_one,
     [](const R&, const L& l) { return l.votes.n > 0 ? l.votes.of_people : not_defined; }},
    {"mean_power_cast", "1", "mean over votes of power cast over all power, tokens that never vote included; missing without a vote", zero_to_one,
     [](const R&, const L& l) { return l.votes.n > 0 ? l.votes.of_power : not_defined; }},
    {"median_ballots_per_vote", "people", "median over votes of the ballots cast; missing without a vote", not_negative,
     [](const R&, const L& l) { return l.votes.n > 0 ? l.votes.median_ballots : not_defined; }},
    {"proposals_executed", "proposals", "proposals that passed and took effect", not_negative, [](const R&, const L& l) { return proposals_in(l, ProposalState::executed); }},
    {"proposals_defeated", "proposals", "proposals voted down", not_negative, [](const R&, const L& l) { return proposals_in(l, ProposalState::defeated); }},
    {"proposals_no_quorum", "proposals", "proposals on which too few voted", not_negative, [](const R&, const L& l) { return proposals_in(l, ProposalState::expired); }},
    {"proposals_vetoed", "proposals", "proposals that passed and were stopped", not_negative, [](const R&, const L& l) { return proposals_in(l, ProposalState::vetoed); }},
    {"proposals_expired", "proposals", "proposals that passed and could not be carried out in time", not_negative, [](const R&, const L& l) { return proposals_in(l, ProposalState::lapsed); }},
    {"proposals_canceled", "proposals", "proposals that ended with the platform, or whose object was gone", not_negative, [](const R&, const L& l) { return proposals_in(l, ProposalState::canceled); }},
    {"proposals_undecided", "proposals", "proposals on their way at the end of the run", not_negative,
     [](const R&, const L& l) { return proposals_in(l, ProposalState::pending) + proposals_in(l, ProposalState::active) + proposals_in(l, ProposalState::queued); }},
    {"pass_rate", "1", "votes that passed over votes that are over; missing without any", zero_to_one, [](const R&, const L& l) { return pass_rate(l); }},
    {"weeks_to_rule_change", "weeks", "weeks from the first proposal of a change in a direction to its execution, failed tries included, mean over changes made; missing without any",
     not_negative, [](const R&, const L& l) { return l.changes.n > 0 ? l.changes.weeks / l.changes.n : not_defined; }},
    {"wrong_ruling_share", "1", "rulings against the truth over disputes decided", zero_to_one, [](const R& r, const L&) { return ratio(total(r, "wrong_rulings"), total(r, "disputes_decided")); }},
    {"mean_weeks_to_decide", "weeks", "weeks from a dispute to its final ruling, mean over disputes decided; 0 in the week of opening, 0 without any", not_negative,
     [](const R& r, const L&) { return ratio(total(r, "dispute_weeks"), total(r, "disputes_decided")); }},
    {"disputes_waiting_at_end", "orders", "disputes not yet decided in the last week", not_negative, [](const R& r, const L&) { return last_week(r, "disputes_waiting"); }},
    {"appeals_per_dispute", "1", "appeals over disputes decided", not_negative, [](const R& r, const L&) { return ratio(total(r, "appeals"), total(r, "disputes_decided")); }},
    {"juror_pay_total", "currency", "paid to members who sat on juries over the run", not_negative, [](const R& r, const L&) { return total(r, "juror_pay"); }},
    {"attack_spent", "currency", "spent by an attacker over the run", not_negative, [](const R& r, const L&) { return total(r, "spent_on_attack"); }},
    {"attack_taken", "currency", "money of the platform taken by an attacker", not_negative, [](const R& r, const L&) { return total(r, "taken_by_attack"); }},
    {"cost_of_control", "currency", "spent by an attacker until it held the votes that pass its demand, or first won; its budget when it never did (see attack_control)", not_negative,
     [](const R&, const L& l) { return l.cost_of_control; }},
    {"attack_control", "1", "1 when an attacker held the votes that pass its demand, or won", zero_to_one, [](const R&, const L& l) { return l.had_control; }, true},
    {"attack_succeeded", "1", "1 when a demand of an attacker was granted and carried out", zero_to_one, [](const R&, const L& l) { return l.attack_won > 0 ? 1. : 0.; }, true},
    {"value_extracted", "currency", "money that an attacker took, and the value to its cartel of what else it was granted", anything,
     [](const R& r, const L& l) { return total(r, "taken_by_attack") + l.attack_gain; }},
    {"wash_share", "1", "part of the value of orders over the run that sellers bought from themselves", zero_to_one, [](const R& r, const L&) { return ratio(total(r, "wash_volume"), total(r, "gmv")); }},
    {"new_names_total", "people", "dishonest sellers who came back under a new name, over the run", not_negative, [](const R& r, const L&) { return total(r, "new_names"); }},
    {"subsidies_total", "currency", "paid to buyers and sellers for orders, over the run", not_negative, [](const R& r, const L&) { return total(r, "subsidies"); }},
    {"advertising_revenue_total", "currency", "from those who advertise on the pages of the shop, over the run", not_negative, [](const R& r, const L&) { return total(r, "advertising_revenue"); }},
    {"culture_at_end", "1", "social capital in the last week, from 0 to 1; 0 when the platform is closed", zero_to_one, [](const R& r, const L&) { return last_week(r, "culture"); }},
    {"data_revenue_total", "currency", "revenue from selling users' data", not_negative, [](const R& r, const L&) { return total(r, "data_revenue"); }},
    {"suspensions_total", "people", "suspensions over the run", not_negative, [](const R& r, const L&) { return total(r, "suspensions"); }},
    {"wrongful_suspension_share", "1", "suspensions of honest sellers over all", zero_to_one, [](const R& r, const L&) { return ratio(total(r, "wrongful_suspensions"), total(r, "suspensions")); }},
    {"market_gmv_total", "currency", "value of orders settled over the run on all platforms of the market", not_negative, [](const R& r, const L&) { return total(r, "market_gmv"); }},
    {"market_seller_income_total", "currency", "income of sellers over the run on all platforms of the market, dividends included", anything,
     [](const R& r, const L&) { return total(r, "market_seller_income") + total(r, "market_dividends_to_sellers"); }},
    {"market_buyer_surplus_total", "currency", "surplus of buyers' visits over the run to all platforms of the market", not_negative, [](const R& r, const L&) { return total(r, "market_buyer_surplus"); }},
};

}  // namespace

LastState read_last_state(const Scenario& scenario, const State& state, std::size_t platform) {
  const PlatformState& p = state.platforms[platform];
  std::vector<double> sales;
  for (Cents s : p.sellers.sales_total)
    if (s > 0) sales.push_back(static_cast<double>(s));
  const double cash = static_cast<double>(p.ledger.balance(Account::cash));
  const double start_cash = scenario.platforms[platform].capital.start_cash;
  const double budget = p.attack.is_begun ? scenario.platforms[platform].attack.budget : 0;
  LastState last{gini(sales), top_share(sales, .1), (std::max(cash, 0.) - start_cash) / 100, static_cast<double>(p.ledger.balance(Account::reserve)) / 100,
                 std::max(-cash, 0.) / 100, gini_of_tokens(p.governance.members), power_in(p), p.is_alive ? p.governance.fee_wishes_at_end : std::nullopt};
  last.had_control = p.attack.control_cost >= 0 ? 1 : 0;
  last.cost_of_control = (p.attack.control_cost >= 0 ? static_cast<double>(p.attack.control_cost) : budget) / 100;
  last.attack_won = static_cast<double>(p.attack.won);
  last.attack_gain = p.attack.gain / 100;
  for (const Proposal& proposal : p.governance.proposals) last.proposals[static_cast<std::size_t>(proposal.state)] += 1;
  last.votes = votes_held(p);
  last.changes = change_times(state, platform);
  last.exposure = exposure_of(state, platform);
  return last;
}

std::span<const Outcome> outcomes() { return table; }

Bounds bounds_of(const Outcome& outcome, std::size_t n_weeks) {
  const double most = outcome.unit == "weeks" ? static_cast<double>(n_weeks) : outcome.bounds.most;
  return {outcome.bounds.least, most};
}

std::optional<std::size_t> outcome_index(std::string_view name) {
  for (std::size_t i = 0; i < std::size(table); ++i)
    if (table[i].name == name) return i;
  return std::nullopt;
}

}  // namespace townsquare
