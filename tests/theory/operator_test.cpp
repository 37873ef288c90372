// Row A1.7: the profit-seeking operator finds the best take rate of an exact isoelastic market.
#include <catch2/catch.hpp>
#include <cmath>

#include "engine/behaviour/operator/operator.hpp"
#include "tests/engine/small_world.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
/// A market in which trade is G0 (1 - tau)^elasticity and each unit of trade costs `unit_cost`.
struct Isoelastic {
  double elasticity, unit_cost;
  double best() const { return (1 + unit_cost * elasticity) / (1 + elasticity); }
  Cents margin(double tau) const { return static_cast<Cents>(1e15 * (tau - unit_cost) * std::pow(1 - tau, elasticity)); }
};

/// Lives weeks of the search as the phase does: halves are alike but for the change under test.
/// Returns the take rates in force over the last weeks.
std::vector<double> search(const Isoelastic& market, double start, double step, double direction, int weeks, int remembered) {
  const RuleChoice choice = rule_named(operator_rules(), "grow_then_harvest", {.45, 156, 4, step, 13});
  const Operator rule = operator_rules()[choice.row].bind(choice.values);
  OperatorView view;
  view.buyer_share = 1;
  view.cash = 1'000'000'000;
  view.take_rate = start;
  view.direction = direction;
  double tested = 0;
  std::vector<double> last;
  for (int week = 0; week < weeks; ++week) {
    ++view.weeks_in_phase;
    const Cents control = market.margin(view.take_rate), treated = market.margin(view.take_rate + tested);
    if (view.phase == OperatorPhase::watch) view.treated_before += treated, view.control_before += control;
    if (view.phase == OperatorPhase::test) view.treated_during += treated, view.control_during += control;
    const OperatorMove move = rule(view);
    view.take_rate = move.take_rate;
    view.direction = move.direction;
    tested = move.tested_change;
    if (week >= weeks - remembered) last.push_back(view.take_rate);
    if (move.phase == view.phase) continue;
    view.phase = move.phase;
    view.weeks_in_phase = 0;
    if (view.phase == OperatorPhase::watch) view.treated_before = view.control_before = view.treated_during = view.control_during = 0;
  }
  return last;
}
}  // namespace

TEST_CASE("A1.7 split tests bring an operator within one step of (1 + kappa eps) / (1 + eps), from both sides", "[theory]") {
  const double elasticity = GENERATE(4., 7. / 3, 1.), unit_cost = GENERATE(0., .03);
  const double step = GENERATE(.01, .05), start = GENERATE(.02, .9), direction = GENERATE(-1., 1.);
  const Isoelastic market{elasticity, unit_cost};
  CAPTURE(elasticity, unit_cost, step, start, direction, market.best());
  constexpr int cycle = 39;  // watch, test and settle, 13 weeks each
  const int weeks = static_cast<int>(cycle * (1 / step + 6));
  for (double take_rate : search(market, start, step, direction, weeks, 4 * cycle))
    REQUIRE(std::fabs(take_rate - market.best()) <= step + 1e-12);
}

TEST_CASE("A1.7 the best take rates of the row are those of the formula", "[theory]") {
  CHECK(Isoelastic{4, 0}.best() == Approx(.2));
  CHECK(Isoelastic{7. / 3, 0}.best() == Approx(.3));
  CHECK(Isoelastic{4, .03}.best() == Approx(.224));
}
