#include "engine/behaviour/pricing/pricing.hpp"

#include "engine/behaviour/pricing/cost_plus.hpp"
#include "engine/behaviour/pricing/fixed.hpp"

namespace townsquare {

std::span<const PricingRule> pricing_rules() {
  static const PricingRule table[] = {cost_plus_rule(), fixed_rule()};
  return table;
}

}  // namespace townsquare
