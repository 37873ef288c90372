// Disputes open and are ruled on; every other order's escrow is released. Each order ends once.
#include <algorithm>

#include "engine/phases/phases.hpp"
#include "engine/rules/dispute/dispute.hpp"

namespace townsquare {
namespace {

/// What an order paid, by the parts of the fee.
void add_fees(Week& week, const Order& order, const OrderFees& fees) {
  const auto add = [&week](FeePart part, Cents amount) { week.fees_by[static_cast<std::size_t>(part)] += amount; };
  week.fees += order.fee + fees.buyer;
  add(FeePart::take_rate, order.fee - fees.per_order - fees.payment - fees.advertising);
  add(FeePart::per_order, fees.per_order);
  add(FeePart::payment, fees.payment);
  add(FeePart::advertising, fees.advertising);
  add(FeePart::buyer, fees.buyer);
}

/// The sale stands: the platform takes its fee, the seller the rest, and the goods are paid for.
void release(PlatformState& p, const Order& order, const OrderFees& fees, std::int64_t quantity) {
  p.ledger.move(Account::escrow, Account::cash, order.fee + fees.buyer);
  p.ledger.move(Account::escrow, Account::sellers, order.amount - order.fee);
  p.ledger.move(Account::sellers, Account::outside, order.goods_cost);
  p.sellers.sales[order.seller] += order.amount;
  p.sellers.fees[order.seller] += order.fee;
  p.sellers.goods_cost[order.seller] += order.goods_cost;
  if (!p.buyers.spend.empty()) p.buyers.spend[order.buyer] += order.amount;
  p.sellers.orders[static_cast<Eigen::Index>(order.seller)] += static_cast<std::uint32_t>(quantity);
  p.week.gmv += order.amount;
  add_fees(p.week, order, fees);
  p.week.seller_income += order.amount - order.fee - order.goods_cost;
  p.week.orders_settled += quantity;
  p.orders_ended += quantity;
}

/// The buyer gets its money back and the seller its goods.
void refund(PlatformState& p, const Dispute& dispute, std::int64_t quantity) {
  p.ledger.move(Account::escrow, Account::buyers, dispute.held());
  p.week.refunds += dispute.held();
  p.week.orders_refunded += quantity;
  p.orders_ended += quantity;
}

void open_disputes(const World& world, PlatformState& p, std::uint32_t stream, std::int64_t quantity) {
  const Delivery& rule = world.scenario.delivery;
  for (std::size_t i = 0; i < p.orders.size(); ++i) {
    const Order& order = p.orders[i];
    const OrderFees fees = p.order_fees.empty() ? OrderFees{} : p.order_fees[i];
    const double missed = std::max(0., static_cast<double>(order.expected) - static_cast<double>(order.delivered));
    const double chance = rule.dispute_base + rule.dispute_sensitivity * missed;
    if (world.luck.uniform(Purpose::dispute, stream, order.buyer, order.index) >= chance) {
      release(p, order, fees, quantity);
      continue;
    }
    p.disputes.push_back({order, world.state.week, order.delivered < order.expected, {}, fees});
    p.week.disputes_opened += quantity;
  }
}

std::vector<Case> cases_of(const World& world, const PlatformState& p) {
  std::vector<Case> cases;
  for (const Dispute& d : p.disputes) {
    const bool is_bought = std::ranges::binary_search(p.attack.clients, d.order.seller);
    cases.push_back({d.order.buyer, d.order.seller, d.order.index, d.opened_week, d.is_buyer_right, d.order.amount, world.state.week - d.opened_week, d.progress,
                     is_bought ? p.attack.juror_bribe : 0, p.attack.pays_if_lost});
  }
  return cases;
}

/// Who may be called to a jury: each member once by lot; by stake as many times as it has tokens. Where no member has any,
/// memberships are the stakes.
std::vector<double> stakes_of(const World& world, const PlatformState& p, const RuleRow& rule) {
  std::vector<double> stakes(world.state.sellers.size());
  for (std::size_t j = 0; j < stakes.size(); ++j) stakes[j] = p.sellers.is_member(j);
  const Memberships& m = p.governance.members;
  if (m.tokens.empty() || value_of_key(rule, p.policy.disputes, "drawn_by", 0) == 0) return stakes;
  std::vector<double> held(stakes.size(), 0.);
  for (std::uint32_t j = 0; j < held.size(); ++j)
    if (stakes[j] > 0) held[j] = static_cast<double>(m.tokens[m.first[0] + j] + m.locked[m.first[0] + j]);
  return std::ranges::any_of(held, [](double tokens) { return tokens > 0; }) ? held : stakes;
}

/// Jurors are paid what they were promised, as far as the attacker's money reaches; a ruling against the truth that they sold is
/// its gain.
void pay_bribes(PlatformState& p, const AttackPlan& plan, const Case& c, const Order& order, const Ruling& ruling) {
  const Cents paid = std::min(ruling.bribes, std::max<Cents>(0, static_cast<Cents>(plan.budget) - p.attack.spent));
  p.ledger.move(Account::outside, Account::members, paid);
  p.attack.spent += paid;
  p.week.attack_spent += paid;
  p.week.juror_bribes += paid;
  if (c.bribe == 0 || ruling.progress.bribed == 0 || ruling.verdict != Verdict::for_seller || !c.is_buyer_right) return;
  if (p.attack.control_cost < 0) p.attack.control_cost = p.attack.spent;
  ++p.attack.won;
  p.attack.gain += static_cast<double>(order.amount - order.fee - order.goods_cost);
}

/// The judges get their money from the platform or from one of the parties.
void pay_judges(PlatformState& p, const Order& order, const Ruling& ruling) {
  const bool is_seller = (ruling.verdict == Verdict::for_seller) == (ruling.payer == Payer::winner);
  const Account from = ruling.payer == Payer::platform ? Account::cash : is_seller ? Account::sellers : Account::buyers;
  p.ledger.move(from, ruling.payee == Payee::members ? Account::members : Account::outside, ruling.charge);
  (ruling.payee == Payee::members ? p.week.juror_pay : p.week.moderator_fees) += ruling.charge;
  if (from == Account::cash) p.week.court_costs += ruling.charge;
  if (from == Account::buyers) p.week.buyers_charged += ruling.charge;
  if (from == Account::sellers) {
    p.week.seller_income -= ruling.charge;
    p.sellers.goods_cost[order.seller] += ruling.charge;
  }
}

/// The order ends as the verdict says; a buyer who lost thinks less of the platform, and more so when it was right.
void carry_out(const World& world, PlatformState& p, const Case& c, const Dispute& dispute, const Ruling& ruling, std::int64_t quantity) {
  if (ruling.verdict == Verdict::for_buyer) refund(p, dispute, quantity);
  else release(p, dispute.order, dispute.fees, quantity);
  p.week.disputes_decided += quantity;
  p.week.dispute_weeks += c.age * quantity;
  p.week.incoherent_votes += ruling.incoherent;
  float& experience = p.buyers.experience[static_cast<Eigen::Index>(c.buyer)];
  if (ruling.verdict == Verdict::for_seller) experience -= static_cast<float>(world.scenario.learning.lost_dispute_loss);
  if ((ruling.verdict == Verdict::for_buyer) == c.is_buyer_right) return;
  p.week.wrong_rulings += quantity;
  if (c.is_buyer_right) experience -= static_cast<float>(world.scenario.learning.wrong_ruling_loss);
}

void rule_disputes(const World& world, PlatformState& p, const Platform& spec, std::uint32_t stream, std::int64_t quantity) {
  const DisputeRule& rule = dispute_rules()[spec.disputes.row];
  const std::vector<Case> cases = cases_of(world, p);
  std::vector<double> stakes;
  if (rule.calls_members && !cases.empty()) stakes = stakes_of(world, p, rule.row);
  std::vector<Ruling> rulings(cases.size());
  rule.bind(p.policy.disputes)({cases, static_cast<double>(quantity), stream, stakes}, world.luck, rulings);

  // what has no verdict waits, with what the court noted
  std::vector<Dispute> waiting;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    pay_judges(p, p.disputes[i].order, rulings[i]);
    pay_bribes(p, spec.attack, cases[i], p.disputes[i].order, rulings[i]);
    if (rulings[i].is_appealed) p.week.appeals += quantity;
    if (rulings[i].verdict != Verdict::pending) {
      carry_out(world, p, cases[i], p.disputes[i], rulings[i], quantity);
      continue;
    }
    p.disputes[i].progress = rulings[i].progress;
    waiting.push_back(p.disputes[i]);
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
    rule_disputes(world, p, world.scenario.platforms[k], stream, quantity);
  }
}

}  // namespace townsquare
