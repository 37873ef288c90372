// What a branch of a living run can change, and what was fixed when the run began.
#pragma once
#include <string>

#include "engine/scenario.hpp"
#include "scenarios/diagnostics.hpp"

namespace townsquare {

/// What stands against living on under `branch` after `week` weeks under `trunk`; empty when nothing does.
///
/// Fixed are who is there and what they hold from the start (`is_fixed_at_start`), the platforms, the currency, an attack that has
/// begun, and shocks whose week has passed, which of a change of the fee is the week in which it is announced. The fork is after the first and before the last week.
/// @param file  how messages call the branch
Diagnostics find_fork_obstacles(const Scenario& trunk, const Scenario& branch, double week, const std::string& file);

/// *Errors*: InvalidScenario with what find_fork_obstacles finds.
void check_fork(const Scenario& trunk, const Scenario& branch, double week, const std::string& file);

}  // namespace townsquare
