// The surplus leaves the market with the investors.
#pragma once
#include "engine/rules/surplus/surplus.hpp"

namespace townsquare {
SurplusRule investors_rule();
}
