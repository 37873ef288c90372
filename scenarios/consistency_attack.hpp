// Attacks that cannot do what they want: all warnings, for an attack in vain may be what somebody wants to see.
#pragma once
#include "scenarios/contradiction.hpp"

namespace townsquare {

void check_attack(Check& check);

}  // namespace townsquare
