// Shares and tokens: who joined pays in, who left is paid out, tokens vest, are locked and traded.
#include "engine/phases/own/own.hpp"
#include "engine/phases/phases.hpp"

namespace townsquare {

void own(World& world) {
  for (std::size_t k = 0; k < world.state.platforms.size(); ++k) {
    PlatformState& p = world.state.platforms[k];
    const Platform& spec = world.scenario.platforms[k];
    if (!p.is_alive || !is_run_by(spec, Control::members, world.state.week)) continue;
    if (spec.keeps_shares()) {
      owning::run_on_treasury(world, k);
      owning::register_shares(world, k);
      owning::pay_redemptions(world, k);
    }
    if (!has_tokens(spec.ownership)) continue;
    owning::move_tokens(world, k);
    // whoever bought below its part of the treasury may take that part
    if (spec.exit.fork_threshold > 0 && spec.ownership.transferable != 0) owning::fork(world, k, {});
  }
}

}  // namespace townsquare
