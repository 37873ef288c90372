// Joining by whoever hears of it.
#pragma once
#include "engine/behaviour/participation/participation.hpp"

namespace townsquare {
ParticipationRule bass_rule();
}
