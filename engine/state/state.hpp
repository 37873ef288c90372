// Everything that changes during a run.
#pragma once
#include <cstdint>
#include <vector>

#include "engine/event_log.hpp"
#include "engine/state/buyers.hpp"
#include "engine/state/niches.hpp"
#include "engine/state/platforms.hpp"
#include "engine/state/sellers.hpp"

namespace townsquare {

struct State {
  std::int32_t week = 0;                 // the week that is being lived, from 0
  double year_demand = 1;                // this year's factor on all needs
  double demand_factor = 1;              // the same in this week, a shock of demand included
  Buyers buyers;
  Sellers sellers;
  Mixing mixing;                         // (n_niches, n_niches)
  std::vector<std::int64_t> niche_buyers, niche_sellers;  // potential, (n_niches)
  std::vector<PlatformState> platforms;
  EventLog log;                          // what was proposed, decided, changed and paid so far
};

}  // namespace townsquare
