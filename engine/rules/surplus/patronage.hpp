// Patronage: members share the surplus equally, by tenure and by what they did or hold, in stated parts.
#pragma once
#include "engine/rules/surplus/surplus.hpp"

namespace townsquare {
SurplusRule patronage_rule();
}
