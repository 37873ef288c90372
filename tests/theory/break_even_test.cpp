// Row A1.8: a platform owned by its sellers ends at the fee that covers its cost, the smaller root of tau G0 (1 - tau)^eps = C; there is
// none when C is above the most that any fee brings.
#include <catch2/catch.hpp>
#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/behaviour/ballot/outlook.hpp"

using namespace townsquare;

namespace {
constexpr double trade = 1e8;  // G0, minor units a quarter, without a fee

/// What members see who know the market: trade at the fee in force, and how it answers to another.
ballot::Outlook seen_at(double take_rate, double elasticity, double cost) {
  ballot::Outlook outlook;
  outlook.take_rate = take_rate;
  outlook.gmv = trade * std::pow(1 - take_rate, elasticity);
  outlook.fixed_cost = cost;
  outlook.cash = cost, outlook.sigma = .01 * cost;  // a quarter's cost in hand
  outlook.elasticity = elasticity;
  return outlook;
}

/// The smaller root by bisection below the fee that brings most, 1 / (1 + eps).
double break_even(double elasticity, double cost) {
  double low = 0, high = 1 / (1 + elasticity);
  for (int i = 0; i < 100; ++i) {
    const double middle = (low + high) / 2;
    (middle * trade * std::pow(1 - middle, elasticity) < cost ? low : high) = middle;
  }
  return low;
}

/// The fee that is best for a seller, when members vote again and again on every step of a grid.
double settled_fee(double elasticity, double cost, double step) {
  double fee = .3;
  const ballot::Position seller{.sales = 1e6, .goods_cost = 4e5, .elsewhere = 1e4};
  for (int vote = 0; vote < 10; ++vote) {
    const ballot::Outlook outlook = seen_at(fee, elasticity, cost);
    double best = fee, most = -1e300;
    for (int k = 0; k * step <= .9; ++k) {
      const double value = ballot::value_to(outlook, ballot::prospect_of(outlook, k * step), seller);
      if (value > most) best = k * step, most = value;
    }
    fee = best;
  }
  return fee;
}
}  // namespace

TEST_CASE("A1.8 at the break-even fee nothing is left and nothing missing, whatever fee is in force", "[theory]") {
  for (double elasticity : {.5, 1., 7. / 3, 4.})
    for (double part : {.2, .6, .95}) {
      const double most = trade / (1 + elasticity) * std::pow(elasticity / (1 + elasticity), elasticity), cost = part * most;
      const double fee = break_even(elasticity, cost);
      for (double in_force : {0., .1, .4}) {
        const ballot::Outlook outlook = seen_at(in_force, elasticity, cost);
        CHECK(std::fabs(ballot::prospect_of(outlook, fee).drift) < 1e-6 * cost);
        CHECK(ballot::prospect_of(outlook, fee - .005).drift < 0);
      }
      // eps = 1 has the root (1 - sqrt(1 - 4 C / G0)) / 2
      if (elasticity == 1) CHECK(fee == Approx((1 - std::sqrt(1 - 4 * cost / trade)) / 2));
    }
}

TEST_CASE("A1.8 a cost above the largest revenue has no break-even fee", "[theory]") {
  for (double elasticity : {1., 4.}) {
    const double most = trade / (1 + elasticity) * std::pow(elasticity / (1 + elasticity), elasticity);
    const ballot::Outlook outlook = seen_at(.1, elasticity, 1.001 * most);
    for (double fee = 0; fee < .95; fee += .001) CHECK(ballot::prospect_of(outlook, fee).drift < 0);
  }
}

TEST_CASE("A1.8 sellers who vote on every step of a grid end within one step of the break-even fee", "[theory]") {
  for (double elasticity : {.5, 1., 7. / 3})
    for (double part : {.1, .3, .6}) {
      const double most = trade / (1 + elasticity) * std::pow(elasticity / (1 + elasticity), elasticity), cost = part * most;
      const double fee = settled_fee(elasticity, cost, .01);
      CAPTURE(elasticity, part, fee, break_even(elasticity, cost));
      CHECK(std::fabs(fee - break_even(elasticity, cost)) <= .01 + 1e-9);
    }
}
