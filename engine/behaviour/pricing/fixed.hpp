// A price list: the same price for every good (digital goods, whose cost-plus price would be zero).
#pragma once
#include "engine/behaviour/pricing/pricing.hpp"

namespace townsquare {
PricingRule fixed_rule();
}
