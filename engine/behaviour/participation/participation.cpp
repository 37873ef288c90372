#include "engine/behaviour/participation/participation.hpp"

#include "engine/behaviour/participation/bass.hpp"
#include "engine/behaviour/participation/by_expected_value.hpp"
#include "engine/behaviour/participation/experience_word_of_mouth_marketing.hpp"
#include "engine/behaviour/participation/mean_field.hpp"

namespace townsquare {

std::span<const ParticipationRule> participation_rules() {
  static const ParticipationRule table[] = {by_expected_value_rule(), experience_word_of_mouth_marketing_rule(), mean_field_rule(), bass_rule()};
  return table;
}

}  // namespace townsquare
