// The fee in force is worked out for each seller, and sellers set their prices.
#include <algorithm>

#include "engine/phases/phases.hpp"
#include "engine/rules/fee/fee.hpp"

namespace townsquare {

void price(World& world) {
  for (std::size_t k = 0; k < world.state.platforms.size(); ++k) {
    PlatformState& p = world.state.platforms[k];
    if (!p.is_alive) continue;
    const std::size_t n = world.state.sellers.size();
    const Fee fee = fee_rules()[world.scenario.platforms[k].fees.row].bind(p.policy.fees);
    fee({{p.sellers.orders_year.data(), n}}, p.sellers.take_rate);
    // sellers under test pay the operator's tried rate
    if (p.operator_state.tested_change != 0)
      for (std::size_t j = 0; j < n; ++j)
        if (p.sellers.flags[static_cast<Eigen::Index>(j)] & seller_treated)
          p.sellers.take_rate[j] = std::clamp(p.sellers.take_rate[j] + p.operator_state.tested_change, 0., largest_take_rate);
    world.institutions[k].pricing({world.state.sellers.unit_cost, p.sellers.take_rate}, p.sellers.price);
  }
}

}  // namespace townsquare
