#include "engine/behaviour/operator/operator.hpp"

#include "engine/behaviour/operator/grow_then_harvest.hpp"
#include "engine/behaviour/operator/published_schedule.hpp"

namespace townsquare {

std::span<const OperatorRule> operator_rules() {
  static const OperatorRule table[] = {published_schedule_rule(), grow_then_harvest_rule()};
  return table;
}

}  // namespace townsquare
