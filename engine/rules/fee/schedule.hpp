// A published fee schedule: shares, sums per order, by the week, and on the buyer's side, with dates.
#pragma once
#include "engine/rules/fee/fee.hpp"

namespace townsquare {
FeeRule schedule_rule();
}
