// The first owners of a platform, and what they hold.
#pragma once
#include <cstddef>

#include "engine/random.hpp"
#include "engine/scenario.hpp"
#include "engine/state/state.hpp"

namespace townsquare {

/// Lays out the rows of Memberships, draws who is dutiful, spreads the tokens and chooses delegates.
void enroll(PlatformState& p, const Scenario& scenario, std::size_t platform, const State& state, const Luck& luck);

}  // namespace townsquare
