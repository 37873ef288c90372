// How much a seller has on offer.
#pragma once
#include "engine/simulate.hpp"

namespace townsquare {

/// Goods that a member seller has listed, > 0: it lists some when it joins and some each week, and takes none away.
inline double listings_of(const World& world, const PlatformState& p, std::size_t seller) {
  const Market& m = world.scenario.market;
  const double age = static_cast<double>(world.state.week - p.sellers.joined_week[static_cast<Eigen::Index>(seller)]);
  return m.listings_at_start + m.listings_per_week * age;
}

}  // namespace townsquare
