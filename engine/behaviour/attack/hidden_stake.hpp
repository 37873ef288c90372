// The founder votes tokens that nobody counted.
#pragma once
#include "engine/behaviour/attack/attack.hpp"

namespace townsquare {
AttackRule hidden_stake_rule();
}
