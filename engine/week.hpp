// One week, in order.
#pragma once
#include "engine/simulate.hpp"

namespace townsquare {

/// Lives one week of the world; `state.week` is the week being lived.
void live_week(World& world);

}  // namespace townsquare
