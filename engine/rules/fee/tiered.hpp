// A share that falls with the seller's orders of the calendar year.
#pragma once
#include "engine/rules/fee/fee.hpp"

namespace townsquare {
FeeRule tiered_rule();
}
