// Row A2.4: news of a platform spreads as in Bass (1969) when everybody talks to everybody and all are content.
#include <catch2/catch.hpp>
#include <cmath>

#include "engine/phases/niche_statistics.hpp"
#include "engine/phases/phases.hpp"
#include "tests/engine/small_world.hpp"
#include "tests/theory/statistics.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
constexpr double innovation = .03, imitation = .38;  // per year
constexpr double year_part = .01;                    // of a year that one week of the engine stands for
constexpr int n_buyers = 100'000, n_weeks = 2000;

Scenario spreading() {
  Scenario s = plain_scenario();
  s.market.buyers = n_buyers;
  s.market.sellers = 1;
  s.market.niches = 4;
  s.market.own_niche_mixing = 0;
  s.growth = {};
  s.growth.buyer_marketing = innovation * year_part;
  s.growth.buyer_word_of_mouth = imitation * year_part;
  s.market.outside_value = -10;
  s.market.outside_value_sd = 0;
  return s;
}

/// Everybody who has heard becomes a member, content: the people who talk.
std::int64_t adopt(SmallWorld& w) {
  BuyersOnPlatform& buyers = w.platform().buyers;
  std::int64_t adopted = 0;
  for (Eigen::Index i = 0; i < buyers.flags.size(); ++i)
    if (buyers.flags[i] & buyer_informed) {
      buyers.flags[i] |= buyer_member;
      ++adopted;
    }
  update_niche_statistics(w.scenario, w.state, w.platform(), true);
  return adopted;
}

double bass(double years) {
  const double sum = innovation + imitation, e = std::exp(-sum * years);
  return (1 - e) / (1 + imitation / innovation * e);
}

/// p and q by weighted least squares of each week's hazard on the share that has adopted.
std::pair<double, double> refit(const std::vector<double>& share) {
  double w = 0, wx = 0, wy = 0, wxx = 0, wxy = 0;
  for (std::size_t t = 0; t + 1 < share.size(); ++t) {
    const double left = 1 - share[t], x = share[t];
    if (left < .01) break;
    const double hazard = -std::log1p(-(share[t + 1] - share[t]) / left) / year_part, weight = left / (innovation + imitation * x);
    w += weight, wx += weight * x, wy += weight * hazard, wxx += weight * x * x, wxy += weight * x * hazard;
  }
  const double slope = (w * wxy - wx * wy) / (w * wxx - wx * wx);
  return {(wy - slope * wx) / w, slope};
}

/// Kolmogorov-Smirnov distance from the exponential law of the hazard that each person had lived through when it
/// heard: given the realised talk these are independent draws (Sellke 1983), so the usual bound holds exactly.
double distance_in_lived_hazard(const std::vector<double>& share) {
  double lived = 0, distance = 0;
  for (std::size_t t = 0; t + 1 < share.size(); ++t) {
    lived += year_part * (innovation + imitation * share[t]);
    distance = std::max(distance, std::fabs(share[t + 1] - (1 - std::exp(-lived))));
  }
  return distance;
}

double distance_from_bass(const std::vector<double>& share) {
  double distance = 0;
  for (std::size_t t = 0; t < share.size(); ++t) distance = std::max(distance, std::fabs(share[t] - bass(year_part * static_cast<double>(t))));
  return distance;
}
}  // namespace

TEST_CASE("A2.4 the inform phase under full mixing gives the curve of Bass", "[theory]") {
  SmallWorld w(spreading(), 4);
  w.world.is_parallel = true;
  std::vector<double> share = {0};
  for (w.state.week = 0; w.state.week < n_weeks; ++w.state.week) {
    inform(w.world);
    share.push_back(static_cast<double>(adopt(w)) / n_buyers);
  }
  const double unit = 1 / std::sqrt(static_cast<double>(n_buyers));
  CAPTURE(distance_in_lived_hazard(share) / unit, distance_from_bass(share) / unit);
  CHECK(distance_in_lived_hazard(share) < 2.2 * unit);
  // talk amplifies early luck: at the peak the share has variance f*^2 / N * integral of dF / f^2 = (1.05)^2 / N
  CHECK(distance_from_bass(share) < 4 * 1.05 * unit);
  const auto [p, q] = refit(share);
  CHECK(p == Approx(innovation).epsilon(.05));
  CHECK(q == Approx(imitation).epsilon(.05));
  CHECK(bass(6.193) == Approx(.4605).margin(1e-4));  // the share at the peak, (q - p) / 2q
}

TEST_CASE("A2.4 without word of mouth the share that has heard is 1 - e^-pt exactly in law", "[theory]") {
  Scenario s = spreading();
  s.growth.buyer_marketing = .5;  // a hazard, not a chance: 39 % hear in a week
  s.growth.buyer_word_of_mouth = 0;
  SmallWorld w(s, 5);
  inform(w.world);
  std::int64_t heard = 0;
  for (std::uint8_t flags : w.platform().buyers.flags) heard += flags & buyer_informed;
  CHECK(z_of_count(heard, n_buyers, 1 - std::exp(-.5)) < 4);
}
