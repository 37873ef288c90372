#include "engine/phases/govern/fee_levers.hpp"

#include <algorithm>

#include "engine/phases/listings.hpp"
#include "engine/rules/fee/fee.hpp"

namespace townsquare::governing {
namespace {

std::vector<VotedFee> voted_of(const World& world, std::size_t platform) {
  const RuleChoice& choice = world.scenario.platforms[platform].fees;
  const FeeRule& rule = fee_rules()[choice.row];
  if (rule.levers) return rule.levers(choice.values);
  if (rule.voted < 0) return {};
  return {{static_cast<std::size_t>(rule.voted)}};
}

const Parameter& parameter_at(const RuleRow& row, std::size_t slot) {
  std::size_t k = 0;
  for (; slot >= static_cast<std::size_t>(row.parameters[k].length); ++k) slot -= static_cast<std::size_t>(row.parameters[k].length);
  return row.parameters[k];
}

/// Mean price of an order of the last quarter; added up in the order of ids.
double mean_price_of(const PlatformState& p) {
  double sales = 0, orders = 0;
  for (Eigen::Index j = 0; j < p.sellers.sales_quarter.size(); ++j) {
    sales += static_cast<double>(p.sellers.sales_quarter[j]);
    orders += static_cast<double>(p.sellers.orders_quarter[j]);
  }
  return orders > 0 ? sales / orders : 0;
}

}  // namespace

std::vector<Lever> fee_levers(const World& world, std::size_t platform) {
  const FeeRule& rule = fee_rules()[world.scenario.platforms[platform].fees.row];
  const Policy& policy = world.state.platforms[platform].policy;
  const DecisionProcess& process = policy.process(DecisionClass::fees);
  std::vector<Lever> levers;
  for (const VotedFee& fee : voted_of(world, platform)) {
    const Parameter& parameter = parameter_at(rule.row, fee.slot);
    const double value = policy.fees[fee.slot];
    // the bounds of the class are those of the take rate; what is beside it may vanish, and stands where it was written
    const bool is_take_rate = rule.voted >= 0 && fee.slot == static_cast<std::size_t>(rule.voted);
    const double most = fee.most > 0 ? std::max(fee.most, value) : is_take_rate ? process.upper_bound : std::max(process.upper_bound, value);
    levers.push_back({"fees." + std::string(parameter.key), parameter.unit, value, fee.step > 0 ? fee.step : process.step, is_take_rate ? process.lower_bound : 0., most});
  }
  return levers;
}

std::size_t slot_of_fee(const World& world, std::size_t platform, std::size_t lever) {
  const std::vector<VotedFee> voted = voted_of(world, platform);
  return lever < voted.size() ? voted[lever].slot : lever;
}

double weekly_charge(const World& world, std::size_t platform, const FeeTerms& terms, std::size_t seller) {
  if (!terms.is_paid_by_week()) return 0;
  return terms.listing * listings_of(world, world.state.platforms[platform], seller) + terms.subscription;
}

FeeBurden burden_of(const World& world, std::size_t platform, std::span<const double> values) {
  const PlatformState& p = world.state.platforms[platform];
  const FeeRule& rule = fee_rules()[world.scenario.platforms[platform].fees.row];
  FeeBurden burden;
  burden.terms = terms_of(rule, values);
  burden.seller = rule.voted >= 0 ? values[static_cast<std::size_t>(rule.voted)] : 0;
  const FeeTerms& t = burden.terms;
  if (t.per_sale() > 0 || t.buyer_fixed > 0) burden.mean_price = mean_price_of(p);
  burden.seller = marginal_rate(burden.seller, t, burden.mean_price);
  burden.buyer = t.buyer_rate + (burden.mean_price > 0 ? t.buyer_fixed / burden.mean_price : 0);
  if (t.is_paid_by_week())
    for (std::uint32_t j : p.niches.active) burden.weekly += weekly_charge(world, platform, t, j);
  return burden;
}

FeeBurden burden_of(const World& world, std::size_t platform) { return burden_of(world, platform, world.state.platforms[platform].policy.fees); }

FeeBurden burden_with(const World& world, std::size_t platform, std::size_t lever, double value) {
  std::vector<double> values = world.state.platforms[platform].policy.fees;
  values[slot_of_fee(world, platform, lever)] = value;
  return burden_of(world, platform, values);
}

}  // namespace townsquare::governing
