// Who proposes what: a member drafts at a rate that rises with what it would gain.
#pragma once
#include "engine/math.hpp"

namespace townsquare {

/// Chance that a member drafts a proposal this week: 1 - exp(-rate ln(1 + gain / time_cost)); 0 without gain.
/// `gain` and `time_cost` in minor units. *Assumption*.
inline double draft_chance(double rate, double gain, double time_cost) {
  return gain > 0 ? 1 - math::exp(-rate * math::log(1 + gain / time_cost)) : 0;
}

}  // namespace townsquare
