// Pays members for their votes.
#pragma once
#include "engine/behaviour/attack/attack.hpp"

namespace townsquare {
AttackRule bribe_voters_rule();
}
