// Joining for the sake of the other side.
#pragma once
#include "engine/behaviour/participation/participation.hpp"

namespace townsquare {
ParticipationRule mean_field_rule();
}
