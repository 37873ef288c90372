// Watch both halves for a period, change the take rate of one half by a step for a period, keep the change if
// the treated half's margin grew against the other's, else turn round; let it settle, then draw new halves.
// Climbing quarter on quarter instead confuses growth with success and overshoots. The halves share their
// buyers, so what a fee drives away hurts both and the search ends a little high (Johari et al. 2022).
#include "engine/behaviour/operator/grow_then_harvest.hpp"

#include <algorithm>

#include "engine/behaviour/operator/growth_phase.hpp"
#include "engine/money.hpp"

namespace townsquare {
namespace {
constexpr Parameter parameters[] = {
    growth_target_share,
    growth_longest,
    growth_cash_quarters,
    {"step", Unit::share, .05, .001, .5, "Change of the take rate under test.", Evidence::none, "assumption: a knob of the search, not of the world", .5, 1.5},
    {"period", Unit::weeks, 13, 1, 520, "Weeks of a test, and of letting its outcome settle.", Evidence::none, "assumption"},
};

struct Harvest {
  double step;
  std::int32_t period;

  OperatorMove operator()(const OperatorView& view) const {
    OperatorMove move{view.phase, false, view.take_rate, 0, view.direction};
    const bool is_over = view.weeks_in_phase >= period;
    const double change = std::clamp(view.take_rate + view.direction * step, 0., largest_take_rate) - view.take_rate;
    if (view.phase == OperatorPhase::test) {
      move.tested_change = change;
      if (is_over) end_test(view, change, move);
    } else if (is_over) {
      move.phase = view.phase == OperatorPhase::watch ? OperatorPhase::test : OperatorPhase::watch;
      if (move.phase == OperatorPhase::test) move.tested_change = change;
    }
    return move;
  }

  static void end_test(const OperatorView& view, double change, OperatorMove& move) {
    move.phase = OperatorPhase::settle;
    move.tested_change = 0;
    if (has_gained(view)) move.take_rate = view.take_rate + change;
    else move.direction = -view.direction;
  }
};

Operator bind(std::span<const double> v) {
  const GrowthPhase growth{v[0], v[1], v[2]};
  const Harvest harvest{v[3], static_cast<std::int32_t>(v[4])};
  return [=](const OperatorView& view) {
    if (view.phase != OperatorPhase::grow) return harvest(view);
    if (growth.is_over(view)) return OperatorMove{OperatorPhase::watch, false, view.take_rate, 0, view.direction};
    return OperatorMove{OperatorPhase::grow, true, view.take_rate, 0, view.direction};
  };
}
}  // namespace

bool has_gained(const OperatorView& v) {
  const bool all_positive = v.treated_before > 0 && v.control_before > 0 && v.treated_during > 0 && v.control_during > 0;
  if (!all_positive) return v.treated_during - v.control_during > v.treated_before - v.control_before;
  const double before = static_cast<double>(v.treated_before) / static_cast<double>(v.control_before);
  return static_cast<double>(v.treated_during) / static_cast<double>(v.control_during) > before;
}

OperatorRule grow_then_harvest_rule() {
  return {{"grow_then_harvest", "Grows on its investors' money, then climbs to its best take rate by split tests.",
           "split test on half of the sellers; step and period assumed", parameters}, bind};
}
}  // namespace townsquare
