#include "engine/behaviour/ballot/outlook.hpp"

#include "engine/math.hpp"

namespace townsquare::ballot {

double trade_ratio(const Outlook& outlook, double take_rate, double buyer_change) {
  const double kept = (1 - outlook.take_rate) / (1 + outlook.buyer_rate), kept_then = (1 - take_rate) / (1 + outlook.buyer_rate + buyer_change);
  return math::pow(kept_then / kept, outlook.elasticity);
}

void set_lifetime(const Outlook& outlook, Prospect& prospect, double taken) {
  const double kept = prospect.drift > 0 ? prospect.drift * (1 - prospect.payout) : prospect.drift;
  prospect.lifetime = expected_lifetime({outlook.cash - taken, kept, outlook.sigma}, outlook.discount);
}

Prospect prospect_of(const Outlook& outlook, double take_rate, double extra_drift, double buyer_change) {
  Prospect then{take_rate, trade_ratio(outlook, take_rate, buyer_change), 0, outlook.payout, 0, buyer_change};
  const double gmv = outlook.gmv * math::exp(outlook.forecast * outlook.growth) * then.trade_ratio;
  then.drift = (take_rate + (outlook.buyer_rate + buyer_change) - outlook.variable_cost_share) * gmv - outlook.fixed_cost + extra_drift;
  set_lifetime(outlook, then);
  return then;
}

}  // namespace townsquare::ballot
