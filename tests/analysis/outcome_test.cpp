#include "analysis/metrics/outcome.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <set>

#include "analysis/studies/study.hpp"
#include "engine/parameter_table.hpp"
#include "engine/simulate.hpp"

using namespace townsquare;

namespace {

/// A record in which every metric is 0, to be filled week by week.
struct MadeUp {
  Record record;
  LastState last;

  explicit MadeUp(std::size_t n_weeks) {
    record.n_weeks = n_weeks;
    record.weekly.assign(n_weeks * weekly_metrics().size(), 0.);
  }
  /// Sets a metric in weeks [first, end), counted from 0.
  MadeUp& set(std::string_view metric, double value, std::size_t first = 0, std::size_t end = 1000) {
    for (std::size_t w = first; w < std::min(end, record.n_weeks); ++w)
      record.weekly[w * weekly_metrics().size() + *metric_index(metric)] = value;
    return *this;
  }
  double value(std::string_view outcome) const { return outcomes()[*outcome_index(outcome)].value(record, last); }
};

}  // namespace

TEST_CASE("every outcome has a name of its own, a unit and a sentence", "[contract]") {
  const std::set<std::string_view> units = {"currency", "people", "orders", "proposals", "weeks", "1"};
  std::set<std::string_view> names;
  for (const Outcome& outcome : outcomes()) {
    INFO(outcome.name);
    CHECK(names.insert(outcome.name).second);
    CHECK(units.contains(outcome.unit));
    CHECK_FALSE(outcome.long_name.empty());
    CHECK(outcome.bounds.least < outcome.bounds.most);
    CHECK(outcome.is_flag == outcome.long_name.starts_with("1 when "));  // Python knows them by that
  }
}

TEST_CASE("weeks end with the run, shares with 1, and sums of money nowhere", "[contract]") {
  const auto bounds = [](std::string_view name) { return bounds_of(outcomes()[*outcome_index(name)], 260); };
  CHECK(bounds("weeks_to_critical_mass").least == 1);
  CHECK(bounds("weeks_to_critical_mass").most == 260);
  CHECK(bounds("gini_of_sales").most == 1);
  CHECK(bounds("gmv_total").least == 0);
  CHECK(std::isinf(bounds("gmv_total").most));
  CHECK(std::isinf(bounds("platform_surplus").least));
}

TEST_CASE("a platform that closed has no take rate at the end, and an open one without trade has none either", "[unit]") {
  MadeUp run(104);
  run.set("is_alive", 1, 0, 80).set("gmv", 100, 0, 80).set("platform_revenue", 40, 0, 80);
  CHECK(std::isnan(run.value("final_take_rate")));
  CHECK(run.set("is_alive", 1).value("final_take_rate") == Approx(.4));
  CHECK(std::isnan(MadeUp(52).set("is_alive", 1).value("final_take_rate")));
}

TEST_CASE("totals are of the run, flows of its last 52 weeks", "[unit]") {
  MadeUp run(104);
  run.set("gmv", 10).set("gmv", 30, 52).set("seller_income", 2).set("dividends_to_sellers", 26, 103);
  CHECK(run.value("gmv_total") == 52 * 10 + 52 * 30);
  CHECK(run.value("gmv_last_year") == 52 * 30);
  CHECK(run.value("seller_income_total") == 104 * 2 + 26);
  CHECK(run.value("seller_income_last_year") == 52 * 2 + 26);
  CHECK(MadeUp(20).set("gmv", 1).value("gmv_last_year") == 20);
}

TEST_CASE("shares of a person are over the mean number of people", "[unit]") {
  MadeUp run(52);
  run.set("seller_income", 8).set("active_sellers", 4, 0, 26).set("active_sellers", 12, 26);
  CHECK(run.value("income_per_seller_last_year") == Approx(52 * 8 / 8.).epsilon(1e-12));
  CHECK(MadeUp(52).set("seller_income", 8).value("income_per_seller_last_year") == 0);
  run.set("buyer_surplus", 3).set("active_buyers", 6);
  CHECK(run.value("surplus_per_buyer_last_year") == Approx(26).epsilon(1e-12));
}

TEST_CASE("critical mass is the first week in which half of the niches have taken off", "[unit]") {
  MadeUp run(60);
  run.set("niches_taken_off", .45, 5).set("niches_taken_off", .5, 17, 18);
  CHECK(run.value("weeks_to_critical_mass") == 18);  // the eighteenth week
  CHECK(run.value("reached_critical_mass") == 1);
  CHECK(MadeUp(60).set("niches_taken_off", .5, 59).value("reached_critical_mass") == 1);
}

TEST_CASE("a run that never gets there counts with its whole length, and says so", "[unit]") {
  const MadeUp run(60);
  CHECK(run.value("weeks_to_critical_mass") == 60);
  CHECK(run.value("reached_critical_mass") == 0);
  CHECK(run.value("weeks_to_break_even") == 60);
}

TEST_CASE("a platform breaks even when a quarter's revenue covers its cost", "[unit]") {
  MadeUp run(60);
  run.set("platform_cost", 10).set("platform_revenue", 10, 20);
  CHECK(run.value("weeks_to_break_even") == 33);  // weeks 21 to 33 are the first quarter that does
  CHECK(MadeUp(60).set("platform_cost", 10).set("platform_revenue", 11).value("weeks_to_break_even") == 13);
  // a single good week is not enough
  CHECK(MadeUp(60).set("platform_cost", 10).set("platform_revenue", 100, 5, 6).value("weeks_to_break_even") == 60);
}

TEST_CASE("rates are of sums, and 0 without any", "[unit]") {
  MadeUp run(52);
  run.set("is_alive", 1).set("gmv", 100, 0, 26).set("platform_revenue", 30, 0, 26).set("gmv", 300, 26).set("platform_revenue", 30, 26);
  CHECK(run.value("final_take_rate") == Approx(60 / 400.).epsilon(1e-12));
  run.set("ballots_asked", 80, 3, 5).set("ballots_cast", 10, 3, 4).set("ballots_cast", 30, 4, 5);
  CHECK(run.value("turnout") == .25);
  run.set("disputes_decided", 4).set("wrong_rulings", 1);
  CHECK(run.value("wrong_ruling_share") == .25);
  run.set("dispute_weeks", 10).set("appeals", 2).set("juror_pay", 3).set("disputes_waiting", 7, 51);
  CHECK(run.value("mean_weeks_to_decide") == 2.5);
  CHECK(run.value("appeals_per_dispute") == .5);
  CHECK(run.value("juror_pay_total") == 156);
  CHECK(run.value("disputes_waiting_at_end") == 7);
  for (const char* rate : {"turnout", "wrong_ruling_share", "mean_weeks_to_decide", "appeals_per_dispute"}) CHECK(MadeUp(52).value(rate) == 0);
}

TEST_CASE("what is left at the end is read from the last week and the last state", "[unit]") {
  MadeUp run(60);
  run.set("is_alive", 1, 0, 40).set("active_sellers", 7, 0, 40);
  run.last = {.6, .4, -250, 80, 12};
  CHECK(run.value("survived") == 0);
  CHECK(run.value("weeks_alive") == 40);
  CHECK(run.value("sellers_at_end") == 0);
  CHECK(run.value("gini_of_sales") == .6);
  CHECK(run.value("top_tenth_share") == .4);
  CHECK(run.value("surplus_kept_as_cash") == -250);
  CHECK(run.value("surplus_to_reserve") == 80);
  CHECK(run.value("unpaid_bills") == 12);
}

TEST_CASE("sales are unequal among those who sold, whoever did not", "[unit]") {
  Scenario scenario = default_scenario();
  scenario.platforms[0].capital.start_cash = 100000;
  State state;
  PlatformState& p = state.platforms.emplace_back();
  p.sellers.sales_total = {0, 100, 0, 300};
  p.ledger.move(Account::investors, Account::cash, 150000);
  p.ledger.move(Account::cash, Account::reserve, 20000);
  const LastState last = read_last_state(scenario, state, 0);
  CHECK(last.gini_of_sales == Approx(.25).epsilon(1e-12));
  CHECK(last.top_tenth_share == .75);
  CHECK(last.cash_kept == 300);
  CHECK(last.reserve == 200);
  CHECK(last.unpaid_bills == 0);
}

TEST_CASE("what a closed platform could not pay is a loss of its creditors and not cash below zero", "[unit]") {
  Scenario scenario = default_scenario();
  scenario.platforms[0].capital.start_cash = 100000;
  State state;
  PlatformState& p = state.platforms.emplace_back();
  p.is_alive = false;
  p.ledger.move(Account::investors, Account::cash, 100000);
  p.ledger.move(Account::cash, Account::outside, 130000);
  const LastState last = read_last_state(scenario, state, 0);
  CHECK(last.cash_kept == -1000);
  CHECK(last.unpaid_bills == 300);
  CHECK(weekly_metrics()[*metric_index("cash")].value(scenario, state, 0) == 0);
}

TEST_CASE("money that is no surplus is what members paid in and took out, and what came from outside", "[unit]") {
  Scenario s = default_scenario();
  s.run.weeks = 150, s.market.buyers = 1500, s.run.draw_assumptions = 0;
  Platform& p = s.platforms[0];
  p.control = static_cast<double>(Control::members);
  p.capital.start_cash = 5e7, p.ownership.buy_in = 20000;
  p.exit.redemption = static_cast<double>(RedemptionRule::par), p.exit.notice = 4, p.exit.yearly_cap = 1;
  p.data.sold_share = 1, p.data.price = 50;
  double flows = 0, bought_in = 0;
  const auto add = [&](const Scenario&, const State& state) {
    const Week& w = state.platforms[0].week;
    if (state.week == 0) flows += static_cast<double>(state.platforms[0].governance.holdings.capital_in - w.buy_ins - w.retained);  // of founders
    flows += static_cast<double>(w.buy_ins - w.redemptions_paid - w.taken - w.revolved - w.dissolved + w.data_revenue - w.data_to_members + w.project_income - w.spent - w.bought_back);
    bought_in += static_cast<double>(w.buy_ins);
  };
  for (std::uint32_t r = 0; r < 3; ++r) {
    flows = 0;
    simulate(s, 4, r, add);
    const RunResult run = run_once(s, 4, r);
    CHECK(run.outcomes[*outcome_index("other_flows")] == Approx(flows / 100).margin(.02));
  }
  CHECK(bought_in > 0);
}
