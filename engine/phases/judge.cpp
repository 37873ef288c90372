// Disputes open and are ruled on; every other order's escrow is released. Each order ends once.
#include <algorithm>

#include "engine/phases/phases.hpp"
#include "engine/rules/dispute/dispute.hpp"

namespace townsquare {
namespace {

/// The sale stands: the platform takes its fee, the seller the rest, and the goods are paid for.
void release(PlatformState& p, const Order& order, std::int64_t quantity) {
  p.ledger.move(Account::escrow, Account::cash, order.fee);
  p.ledger.move(Account::escrow, Account::sellers, order.amount - order.fee);
  p.ledger.move(Account::sellers, Account::outside, order.goods_cost);
  p.sellers.sales[order.seller] += order.amount;
  p.sellers.fees[order.seller] += order.fee;
  p.sellers.goods_cost[order.seller] += order.goods_cost;
  if (!p.buyers.spend.empty()) p.buyers.spend[order.buyer] += order.amount;
  p.sellers.orders[static_cast<Eigen::Index>(order.seller)] += static_cast<std::uint32_t>(quantity);
  p.week.gmv += order.amount;
  p.week.fees += order.fee;
  p.week.seller_income += order.amount - order.fee - order.goods_cost;
  p.week.orders_settled += quantity;
  p.orders_ended += quantity;
}

/// The buyer gets its money back and the seller its goods.
void refund(PlatformState& p, const Order& order, std::int64_t quantity) {
  p.ledger.move(Account::escrow, Account::buyers, order.amount);
  p.week.refunds += order.amount;
  p.week.orders_refunded += quantity;
  p.orders_ended += quantity;
}

void open_disputes(const World& world, PlatformState& p, std::uint32_t stream, std::int64_t quantity) {
  const Delivery& rule = world.scenario.delivery;
  for (const Order& order : p.orders) {
    const double missed = std::max(0., static_cast<double>(order.expected) - static_cast<double>(order.delivered));
    const double chance = rule.dispute_base + rule.dispute_sensitivity * missed;
    if (world.luck.uniform(Purpose::dispute, stream, order.buyer, order.index) >= chance) {
      release(p, order, quantity);
      continue;
    }
    p.disputes.push_back({order, world.state.week, order.delivered < order.expected});
    p.week.disputes_opened += quantity;
  }
}

void rule_disputes(const World& world, PlatformState& p, const Court& court, std::uint32_t stream, std::int64_t quantity) {
  std::vector<Case> cases;
  for (const Dispute& d : p.disputes) cases.push_back({d.order.buyer, d.order.seller, d.order.index, d.opened_week, d.is_buyer_right});
  std::vector<Verdict> verdicts(cases.size(), Verdict::pending);
  court(cases, static_cast<double>(quantity), stream, world.luck, verdicts);
  std::vector<Dispute> waiting;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (verdicts[i] == Verdict::pending) {
      waiting.push_back(p.disputes[i]);
      continue;
    }
    if (verdicts[i] == Verdict::for_buyer) refund(p, p.disputes[i].order, quantity);
    else release(p, p.disputes[i].order, quantity);
    p.week.disputes_decided += quantity;
    if ((verdicts[i] == Verdict::for_buyer) != cases[i].is_buyer_right) p.week.wrong_rulings += quantity;
  }
  p.disputes = std::move(waiting);
}

}  // namespace

void judge(World& world) {
  const auto quantity = static_cast<std::int64_t>(world.scenario.market.buyers_per_agent);
  for (std::size_t k = 0; k < world.state.platforms.size(); ++k) {
    PlatformState& p = world.state.platforms[k];
    if (!p.is_alive) continue;
    const std::uint32_t stream = stream_of(world, k);
    open_disputes(world, p, stream, quantity);
    rule_disputes(world, p, dispute_rules()[world.scenario.platforms[k].disputes.row].bind(p.policy.disputes), stream, quantity);
  }
}

}  // namespace townsquare
