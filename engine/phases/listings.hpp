// How much a seller has on offer.
#pragma once
#include "engine/simulate.hpp"

namespace townsquare {

/// Goods that a member seller has listed, > 0: it lists some when it joins and some each week, and takes none away.
inline double listings_at(const Market& market, std::int32_t weeks_of_membership) {
  return market.listings_at_start + market.listings_per_week * static_cast<double>(weeks_of_membership);
}

/// The same of one seller.
inline double listings_of(const World& world, const PlatformState& p, std::size_t seller) {
  return listings_at(world.scenario.market, world.state.week - p.sellers.joined_week[static_cast<Eigen::Index>(seller)]);
}

}  // namespace townsquare
