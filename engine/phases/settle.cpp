// Buyers pay into escrow and goods are delivered; sellers pay what is asked by the week.
#include <algorithm>

#include "engine/behaviour/culture/culture.hpp"
#include "engine/phases/listings.hpp"
#include "engine/phases/phases.hpp"

namespace townsquare {
namespace {

/// Quality as delivered: the seller's quality times its honesty, with noise. `kept`: factor on what is kept of a promise.
float delivered_quality(const World& world, const Order& order, std::uint32_t stream, double kept) {
  const auto row = static_cast<Eigen::Index>(order.seller);
  const double z = world.luck.normal(Purpose::delivery, stream, order.buyer, order.index);
  const double promised = static_cast<double>(world.state.sellers.quality[row]) * static_cast<double>(world.state.sellers.honesty[row]);
  return static_cast<float>(std::clamp(promised * kept + world.scenario.market.delivery_noise * z, 0., 1.));
}

/// What an order pays beside the take rate; nothing is kept where nothing is asked.
void add_terms(PlatformState& p, std::int64_t quantity) {
  p.order_fees.clear();
  if (!p.fee_terms.is_paid_by_sale() && !p.fee_terms.is_paid_by_buyers()) return;
  for (Order& order : p.orders) {
    const OrderFees fees = fees_of_order(p.fee_terms, order.amount, order.fee, quantity);
    order.fee += fees.per_order + fees.payment + fees.advertising;
    p.ledger.move(Account::buyers, Account::escrow, fees.buyer);
    p.order_fees.push_back(fees);
  }
}

/// What buyers pay to others than the platform for their orders.
void pay_technology(const World& world, std::size_t platform, std::int64_t orders) {
  PlatformState& p = world.state.platforms[platform];
  const Cents paid = static_cast<Cents>(world.scenario.platforms[platform].technology.order_cost) * orders;
  p.ledger.move(Account::buyers, Account::outside, paid);
  p.week.technology_costs += paid;
}

/// Listed sellers pay for their listings, their subscription and a place that they bought, whether they sell or not.
void charge_by_week(const World& world, PlatformState& p, std::int64_t quantity) {
  const bool has_places = p.sellers.placement_price.size() > 0;
  if (!p.fee_terms.is_paid_by_week() && !has_places) return;
  const auto charge = [&p](FeePart part, std::uint32_t seller, Cents amount) {
    p.ledger.move(Account::sellers, Account::cash, amount);
    p.sellers.fees[seller] += amount;
    p.week.fees += amount;
    p.week.fees_by[static_cast<std::size_t>(part)] += amount;
    p.week.seller_income -= amount;
  };
  for (std::uint32_t j : p.niches.active) {
    charge(FeePart::listing, j, charged(p.fee_terms.listing * listings_of(world, p, j)));
    charge(FeePart::subscription, j, charged(p.fee_terms.subscription));
    if (!has_places) continue;
    const auto row = static_cast<Eigen::Index>(j);
    const double views = static_cast<double>(p.sellers.views[row]) * static_cast<double>(quantity);
    charge(FeePart::placement, j, charged(views * static_cast<double>(p.sellers.placement_price[row])));
  }
}

}  // namespace

void settle(World& world) {
  const auto quantity = static_cast<std::int64_t>(world.scenario.market.buyers_per_agent);
  for (std::size_t k = 0; k < world.state.platforms.size(); ++k) {
    PlatformState& p = world.state.platforms[k];
    if (!p.is_alive) continue;
    const std::uint32_t stream = stream_of(world, k);
    const double fraud = size_in(world.scenario.platforms[k].shocks, PlatformShock::fraud, world.state.week);
    const double kept = (1 - fraud) * (1 + world.scenario.culture.honesty * culture::tilt(p.culture.level));
    for (Order& order : p.orders) {
      order.amount = p.sellers.price[order.seller] * quantity;
      order.fee = share_of(order.amount, p.sellers.take_rate[order.seller]);
      order.goods_cost = world.state.sellers.unit_cost[order.seller] * quantity;
      order.delivered = delivered_quality(world, order, stream, kept);
      p.ledger.move(Account::buyers, Account::escrow, order.amount);
    }
    pay_technology(world, k, static_cast<Cents>(p.orders.size()) * quantity);
    add_terms(p, quantity);
    charge_by_week(world, p, quantity);
    p.week.orders += static_cast<std::int64_t>(p.orders.size()) * quantity;
    p.orders_placed += static_cast<std::int64_t>(p.orders.size()) * quantity;
  }
}

}  // namespace townsquare
