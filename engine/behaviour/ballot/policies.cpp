#include "engine/behaviour/ballot/policies.hpp"

#include <algorithm>
#include <cmath>

#include "engine/math.hpp"

namespace townsquare::ballot {

Prospect surplus_prospect(const Outlook& outlook, double reserve_share, double paid_share) {
  Prospect then = present(outlook);
  then.payout = (1 - reserve_share) * paid_share;
  set_lifetime(outlook, then);
  return then;
}

Prospect marketing_prospect(const Outlook& outlook, double spend, double proposed, double response) {
  const double gain = spend > 0 ? outlook.new_trade_share * (std::sqrt(proposed / spend) - 1)
                                : response * std::sqrt(proposed / std::max(outlook.gmv, 1.));
  Prospect then = present(outlook);
  const double margin = (outlook.take_rate + outlook.buyer_rate - outlook.variable_cost_share) * outlook.gmv;
  then.drift += margin * gain - (proposed - spend);
  then.trade_ratio = 1 + gain;
  set_lifetime(outlook, then);
  return then;
}

Prospect dispute_prospect(const Outlook& outlook, double extra_cost) { return prospect_of(outlook, outlook.take_rate, -extra_cost); }

double wrong_panel(int n, double competence, double correlation) {
  // beta-binomial with mean p and correlation rho: alpha + beta = 1 / rho - 1; by its recursion over the number of right votes
  const double p = std::clamp(competence, 0., 1.);
  if (p == 0 || p == 1 || correlation >= 1) return 1 - p;  // all of one mind: a panel is one juror
  const double total = correlation > 0 ? 1 / correlation - 1 : 0;
  double probability = 1;  // of k = 0 right votes
  for (int i = 0; i < n; ++i)
    probability *= correlation > 0 ? ((1 - p) * total + i) / (total + i) : 1 - p;
  double wrong = 0;
  for (int k = 0; 2 * k < n; ++k) {
    wrong += probability;
    const double more = static_cast<double>(n - k) / (k + 1);
    probability *= more * (correlation > 0 ? (p * total + k) / ((1 - p) * total + (n - k - 1)) : p / (1 - p));
  }
  return wrong;
}

Prospect data_prospect(const Outlook& outlook, double revenue, double sold, double proposed, double member_share) {
  return prospect_of(outlook, outlook.take_rate, revenue * (proposed - sold) * (1 - member_share));
}

Prospect membership_prospect(const Outlook& outlook, double growth_of_sellers, double variety_elasticity) {
  Prospect then = present(outlook);
  const double ratio = math::pow(growth_of_sellers, variety_elasticity);
  then.drift += (outlook.take_rate + outlook.buyer_rate - outlook.variable_cost_share) * outlook.gmv * (ratio - 1);
  then.trade_ratio = ratio;
  set_lifetime(outlook, then);
  return then;
}

Prospect spending_prospect(const Outlook& outlook, double amount, double return_per_quarter) {
  Prospect then = prospect_of(outlook, outlook.take_rate, return_per_quarter);
  set_lifetime(outlook, then, amount);
  return then;
}

}  // namespace townsquare::ballot
