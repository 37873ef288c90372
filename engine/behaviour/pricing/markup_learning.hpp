// Sellers try other prices and keep what earns more.
#pragma once
#include "engine/behaviour/pricing/pricing.hpp"

namespace townsquare {
PricingRule markup_learning_rule();
}
