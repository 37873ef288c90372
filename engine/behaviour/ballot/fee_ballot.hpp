// What a change of the take rate is worth to a member that sells.
#pragma once
#include "engine/behaviour/ballot/lifetime.hpp"

namespace townsquare::ballot {

/// What members know of their platform. Minor units per quarter.
struct FeeOutlook {
  double take_rate;            // in force
  double gmv;                  // last quarter
  double fixed_cost;           // per quarter
  double variable_cost_share;  // cost per unit of GMV
  double growth;               // smoothed log growth of quarterly GMV
  double cash, sigma;          // as in Runway
  double perceived_elasticity; // of trade to what sellers keep
  double forecast;             // quarters of growth looked ahead
  double payout;               // part of a positive drift that members are paid
  double discount;             // per quarter
};

/// A member that sells. Minor units per quarter.
struct SellingMember {
  double sales;        // gross
  double goods_cost;
  double surplus_part; // its part of what members are paid
  double elsewhere;    // what it would earn elsewhere
};

/// Trade under a take rate over trade today: ((1 - tau') / (1 - tau))^elasticity.
double trade_ratio(const FeeOutlook& outlook, double take_rate);

/// Cash drift per quarter before payouts under a take rate.
double drift_under(const FeeOutlook& outlook, double take_rate);

/// Expected discounted lifetime of the platform under a take rate, quarters.
double lifetime_under(const FeeOutlook& outlook, double take_rate);

/// Value of a take rate to one member, minor units; `lifetime` = lifetime_under(outlook, take_rate).
double fee_value(const FeeOutlook& outlook, const SellingMember& member, double take_rate, double lifetime);

}  // namespace townsquare::ballot
