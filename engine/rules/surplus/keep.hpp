// Nothing is paid out: the surplus stays in the reserve.
#pragma once
#include "engine/rules/surplus/surplus.hpp"

namespace townsquare {
SurplusRule keep_rule();
}
