// A run: a pure function of (scenario, seed, replication).
#pragma once
#include <cstdint>
#include <functional>

#include "engine/institutions.hpp"
#include "engine/random.hpp"
#include "engine/scenario.hpp"
#include "engine/state/state.hpp"

namespace townsquare {

/// What every phase is given. `is_parallel` lets the loops inside a week use threads; results do not depend on it.
struct World {
  const Scenario& scenario;
  const Luck& luck;
  const std::vector<Institutions>& institutions;  // (n_platforms)
  State& state;
  bool is_parallel = false;
};

/// The place of a week's draws on one platform: the week, with the platform's index above it. The only platform
/// of each arm of a comparison has the same place, so that the arms share their luck.
inline std::uint32_t stream_of(const World& world, std::size_t platform) {
  return static_cast<std::uint32_t>(world.state.week) | static_cast<std::uint32_t>(platform) << 13;
}

/// Sees the state at the end of each week; must not change it.
using Observer = std::function<void(const Scenario&, const State&)>;

/// The first state of a run (nobody has traded yet).
State make_state(const Scenario& scenario, const Luck& luck);

/// Lives one run and calls `observe` after each week.
/// The scenario's unmeasured assumptions are drawn first when `run.draw_assumptions` says so;
/// the observer is given the drawn scenario. Returns the fingerprint of the whole run.
std::uint64_t simulate(const Scenario& scenario, std::uint64_t seed, std::uint32_t replication,
                       const Observer& observe, bool is_parallel = false);

/// Hash of everything in a state that later weeks depend on.
std::uint64_t fingerprint_of(const State& state);

}  // namespace townsquare
