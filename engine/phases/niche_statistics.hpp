// What is known of each niche at the end of a week: the frozen columns of the next.
#pragma once
#include "engine/scenario.hpp"
#include "engine/state/state.hpp"

namespace townsquare {

/// Counts members and takes means by niche; an empty niche has zero experience and nobody satisfied.
void update_niche_statistics(const Scenario& scenario, const State& state, PlatformState& platform, bool is_parallel);

}  // namespace townsquare
