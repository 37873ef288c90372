// A share that falls with the seller's orders of the platform's year: 52 weeks from its launch, and so on.
#pragma once
#include "engine/rules/fee/fee.hpp"

namespace townsquare {
FeeRule tiered_rule();
}
