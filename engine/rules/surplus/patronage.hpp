// Patronage: members share the surplus equally, by tenure and by sales, in stated parts.
#pragma once
#include "engine/rules/surplus/surplus.hpp"

namespace townsquare {
SurplusRule patronage_rule();
}
