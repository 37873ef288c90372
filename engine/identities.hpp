// What must be true at the end of every week, whatever the rules.
#pragma once
#include "engine/scenario.hpp"
#include "engine/state/state.hpp"

namespace townsquare {

/// Asserts the accounting identities of a week. *Errors*: BrokenIdentity, in checked builds only.
void check_identities(const Scenario& scenario, const State& state);

}  // namespace townsquare
