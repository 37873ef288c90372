// Taking part by a utility that experience, others and marketing have built up.
#pragma once
#include "engine/behaviour/participation/participation.hpp"

namespace townsquare {
ParticipationRule experience_word_of_mouth_marketing_rule();
}
