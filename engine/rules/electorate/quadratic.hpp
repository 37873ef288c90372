// Power is the square root of tokens.
#pragma once
#include "engine/rules/electorate/electorate.hpp"

namespace townsquare {
ElectorateRule quadratic_power_rule();
}
