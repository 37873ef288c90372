// Some sellers buy from themselves when what the platform gives for an order is worth more than its fee.
#include "engine/behaviour/misconduct/wash_trade.hpp"
#include "engine/phases/conduct.hpp"
#include "engine/phases/phases.hpp"
#include "engine/rules/ranking/ranking.hpp"

namespace townsquare {
namespace {

constexpr float kept_of_quarter = 12.F / 13.F;
constexpr float weeks_of_quarter = 13.F;

/// One niche as its ranking sees it, to ask what one seller's orders would change.
class RankedNiche {
 public:
  RankedNiche(const State& state, const PlatformState& p, std::size_t begin, std::size_t end) : exposure_(end - begin) {
    for (std::size_t i = begin; i < end; ++i) {
      const auto row = static_cast<Eigen::Index>(p.niches.record[i].seller);
      reputation_.push_back(p.niches.record[i].reputation);
      orders_.push_back(p.sellers.orders_quarter[row]);
      price_.push_back(p.niches.record[i].price);
      age_.push_back(state.week - p.sellers.joined_week[row]);
    }
  }

  /// Share of attention of the i-th if it had so many orders in a quarter.
  double exposure_with(const Ranking& ranking, std::size_t i, float orders) {
    const float own = orders_[i];
    orders_[i] = orders;
    ranking({reputation_, orders_, price_, age_}, exposure_);
    orders_[i] = own;
    return static_cast<double>(exposure_[i]);
  }

 private:
  std::vector<float> reputation_, orders_, price_, exposure_;
  std::vector<std::int32_t> age_;
};

/// What one order of a seller with itself is worth to it, and its fees.
struct SelfOrder {
  misconduct::WashTrade trade;
  Cents amount = 0, take = 0;
  OrderFees fees;

  Cents of_seller() const { return take + fees.per_order + fees.payment + fees.advertising; }
};

SelfOrder order_with_self(const World& world, std::size_t platform, std::uint32_t seller, bool is_paid) {
  const PlatformState& p = world.state.platforms[platform];
  const Platform& spec = world.scenario.platforms[platform];
  SelfOrder order;
  order.amount = p.sellers.price[seller];
  order.take = share_of(order.amount, p.sellers.take_rate[seller]);
  order.fees = fees_of_order(p.fee_terms, order.amount, order.take, 1);
  order.trade.fee = static_cast<double>(order.of_seller() + order.fees.buyer);
  // tokens that cannot be sold are worth nothing to a thief of rewards
  const Ownership& own = spec.ownership;
  if (!p.governance.members.tokens.empty() && own.transferable != 0)
    order.trade.tokens = static_cast<double>(order.amount) / 100 * (own.tokens_per_sale + own.tokens_per_purchase) * p.governance.holdings.token_price;
  if (is_paid) order.trade.subsidies = spec.conduct.seller_subsidy + static_cast<double>(buyer_subsidy(spec.conduct, p, seller));
  return order;
}

/// The money goes round: the seller's own purse pays what the buyer's account paid, fees stay with the platform.
void place(PlatformState& p, std::uint32_t seller, const SelfOrder& order, std::int64_t n) {
  const Cents amount = order.amount * n, from_seller = order.of_seller() * n, from_buyer = order.fees.buyer * n;
  p.ledger.move(Account::buyers, Account::sellers, amount - from_seller);
  p.ledger.move(Account::buyers, Account::cash, from_seller + from_buyer);
  p.ledger.move(Account::sellers, Account::outside, amount + from_buyer);
  p.sellers.sales[seller] += amount;
  p.sellers.fees[seller] += from_seller;
  p.sellers.goods_cost[seller] += amount + from_buyer;
  p.sellers.orders[static_cast<Eigen::Index>(seller)] += static_cast<std::uint32_t>(n);
  p.sellers.washed[seller] = amount;
  const auto add = [&](FeePart part, Cents each) { p.week.fees_by[static_cast<std::size_t>(part)] += each * n; };
  add(FeePart::take_rate, order.take);
  add(FeePart::per_order, order.fees.per_order);
  add(FeePart::payment, order.fees.payment);
  add(FeePart::advertising, order.fees.advertising);
  add(FeePart::buyer, order.fees.buyer);
  p.week.fees += from_seller + from_buyer;
  p.week.seller_income -= from_seller + from_buyer;
  p.week.gmv += amount;
  p.week.orders += n;
  p.week.orders_settled += n;
  p.orders_placed += n;
  p.orders_ended += n;
  p.week.wash_orders += n;
  p.week.wash_volume += amount;
  p.week.wash_fees += from_seller + from_buyer;
}

/// Whether `n` orders a week pay this seller, its place in the ranking included: against the orders that others gave it.
bool is_tempted(const PlatformState& p, RankedNiche& niche, const Ranking& ranking, std::size_t place_in_niche, std::uint32_t seller, const SelfOrder& order, std::int64_t n) {
  const auto row = static_cast<Eigen::Index>(seller);
  const float own = p.sellers.wash_orders_quarter[row], others = std::max(0.F, p.sellers.orders_quarter[row] - own);
  const double before = niche.exposure_with(ranking, place_in_niche, others);
  const double after = niche.exposure_with(ranking, place_in_niche, others + weeks_of_quarter * static_cast<float>(n));
  const double income = static_cast<double>(p.sellers.income_week[row]) + static_cast<double>(own / weeks_of_quarter) * order.trade.fee;
  return misconduct::pays(order.trade, static_cast<double>(n), misconduct::gain_of_rank(income, before, after));
}

void trade_on(const World& world, std::size_t platform) {
  PlatformState& p = world.state.platforms[platform];
  const Misconduct& rule = world.scenario.misconduct;
  const auto n_orders = static_cast<std::int64_t>(rule.wash_orders + .5);
  const bool is_paid = is_subsidising(world, platform);
  const Ranking ranking = ranking_rules()[world.scenario.platforms[platform].ranking.row].bind(p.policy.ranking);
  const Niches& z = p.niches;
  p.sellers.wash_orders_quarter *= kept_of_quarter;
  std::ranges::fill(p.sellers.washed, 0);
  for (std::size_t niche = 0; niche + 1 < z.shelf_first.size(); ++niche) {
    RankedNiche ranked(world.state, p, z.shelf_first[niche], z.shelf_first[niche + 1]);
    for (std::size_t i = z.shelf_first[niche]; i < z.shelf_first[niche + 1]; ++i) {
      const std::uint32_t j = z.record[i].seller;
      if (world.state.sellers.niche[j] != niche) continue;  // a guest judges by its own niche
      // who would do it does not change with the weeks
      if (n_orders <= 0 || world.luck.uniform(Purpose::wash_trade, 0, j) >= rule.wash_share) continue;
      const SelfOrder order = order_with_self(world, platform, j, is_paid);
      if (!is_tempted(p, ranked, ranking, i - z.shelf_first[niche], j, order, n_orders)) continue;
      place(p, j, order, n_orders);
      p.sellers.wash_orders_quarter[static_cast<Eigen::Index>(j)] += static_cast<float>(n_orders);
    }
  }
}

}  // namespace

void trade_with_self(World& world) {
  if (world.scenario.misconduct.wash_share <= 0) return;
  for (std::size_t k = 0; k < world.state.platforms.size(); ++k)
    if (world.state.platforms[k].is_alive) trade_on(world, k);
}

}  // namespace townsquare
