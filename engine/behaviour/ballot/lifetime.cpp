#include "engine/behaviour/ballot/lifetime.hpp"

#include <algorithm>
#include <cmath>

#include "engine/math.hpp"

namespace townsquare::ballot {

double expected_lifetime(const Runway& runway, double discount) {
  const double cash = std::max(runway.cash, 1.), sigma = std::max(runway.sigma, 1.), m = runway.drift;
  const double root = std::sqrt(m * m + 2 * discount * sigma * sigma);
  const double theta = m >= 0 ? (m + root) / (sigma * sigma) : 2 * discount / (root - m);
  return (1 - math::exp(-cash * theta)) / discount;
}

double value_of(double quarterly_flow, double lifetime) {
  return quarterly_flow > 0 ? quarterly_flow * lifetime : quarterly_flow;
}

}  // namespace townsquare::ballot
