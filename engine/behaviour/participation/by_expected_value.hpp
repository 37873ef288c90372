// Joining where more is expected than elsewhere, and leaving where less was had.
#pragma once
#include "engine/behaviour/participation/participation.hpp"

namespace townsquare {
ParticipationRule by_expected_value_rule();
}
