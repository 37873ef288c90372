// What else people have, beside one platform: the outside world, and other platforms that they are on.
#pragma once
#include <algorithm>

#include "engine/behaviour/participation/expected_value.hpp"
#include "engine/simulate.hpp"

namespace townsquare {

/// What a person has beside one platform.
struct Elsewhere {
  double value = 0;          // of buyers: the best, logsum units; of sellers: net income on the other platforms, minor units a week
  bool is_on_other = false;  // a member of another platform that is open
};

/// Friction of a use of a platform after so many, utility; what the platform runs on makes the first ones harder.
inline double friction_after(const Scenario& scenario, std::size_t platform, std::size_t uses) {
  const Visit& v = scenario.visit;
  return expected_value::friction(static_cast<double>(uses), v.friction_first * scenario.platforms[platform].technology.friction, v.friction_final, v.friction_learning);
}

/// Whether a buyer is one person with a seller who is on the platform.
inline bool sells_too(const World& world, std::size_t platform, std::size_t buyer) {
  return world.state.sellers.is_also_buyer(buyer) && world.state.platforms[platform].sellers.is_member(buyer);
}

/// The best that a buyer has beside a platform: buying outside, at a subsidy in major units, or another platform that it is on.
inline Elsewhere buyer_elsewhere(const World& world, std::size_t platform, std::uint32_t buyer, double subsidy) {
  Elsewhere elsewhere{value_elsewhere(world.state.buyers.record[buyer], subsidy), false};
  for (std::size_t k = 0; k < world.state.platforms.size(); ++k) {
    const PlatformState& p = world.state.platforms[k];
    if (k == platform || !p.is_alive || !p.buyers.is_member(buyer)) continue;
    const auto row = static_cast<Eigen::Index>(buyer);
    elsewhere = {std::max(elsewhere.value, static_cast<double>(p.buyers.experience[row]) - friction_after(world.scenario, k, p.buyers.uses[row])), true};
  }
  return elsewhere;
}

/// What a seller earns beside a platform.
inline Elsewhere seller_elsewhere(const World& world, std::size_t platform, std::size_t seller) {
  Elsewhere elsewhere;
  for (std::size_t k = 0; k < world.state.platforms.size(); ++k) {
    const PlatformState& p = world.state.platforms[k];
    if (k == platform || !p.is_alive || !p.sellers.is_member(seller)) continue;
    elsewhere = {elsewhere.value + static_cast<double>(p.sellers.income_week[static_cast<Eigen::Index>(seller)]), true};
  }
  return elsewhere;
}

/// Income that a seller asks of a platform, minor units a week. On another one too it asks a share, for the work is partly done; who
/// can be on one only asks for more than it would give up there.
inline double asked_income(const World& world, std::size_t platform, std::size_t seller) {
  const Participation& rule = world.scenario.participation;
  const double reservation = static_cast<double>(world.state.sellers.reservation_income[static_cast<Eigen::Index>(seller)]);
  if (world.state.platforms.size() < 2) return reservation;
  const Elsewhere elsewhere = seller_elsewhere(world, platform, seller);
  if (!elsewhere.is_on_other) return reservation;
  return rule.sellers_multihome != 0 ? rule.sellers_second_home * reservation : std::max(reservation, elsewhere.value);
}

}  // namespace townsquare
