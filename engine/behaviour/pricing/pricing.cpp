#include "engine/behaviour/pricing/pricing.hpp"

#include "engine/behaviour/pricing/cost_plus.hpp"
#include "engine/behaviour/pricing/fixed.hpp"
#include "engine/behaviour/pricing/logit_best_response.hpp"
#include "engine/behaviour/pricing/markup_learning.hpp"

namespace townsquare {

std::span<const PricingRule> pricing_rules() {
  static const PricingRule table[] = {cost_plus_rule(), fixed_rule(), logit_best_response_rule(), markup_learning_rule()};
  return table;
}

}  // namespace townsquare
