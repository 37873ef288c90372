// Borrows tokens for one week, votes, and gives them back.
#pragma once
#include "engine/behaviour/attack/attack.hpp"

namespace townsquare {
AttackRule borrow_tokens_rule();
}
