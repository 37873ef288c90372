// Money for jurors who vote for certain sellers.
#pragma once
#include "engine/behaviour/attack/attack.hpp"

namespace townsquare {
AttackRule bribe_jurors_rule();
}
