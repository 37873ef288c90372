#include "analysis/metrics/outcome.hpp"

#include <algorithm>
#include <vector>

#include "analysis/metrics/inequality.hpp"

namespace townsquare {
namespace {

constexpr std::size_t year = 52;

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

double ratio(double part, double whole) { return whole > 0 ? part / whole : 0; }

using R = Record;
using L = LastState;

constexpr Outcome table[] = {
    {"seller_income_total", "currency", "income of sellers over the run, dividends included", [](const R& r, const L&) { return total(r, "seller_income") + total(r, "dividends"); }},
    {"seller_income_last_year", "currency", "income of sellers in the last 52 weeks, dividends included",
     [](const R& r, const L&) { return last_year(r, "seller_income") + last_year(r, "dividends"); }},
    {"income_per_seller_last_year", "currency", "the same over the mean number of member sellers",
     [](const R& r, const L&) { return per_head(r, last_year(r, "seller_income") + last_year(r, "dividends"), "active_sellers"); }},
    {"buyer_surplus_total", "currency", "surplus of buyers' visits over the run", [](const R& r, const L&) { return total(r, "buyer_surplus"); }},
    {"buyer_surplus_last_year", "currency", "surplus of buyers' visits in the last 52 weeks", [](const R& r, const L&) { return last_year(r, "buyer_surplus"); }},
    {"surplus_per_buyer_last_year", "currency", "the same over the mean number of member buyers",
     [](const R& r, const L&) { return per_head(r, last_year(r, "buyer_surplus"), "active_buyers"); }},
    {"gmv_total", "currency", "value of orders settled over the run", [](const R& r, const L&) { return total(r, "gmv"); }},
    {"gmv_last_year", "currency", "value of orders settled in the last 52 weeks", [](const R& r, const L&) { return last_year(r, "gmv"); }},
    {"platform_revenue_total", "currency", "fees over the run", [](const R& r, const L&) { return total(r, "platform_revenue"); }},
    {"platform_cost_total", "currency", "costs of the platform over the run", [](const R& r, const L&) { return total(r, "platform_cost"); }},
    {"platform_surplus", "currency", "fees less costs over the run", [](const R& r, const L&) { return total(r, "platform_revenue") - total(r, "platform_cost"); }},
    {"surplus_to_members", "currency", "of the surplus: paid to members", [](const R& r, const L&) { return total(r, "dividends"); }},
    {"surplus_to_investors", "currency", "of the surplus: paid to investors", [](const R& r, const L&) { return total(r, "to_investors"); }},
    {"surplus_to_reserve", "currency", "of the surplus: in the reserve at the end", [](const R&, const L& l) { return l.reserve; }},
    {"surplus_kept_as_cash", "currency", "of the surplus: cash at the end less cash at the launch", [](const R&, const L& l) { return l.cash_kept; }},
    {"gini_of_sales", "1", "Gini coefficient of sales since the launch, over sellers with a sale", [](const R&, const L& l) { return l.gini_of_sales; }},
    {"top_tenth_share", "1", "share of sales of the tenth of sellers that sold most", [](const R&, const L& l) { return l.top_tenth_share; }},
    {"weeks_to_critical_mass", "weeks", "first week in which half of the niches have taken off; the run's length when never",
     [](const R& r, const L&) { return first_week(r, [&](std::size_t w) { return has_critical_mass(r, w); }); }},
    {"reached_critical_mass", "1", "1 when half of the niches took off at some time",
     [](const R& r, const L&) {
       for (std::size_t w = 0; w < r.n_weeks; ++w)
         if (has_critical_mass(r, w)) return 1.;
       return 0.;
     }},
    {"weeks_to_break_even", "weeks", "first week in which a quarter's revenue covers its cost; the run's length when never",
     [](const R& r, const L&) { return first_week(r, [&](std::size_t w) { return breaks_even(r, w); }); }},
    {"survived", "1", "1 when the platform is open at the end", [](const R& r, const L&) { return last_week(r, "is_alive"); }},
    {"weeks_alive", "weeks", "weeks in which the platform was open at the end of the week", [](const R& r, const L&) { return total(r, "is_alive"); }},
    {"final_take_rate", "1", "fees over value of orders in the last 52 weeks; 0 without trade",
     [](const R& r, const L&) { return ratio(last_year(r, "platform_revenue"), last_year(r, "gmv")); }},
    {"sellers_at_end", "people", "member sellers in the last week", [](const R& r, const L&) { return last_week(r, "active_sellers"); }},
    {"buyers_at_end", "people", "member buyers in the last week", [](const R& r, const L&) { return last_week(r, "active_buyers"); }},
    {"turnout", "1", "ballots cast over members asked; 0 without a vote", [](const R& r, const L&) { return ratio(total(r, "ballots_cast"), total(r, "ballots_asked")); }},
    {"wrong_ruling_share", "1", "rulings against the truth over disputes decided", [](const R& r, const L&) { return ratio(total(r, "wrong_rulings"), total(r, "disputes_decided")); }},
    {"attack_spent", "currency", "spent by an attacker over the run", [](const R& r, const L&) { return total(r, "spent_on_attack"); }},
    {"attack_taken", "currency", "money of the platform taken by an attacker", [](const R& r, const L&) { return total(r, "taken_by_attack"); }},
    {"cost_of_control", "currency", "spent by an attacker until it held the votes that pass its demand, or first won; its budget when it never did (see attack_control)",
     [](const R&, const L& l) { return l.cost_of_control; }},
    {"attack_control", "1", "1 when an attacker held the votes that pass its demand, or won", [](const R&, const L& l) { return l.had_control; }},
    {"attack_succeeded", "1", "1 when a demand of an attacker was granted and carried out", [](const R&, const L& l) { return l.attack_won > 0 ? 1. : 0.; }},
    {"value_extracted", "currency", "money that an attacker took, and the value to its cartel of what else it was granted",
     [](const R& r, const L& l) { return total(r, "taken_by_attack") + l.attack_gain; }},
    {"data_revenue_total", "currency", "revenue from selling users' data", [](const R& r, const L&) { return total(r, "data_revenue"); }},
    {"suspensions_total", "people", "suspensions over the run", [](const R& r, const L&) { return total(r, "suspensions"); }},
    {"wrongful_suspension_share", "1", "suspensions of honest sellers over all", [](const R& r, const L&) { return ratio(total(r, "wrongful_suspensions"), total(r, "suspensions")); }},
};

}  // namespace

LastState read_last_state(const Scenario& scenario, const State& state, std::size_t platform) {
  const PlatformState& p = state.platforms[platform];
  std::vector<double> sales;
  for (Cents s : p.sellers.sales_total)
    if (s > 0) sales.push_back(static_cast<double>(s));
  const double cash = static_cast<double>(p.ledger.balance(Account::cash));
  const double budget = p.attack.is_begun ? scenario.platforms[platform].attack.budget : 0;
  const double cost_of_control = p.attack.control_cost >= 0 ? static_cast<double>(p.attack.control_cost) : budget;
  return {gini(sales), top_share(sales, .1), (cash - scenario.platforms[platform].capital.start_cash) / 100,
          static_cast<double>(p.ledger.balance(Account::reserve)) / 100,
          cost_of_control / 100, p.attack.control_cost >= 0 ? 1. : 0., static_cast<double>(p.attack.won), p.attack.gain / 100};
}

std::span<const Outcome> outcomes() { return table; }

std::optional<std::size_t> outcome_index(std::string_view name) {
  for (std::size_t i = 0; i < std::size(table); ++i)
    if (table[i].name == name) return i;
  return std::nullopt;
}

}  // namespace townsquare
