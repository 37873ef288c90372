// Platforms that come later than others open in their week, with their founders.
#include "engine/phases/phases.hpp"
#include "engine/phases/record_event.hpp"

namespace townsquare {

void open(World& world) {
  for (std::size_t k = 0; k < world.state.platforms.size(); ++k) {
    PlatformState& p = world.state.platforms[k];
    if (world.state.week == 0 || weeks_open(world, k) != 0) continue;
    p.is_alive = true;
    record_launch(world.state, k);
  }
}

}  // namespace townsquare
