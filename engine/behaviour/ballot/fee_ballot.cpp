#include "engine/behaviour/ballot/fee_ballot.hpp"

#include <algorithm>

#include "engine/math.hpp"

namespace townsquare::ballot {

double trade_ratio(const FeeOutlook& outlook, double take_rate) {
  return math::pow((1 - take_rate) / (1 - outlook.take_rate), outlook.perceived_elasticity);
}

double drift_under(const FeeOutlook& outlook, double take_rate) {
  const double expected_gmv = outlook.gmv * math::exp(outlook.forecast * outlook.growth) * trade_ratio(outlook, take_rate);
  return (take_rate - outlook.variable_cost_share) * expected_gmv - outlook.fixed_cost;
}

double lifetime_under(const FeeOutlook& outlook, double take_rate) {
  const double drift = drift_under(outlook, take_rate);
  const double kept = drift > 0 ? drift * (1 - outlook.payout) : drift;
  return expected_lifetime({outlook.cash, kept, outlook.sigma}, outlook.discount);
}

double fee_value(const FeeOutlook& outlook, const SellingMember& member, double take_rate, double lifetime) {
  const double ratio = trade_ratio(outlook, take_rate);
  const double paid_out = outlook.payout * std::max(drift_under(outlook, take_rate), 0.);
  const double flow = member.sales * (1 - take_rate) * ratio - member.goods_cost * ratio + member.surplus_part * paid_out - member.elsewhere;
  return value_of(flow, lifetime);
}

}  // namespace townsquare::ballot
