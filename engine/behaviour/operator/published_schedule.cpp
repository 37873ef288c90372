#include "engine/behaviour/operator/published_schedule.hpp"

#include "engine/behaviour/operator/growth_phase.hpp"

namespace townsquare {
namespace {
constexpr Parameter parameters[] = {growth_target_share, growth_longest, growth_cash_quarters};

Operator bind(std::span<const double> v) {
  const GrowthPhase growth{v[0], v[1], v[2]};
  return [growth](const OperatorView& view) {
    const bool is_growing = view.phase == OperatorPhase::grow && !growth.is_over(view);
    return OperatorMove{is_growing ? OperatorPhase::grow : OperatorPhase::settle, is_growing, view.take_rate, 0, view.direction};
  };
}
}  // namespace

OperatorRule published_schedule_rule() {
  return {{"published_schedule", "Keeps its published fees; markets until it has enough buyers.", "published fee schedules", parameters}, bind};
}
}  // namespace townsquare
