// The largest sellers vote as one.
#pragma once
#include "engine/behaviour/attack/attack.hpp"

namespace townsquare {
AttackRule sellers_cartel_rule();
}
