// Buys tokens week by week until it can pass its proposal.
#pragma once
#include "engine/behaviour/attack/attack.hpp"

namespace townsquare {
AttackRule buy_tokens_rule();
}
