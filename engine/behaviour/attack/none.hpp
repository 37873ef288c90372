// Nobody attacks.
#pragma once
#include "engine/behaviour/attack/attack.hpp"

namespace townsquare {
AttackRule no_attack_rule();
}
