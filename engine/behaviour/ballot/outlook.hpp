// The one template by which a member values a policy, whatever the policy is about: its own flow of a quarter under the
// policy, times the expected discounted lifetime of the platform under it.
// A decision class says what a policy does to the platform (a Prospect) and what it does to the member beyond that (a
// direct effect); everything else is common.
#pragma once
#include "engine/behaviour/ballot/lifetime.hpp"

namespace townsquare::ballot {

/// What members know and believe of their platform. Minor units per quarter.
struct Outlook {
  double take_rate = 0;            // in force, share of GMV that sellers do not keep
  double gmv = 0;                  // last quarter
  double orders = 0;               // last quarter
  double fixed_cost = 0;           // per quarter
  double variable_cost_share = 0;  // cost per unit of GMV
  double growth = 0;               // smoothed log growth of quarterly GMV
  double new_trade_share = 0;      // of GMV, from members who joined in the quarter
  double cash = 0, sigma = 0;      // as in Runway
  double elasticity = 1;           // of trade to what sellers keep, as believed
  double forecast = 2;             // quarters of growth looked ahead
  double pass_through = 0;         // share of a fee change that buyers pay
  double payout = 0;               // part of a positive drift that members are paid
  double discount = .05;           // per quarter
  double buyer_rate = 0;           // in force, share of GMV that buyers pay on top
};

/// What a policy does to the platform.
struct Prospect {
  double take_rate = 0;
  double trade_ratio = 1;     // trade under the policy over trade today
  double drift = 0;           // cash per quarter before payouts
  double payout = 0;          // part of a positive drift that members are paid
  double lifetime = 0;        // expected and discounted, quarters
  double buyer_change = 0;    // of the share that buyers pay on top
};

/// One member's own quarter. Minor units.
struct Position {
  double sales = 0;           // gross, of a seller
  double goods_cost = 0;
  double spend = 0;           // of a buyer
  double surplus = 0;         // of a buyer's visits, money
  double wage = 0;            // of a worker
  double part = 0;            // its part of what members are paid
  double elsewhere = 0;       // what it would earn or enjoy without the platform
  double charges = 0;         // of a seller, paid whatever it sells
};

/// Trade under other fees over trade today: (k' / k)^elasticity, k = (1 - tau) / (1 + b) what sellers keep of what buyers
/// pay: trade answers to the whole wedge, whoever pays it. *Source*: incidence of taxes, Weyl and Fabinger 2013.
double trade_ratio(const Outlook& outlook, double take_rate, double buyer_change = 0);

/// The platform under a take rate, and a change of the buyers' share, with everything else as it is; `extra_drift` is added
/// to its cash per quarter.
Prospect prospect_of(const Outlook& outlook, double take_rate, double extra_drift = 0, double buyer_change = 0);

/// The platform as it is.
inline Prospect present(const Outlook& outlook) { return prospect_of(outlook, outlook.take_rate); }

/// Sets lifetime from drift, payout and an amount taken out of the cash at once.
void set_lifetime(const Outlook& outlook, Prospect& prospect, double taken = 0);

/// Value of a policy to one member, minor units: u A if u > 0, else u, with
/// u = sales (1 - tau') r - goods r + surplus r - omega spend (tau' - tau) - spend (b' - b) - charges + wage
///     + part payout max(m, 0) - elsewhere + direct.
/// What buyers pay on top they bear whole: sellers ask what they asked before. Of the take rate they bear omega.
/// *Source*: MODEL of the project; the lifetime is a first-passage time, Cox and Miller 1965.
inline double value_to(const Outlook& outlook, const Prospect& then, const Position& member, double direct = 0) {
  const double trade = member.sales * (1 - then.take_rate) - member.goods_cost + member.surplus;
  const double paid = then.drift > 0 ? member.part * then.payout * then.drift : 0;
  const double passed_on = outlook.pass_through * member.spend * (then.take_rate - outlook.take_rate) + member.spend * then.buyer_change;
  return value_of(trade * then.trade_ratio - passed_on + member.wage + paid - member.elsewhere - member.charges + direct, then.lifetime);
}

}  // namespace townsquare::ballot
