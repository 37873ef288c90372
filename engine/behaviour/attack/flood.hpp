// Files proposals until nobody reads them any more.
#pragma once
#include "engine/behaviour/attack/attack.hpp"

namespace townsquare {
AttackRule flood_rule();
}
