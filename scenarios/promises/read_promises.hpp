// From `[promises.NAME]` to promises that are right: names, units and ranges are checked like those of any key.
#pragma once
#include <span>
#include <vector>

#include "engine/scenario.hpp"
#include "scenarios/layers.hpp"
#include "scenarios/promises/promise.hpp"

namespace townsquare {

/// The promises of all layers, in the order in which they are first named; a later layer changes single keys of an earlier
/// one. What is wrong is added to `problems`, and its promise left out.
/// @param subjects  what promises can be about; none: names are taken as they are, and bounds as plain numbers or shares
std::vector<Promise> read_promises(const Layers& layers, std::span<const PromiseSubject> subjects, const Scenario& scenario,
                                   Diagnostics& problems);

}  // namespace townsquare
