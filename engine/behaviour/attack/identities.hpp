// Creates members that do not exist.
#pragma once
#include "engine/behaviour/attack/attack.hpp"

namespace townsquare {
AttackRule identities_rule();
}
