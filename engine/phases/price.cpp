// The fee in force is worked out for each seller, and sellers set their prices.
#include <algorithm>

#include "engine/phases/phases.hpp"
#include "engine/rules/fee/fee.hpp"

namespace townsquare {
namespace {

/// Changes that the rule book has dated for this week take place, whatever was voted in between, and are written down.
void enact_dated(const World& world, std::size_t platform, const FeeRule& rule) {
  if (!rule.enact) return;
  std::vector<double>& fees = world.state.platforms[platform].policy.fees;
  const std::vector<double> before = fees;
  rule.enact(world.scenario.platforms[platform].fees.values, world.state.week, fees);
  for (std::size_t slot = 0; slot < fees.size(); ++slot)
    if (fees[slot] < before[slot] || fees[slot] > before[slot])
      world.state.log.events.push_back({.week = world.state.week, .platform = static_cast<std::uint16_t>(platform), .kind = EventKind::rule_changed,
                                        .key = static_cast<std::uint16_t>(slot), .before = before[slot], .after = fees[slot]});
}

/// Sellers under test pay the operator's tried rate.
void add_tested_change(PlatformState& p) {
  if (p.operator_state.tested_change == 0) return;
  for (std::size_t j = 0; j < p.sellers.take_rate.size(); ++j)
    if (p.sellers.flags[static_cast<Eigen::Index>(j)] & seller_treated)
      p.sellers.take_rate[j] = std::clamp(p.sellers.take_rate[j] + p.operator_state.tested_change, 0., largest_take_rate);
}

/// A rule that adapts takes the sums per order at last week's price.
void adapt_prices(const World& world, PlatformState& p, const Pricing& pricing) {
  const auto n = world.state.sellers.size();
  std::vector<double> rates(n);
  for (std::size_t j = 0; j < n; ++j) rates[j] = p.marginal_rate_of(j);
  pricing({world.state.sellers.unit_cost, rates, {p.sellers.orders_quarter.data(), n}, {p.sellers.views_quarter.data(), n}, {p.sellers.income_week.data(), n},
           world.scenario.market.price_sensitivity, world.state.week, p.sellers.price_trial},
          p.sellers.price);
}

/// Prices follow all that the next sale costs. A sum per order is a share of the price that the shares alone would give.
void set_prices(const World& world, PlatformState& p, const Pricing& pricing) {
  if (!p.fee_terms.is_paid_by_sale()) return pricing({world.state.sellers.unit_cost, p.sellers.take_rate}, p.sellers.price);
  FeeTerms shares = p.fee_terms;
  shares.per_order = shares.payment_fixed = 0;
  std::vector<double> rates = p.sellers.take_rate;
  for (double& rate : rates) rate = marginal_rate(rate, shares, 0);
  pricing({world.state.sellers.unit_cost, rates}, p.sellers.price);
  if (p.fee_terms.per_sale() <= 0) return;
  for (std::size_t j = 0; j < rates.size(); ++j) rates[j] = p.marginal_rate_of(j);
  pricing({world.state.sellers.unit_cost, rates}, p.sellers.price);
}

}  // namespace

void price(World& world) {
  for (std::size_t k = 0; k < world.state.platforms.size(); ++k) {
    PlatformState& p = world.state.platforms[k];
    if (!p.is_alive) continue;
    const FeeRule& rule = fee_rules()[world.scenario.platforms[k].fees.row];
    enact_dated(world, k, rule);
    p.fee_terms = terms_of(rule, p.policy.fees);
    rule.bind(p.policy.fees)({{p.sellers.orders_year.data(), world.state.sellers.size()}}, p.sellers.take_rate);
    add_tested_change(p);
    if (pricing_rules()[world.scenario.platforms[k].pricing.row].is_adaptive) adapt_prices(world, p, world.institutions[k].pricing);
    else set_prices(world, p, world.institutions[k].pricing);
  }
}

}  // namespace townsquare
