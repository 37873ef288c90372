#include "scenarios/findings/expected_turnout.hpp"

#include <algorithm>
#include <cmath>

#include "engine/behaviour/turnout/calculus.hpp"

namespace townsquare {
namespace {

// Sums over a normal law with weights of the trapezoid rule; 61 nodes over six sigma each way are exact to 1e-9.
template <class F>
double mean_over_normal(F&& f) {
  double sum = 0, weights = 0;
  for (int i = -30; i <= 30; ++i) {
    const double z = i / 5., weight = math::exp(-z * z / 2);
    sum += weight * f(z), weights += weight;
  }
  return sum / weights;
}

// Turnout under one shock, over the spread of duty.
double turnout_under(const Voters& v, double people, double shock) {
  const TurnoutRule rule = turnout_rule(v);
  return mean_over_normal([&](double z) { return turnout_chance(rule, v.duty_mean + z * v.duty_sd, people, rule.time_cost, 0, shock); });
}

double normal_tail(double z) { return std::erfc(z / std::sqrt(2.)) / 2; }

}  // namespace

double expected_turnout(const Voters& v, double people) {
  return mean_over_normal([&](double z) { return turnout_under(v, people, z * v.ballot_shock); });
}

double quorum_chance(const Voters& v, double people, double votable, double concentration, double quorum) {
  if (quorum <= 0) return 1;
  if (quorum > votable || people < 1) return 0;
  // sum of squared parts of the power: e^(sigma^2) / N for a lognormal spread, at most 1
  const double parts = std::min(1., math::exp(std::min(concentration * concentration, 50.)) / people);
  const double needed = quorum / votable;
  return mean_over_normal([&](double z) {
    const double p = turnout_under(v, people, z * v.ballot_shock), sd = std::sqrt(std::max(p * (1 - p) * parts, 1e-18));
    return normal_tail((needed - p) / sd);
  });
}

TokenShares token_shares(const Check& check) {
  const Ownership& own = check.platform().ownership;
  const double rest = std::max(0., 1 - own.founders_share - own.investors_share - own.treasury_share);
  TokenShares shares;
  shares.custody = rest * own.custody_share;
  shares.members = rest - shares.custody;
  shares.founder = own.workers > 0 ? own.founders_share : 0;
  shares.investors = own.investors > 0 ? own.investors_share : 0;
  return shares;
}

}  // namespace townsquare
