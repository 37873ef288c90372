// Buyers pay into escrow and goods are delivered.
#include <algorithm>

#include "engine/phases/phases.hpp"

namespace townsquare {
namespace {

/// Quality as delivered: the seller's quality times its honesty, with noise.
float delivered_quality(const World& world, const Order& order, std::uint32_t stream, double fraud) {
  const auto row = static_cast<Eigen::Index>(order.seller);
  const double z = world.luck.normal(Purpose::delivery, stream, order.buyer, order.index);
  const double promised = static_cast<double>(world.state.sellers.quality[row]) * static_cast<double>(world.state.sellers.honesty[row]);
  return static_cast<float>(std::clamp(promised * (1 - fraud) + world.scenario.market.delivery_noise * z, 0., 1.));
}

}  // namespace

void settle(World& world) {
  const auto quantity = static_cast<std::int64_t>(world.scenario.market.buyers_per_agent);
  for (std::size_t k = 0; k < world.state.platforms.size(); ++k) {
    PlatformState& p = world.state.platforms[k];
    if (!p.is_alive) continue;
    const std::uint32_t stream = stream_of(world, k);
    const double fraud = size_in(world.scenario.platforms[k].shocks, PlatformShock::fraud, world.state.week);
    for (Order& order : p.orders) {
      order.amount = p.sellers.price[order.seller] * quantity;
      order.fee = share_of(order.amount, p.sellers.take_rate[order.seller]);
      order.goods_cost = world.state.sellers.unit_cost[order.seller] * quantity;
      order.delivered = delivered_quality(world, order, stream, fraud);
      p.ledger.move(Account::buyers, Account::escrow, order.amount);
    }
    p.week.orders += static_cast<std::int64_t>(p.orders.size()) * quantity;
    p.orders_placed += static_cast<std::int64_t>(p.orders.size()) * quantity;
  }
}

}  // namespace townsquare
