// A platform that grows pays for orders, and sells part of its pages.
#include "engine/phases/conduct.hpp"

#include "engine/phases/phases.hpp"

namespace townsquare {

bool is_subsidising(const World& world, std::size_t platform) {
  const Platform& spec = world.scenario.platforms[platform];
  if (spec.conduct.buyer_subsidy <= 0 && spec.conduct.seller_subsidy <= 0) return false;
  const bool has_stopped = is_run_by(spec, Control::operator_, world.state.week) && world.state.platforms[platform].operator_state.phase != OperatorPhase::grow;
  return !has_stopped && weeks_open(world, platform) < static_cast<std::int32_t>(spec.conduct.subsidy_length);
}

void subsidise(World& world) {
  for (std::size_t k = 0; k < world.state.platforms.size(); ++k) {
    PlatformState& p = world.state.platforms[k];
    if (!p.is_alive || !is_subsidising(world, k)) continue;
    const Conduct& conduct = world.scenario.platforms[k].conduct;
    const auto each = static_cast<Cents>(conduct.seller_subsidy);
    for (std::uint32_t j : p.niches.active) {
      const auto orders = static_cast<Cents>(p.sellers.orders[static_cast<Eigen::Index>(j)]);
      if (orders == 0) continue;
      const Cents to_seller = each * orders, to_buyers = buyer_subsidy(conduct, p, j) * orders;
      p.ledger.move(Account::cash, Account::sellers, to_seller);
      p.ledger.move(Account::cash, Account::outside, to_buyers);  // a purse beside the one that pays for orders
      p.sellers.goods_cost[j] -= to_seller;
      p.week.seller_income += to_seller;
      p.week.subsidies += to_seller + to_buyers;
    }
  }
}

void sell_pages(World& world, std::size_t platform) {
  PlatformState& p = world.state.platforms[platform];
  const Conduct& conduct = world.scenario.platforms[platform].conduct;
  if (conduct.advertising_load <= 0) return;
  p.week.advertising = static_cast<Cents>(static_cast<double>(p.week.visits) * conduct.advertising_load * conduct.advertising_price + .5);
  p.ledger.move(Account::outside, Account::cash, p.week.advertising);
}

}  // namespace townsquare
