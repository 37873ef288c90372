// Whether a seller buys from itself for what the platform gives for an order.
#pragma once
#include <algorithm>

namespace townsquare::misconduct {

/// What one order with oneself brings and costs, minor units. Goods are not sent, and the price comes back.
struct WashTrade {
  double tokens = 0;     // earned for the sale and the purchase, at their price
  double subsidies = 0;  // to seller and buyer
  double fee = 0;        // all that seller and buyer pay the platform
};

/// Sales a week that a better place in the ranking brings: income grows in proportion to the attention.
/// @param income  net, minor units a week, before what self-made orders cost
/// @param before, after  share of its niche's attention without and with such orders
/// *Assumption*: as members judge a change of ranking, without the customers who would have found the seller anyway.
inline double gain_of_rank(double income, double before, double after) { return before > 0 ? std::max(0., income) * (after / before - 1) : 0; }

/// Whether `orders` a week with oneself pay.
/// *Source*: cost and reward of a fake order; rewards above fees made 87 % of the volume of a rewarded market (LooksRare, January 2022).
inline bool pays(const WashTrade& trade, double orders, double rank_gain) { return orders * (trade.tokens + trade.subsidies - trade.fee) + rank_gain > 0; }

}  // namespace townsquare::misconduct
