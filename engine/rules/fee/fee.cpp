#include "engine/rules/fee/fee.hpp"

#include "engine/rules/fee/schedule.hpp"
#include "engine/rules/fee/take_rate.hpp"
#include "engine/rules/fee/tiered.hpp"

namespace townsquare {

std::span<const FeeRule> fee_rules() {
  static const FeeRule table[] = {take_rate_rule(), tiered_rule(), schedule_rule()};
  return table;
}

}  // namespace townsquare
