// Power by what a member sold and bought; it cannot be bought or sold itself.
#pragma once
#include "engine/rules/electorate/electorate.hpp"

namespace townsquare {
ElectorateRule patronage_power_rule();
}
