// The start of a week: last week's counters are cleared and the year's demand is drawn.
#include "engine/math.hpp"
#include "engine/phases/phases.hpp"

namespace townsquare {

void shock(World& world) {
  State& state = world.state;
  for (PlatformState& p : state.platforms) p.week = Week{};
  if (state.week % 52 != 0) return;
  // a log-normal factor of mean one on all needs of the year
  const double sigma = world.scenario.market.demand_shock_sigma;
  const double z = world.luck.normal(Purpose::demand, static_cast<std::uint32_t>(state.week / 52), 0);
  state.demand_factor = math::exp(sigma * z - sigma * sigma / 2);
}

}  // namespace townsquare
