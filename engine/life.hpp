// A run that can be stopped after any week, copied, and lived on under other rules.
#pragma once
#include <cstdint>

#include "engine/fingerprint.hpp"
#include "engine/random.hpp"
#include "engine/scenario.hpp"
#include "engine/simulate.hpp"
#include "engine/state/state.hpp"

namespace townsquare {

/// A run so far. All luck is keyed by (seed, replication, week, purpose, agent), so a copy of these columns is a copy of
/// the run: nothing else is needed to live on.
struct Life {
  Scenario lived;     // assumptions drawn
  Luck luck;
  State state;        // `state.week` is the number of weeks that have been lived
  Fingerprint print;  // of these weeks

  /// Of the whole run up to here, as simulate gives it.
  std::uint64_t fingerprint() const;
};

/// The scenario as one replication lives it: with its unmeasured assumptions drawn when `run.draw_assumptions` says so.
Scenario lived_scenario(const Scenario& scenario, std::uint64_t seed, std::uint32_t replication);

/// A run in which nobody has traded yet.
Life begin_life(const Scenario& scenario, std::uint64_t seed, std::uint32_t replication);

/// Lives until `week` weeks have been lived, and calls `observe` after each. Nothing if they have been.
void live_until(Life& life, std::int32_t week, const Observer& observe, bool is_parallel = false);

}  // namespace townsquare
