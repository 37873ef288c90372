// An exchange votes the tokens of its customers.
#pragma once
#include "engine/behaviour/attack/attack.hpp"

namespace townsquare {
AttackRule custodian_rule();
}
