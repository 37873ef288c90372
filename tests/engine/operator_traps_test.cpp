// Traps of the operator's split tests, in the phases that measure and carry them out.
#include <catch2/catch.hpp>
#include <cmath>

#include "engine/behaviour/operator/grow_then_harvest.hpp"
#include "engine/phases/phases.hpp"
#include "tests/engine/scenario_variants.hpp"
#include "tests/theory/statistics.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
struct TestWeek {
  std::int32_t week;
  OperatorPhase phase;
  std::uint32_t number;
  Column<std::uint8_t> treated;
  double change, take_rate;
  bool has_marketing;
};

std::vector<TestWeek> harvest() {
  Scenario s = operator_harvests();
  s.run.draw_assumptions = 0;
  std::vector<TestWeek> weeks;
  simulate(s, 1, 0, [&](const Scenario&, const State& state) {
    const PlatformState& p = state.platforms[0];
    const OperatorState& o = p.operator_state;
    Column<std::uint8_t> treated = p.sellers.flags.unaryExpr([](std::uint8_t f) { return static_cast<std::uint8_t>((f & seller_treated) != 0); });
    weeks.push_back({state.week, o.phase, o.n_tests, treated, o.tested_change, p.policy.fees[0], p.policy.has_marketing});
  });
  return weeks;
}
}  // namespace

TEST_CASE("trap 19: the halves are drawn anew for each test, each about half, and kept while it runs", "[unit]") {
  const std::vector<TestWeek> weeks = harvest();
  std::uint32_t last = 0;
  int n_draws = 0;
  for (std::size_t i = 1; i < weeks.size(); ++i) {
    const auto n = static_cast<std::int64_t>(weeks[i].treated.size());
    if (weeks[i].number == weeks[i - 1].number) {
      REQUIRE((weeks[i].treated == weeks[i - 1].treated).all());
      continue;
    }
    CHECK(weeks[i].number == last + 1);
    CHECK(z_of_count(weeks[i].treated.cast<std::int64_t>().sum(), n, .5) < 4);
    // a new half shares half of its members with the last
    if (last > 0) CHECK(z_of_count((weeks[i].treated == weeks[i - 1].treated).cast<std::int64_t>().sum(), n, .5) < 4);
    last = weeks[i].number;
    ++n_draws;
  }
  CHECK(n_draws >= 3);
}

TEST_CASE("traps 18 and 19: an operator grows, watches, tests and settles, each for its period, and moves by whole steps", "[unit]") {
  const std::vector<TestWeek> weeks = harvest();
  int run = 0;
  for (std::size_t i = 1; i < weeks.size(); ++i) {
    const TestWeek &now = weeks[i], &before = weeks[i - 1];
    CHECK(now.has_marketing == (now.phase == OperatorPhase::grow));
    CHECK((now.change != 0) == (now.phase == OperatorPhase::test));
    const double moved = std::fabs(now.take_rate - before.take_rate);
    CHECK((moved < 1e-12 || std::fabs(moved - .05) < 1e-9));
    // the fee moves only when a test ends: never while halves are watched or treated
    if (moved > 1e-12) CHECK((before.phase == OperatorPhase::test && now.phase == OperatorPhase::settle));
    run = now.phase == before.phase ? run + 1 : 1;
    if (now.phase != before.phase && i > 30) CHECK(static_cast<int>(now.phase) == (before.phase == OperatorPhase::settle ? 1 : static_cast<int>(before.phase) + 1));
    if (now.phase != OperatorPhase::grow) CHECK(run <= 6);
  }
}

TEST_CASE("trap 19: only the treated half pays the rate under test", "[unit]") {
  Scenario s = operator_harvests();
  s.run.draw_assumptions = 0;
  SmallWorld w(s);
  PlatformState& p = w.platform();
  p.operator_state.tested_change = .05;
  for (std::size_t j = 0; j < w.state.sellers.size(); j += 3) p.sellers.flags[row_of(j)] |= seller_treated;
  price(w.world);
  for (std::size_t j = 0; j < w.state.sellers.size(); ++j) CHECK(p.sellers.take_rate[j] == Approx(j % 3 == 0 ? .13 : .08));
}

TEST_CASE("trap 19: halves of unequal size or trade are compared with their own past", "[unit]") {
  OperatorView v;
  v.treated_before = 1000, v.control_before = 4000;
  v.treated_during = 1100, v.control_during = 4000;
  CHECK(has_gained(v));
  // all grew alike, as in a growing market: no gain
  v.treated_during = 2000, v.control_during = 8000;
  CHECK_FALSE(has_gained(v));
  v.treated_during = 2000, v.control_during = 8400;
  CHECK_FALSE(has_gained(v));
  // all shrank, the treated half less
  v.treated_during = 900, v.control_during = 3000;
  CHECK(has_gained(v));
  // margins that are not positive are compared by differences
  v.treated_before = -100, v.control_before = -100, v.treated_during = -50, v.control_during = -100;
  CHECK(has_gained(v));
  v.treated_during = -150;
  CHECK_FALSE(has_gained(v));
}

TEST_CASE("trap 18: a test is measured in the weeks that it runs, before the operator moves", "[unit]") {
  Scenario s = operator_harvests();
  s.run.draw_assumptions = 0;
  SmallWorld w(s);
  PlatformState& p = w.platform();
  OperatorState& o = p.operator_state;
  price(w.world), rank(w.world);
  o.margin_before.assign(w.state.sellers.size(), 0.), o.margin_during = o.margin_before;
  p.sellers.fees[3] = 500, p.sellers.sales[3] = 5000;
  p.week.gmv = 5000, p.week.variable_costs = 100;
  for (OperatorPhase phase : {OperatorPhase::grow, OperatorPhase::watch, OperatorPhase::test, OperatorPhase::test, OperatorPhase::settle}) {
    o.phase = phase;
    measure_test(w.world, 0);
  }
  CHECK(o.margin_before[3] == Approx(400));
  CHECK(o.margin_during[3] == Approx(800));
  CHECK(o.margin_before[4] == 0);
}

TEST_CASE("trap 22: what an operator has climbed to by the end is its step times its time, so the step is drawn", "[unit]") {
  const auto climbed = [](double step, std::int32_t period, int n_weeks) {
    const Operator rule = operator_rules()[1].bind(std::vector<double>{.45, 0, 4, step, static_cast<double>(period)});
    OperatorView v;
    v.take_rate = .3;
    for (int week = 0; week < n_weeks; ++week) {
      ++v.weeks_in_phase;
      v.treated_before = v.control_before = v.control_during = 100, v.treated_during = 200;  // every test gains
      const OperatorMove move = rule(v);
      if (move.phase != v.phase) v.weeks_in_phase = 0;
      v.phase = move.phase, v.take_rate = move.take_rate, v.direction = move.direction;
    }
    return v.take_rate;
  };
  // nothing holds it back, and yet five years end where step and period say: a step in 39 weeks
  CHECK(climbed(.05, 13, 260) == Approx(.3 + 6 * .05));
  CHECK(climbed(.025, 13, 260) == Approx(.3 + 6 * .025));
  CHECK(climbed(.05, 26, 260) == Approx(.3 + 3 * .05));
  CHECK(climbed(.05, 13, 2600) == Approx(largest_take_rate));
  const std::vector<UncertainKey> keys = uncertain_keys(operator_harvests());
  CHECK(std::ranges::count(keys, "operator.step", &UncertainKey::key) == 1);
}

TEST_CASE("growth ends with enough buyers, too much time or too little cash", "[unit]") {
  const Operator rule = operator_rules()[1].bind(std::vector<double>{.45, 156, 4, .05, 13});
  OperatorView v;
  v.weeks_in_phase = 10, v.buyer_share = .2, v.cash = 1000, v.quarterly_cost = 100, v.take_rate = .1;
  CHECK(rule(v).phase == OperatorPhase::grow);
  CHECK(rule(v).has_marketing);
  for (int change = 0; change < 3; ++change) {
    OperatorView end = v;
    if (change == 0) end.buyer_share = .45;
    if (change == 1) end.weeks_in_phase = 156;
    if (change == 2) end.cash = 399;
    CHECK(rule(end).phase == OperatorPhase::watch);
    CHECK_FALSE(rule(end).has_marketing);
    CHECK(rule(end).take_rate == .1);
  }
}
