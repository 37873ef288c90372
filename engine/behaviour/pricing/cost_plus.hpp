// Mark-up on unit cost; part of a change of the take rate is passed through to the price.
#pragma once
#include "engine/behaviour/pricing/pricing.hpp"

namespace townsquare {
PricingRule cost_plus_rule();

/// p = p0 (1 + pass_through ((1 - tau_ref) / (1 - tau) - 1)), p0 = markup c / (1 - tau_ref), minor units.
double cost_plus_price(double unit_cost, double markup, double pass_through, double reference_take_rate, double take_rate);
}
