// How many bytes of state an agent costs.
#pragma once
#include "engine/state/state.hpp"

namespace townsquare {

/// Bytes per agent, on one platform: its own columns and its columns on the platform.
struct MemoryUse {
  double per_buyer = 0;
  double per_seller = 0;
};

/// Counted from the columns' sizes; shelves are counted with the sellers, small things per platform are not.
MemoryUse memory_of(const State& state);

}  // namespace townsquare
