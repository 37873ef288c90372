// One share of every sale.
#pragma once
#include "engine/rules/fee/fee.hpp"

namespace townsquare {
FeeRule take_rate_rule();
}
