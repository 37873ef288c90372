// The best price against the others' prices where buyers choose by a logit.
#pragma once
#include "engine/behaviour/pricing/pricing.hpp"

namespace townsquare {
PricingRule logit_best_response_rule();

/// p = c / (1 - tau) + 1 / (b (1 - s)), major units.
/// @param effective_cost  c / (1 - tau), major units
/// @param sensitivity     b > 0, utility per major unit
/// @param share           s in [0, 1): chance that a buyer who looks at the offer takes it
double logit_best_price(double effective_cost, double sensitivity, double share);
}  // namespace townsquare
