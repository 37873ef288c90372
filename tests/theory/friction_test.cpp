// Row A2.7: friction falls with use, and people visit by the logit of what is left.
#include <catch2/catch.hpp>
#include <cmath>

#include "engine/behaviour/participation/expected_value.hpp"
#include "engine/phases/phases.hpp"
#include "tests/engine/small_world.hpp"
#include "tests/theory/statistics.hpp"

using namespace townsquare;
using namespace townsquare::testing;

TEST_CASE("A2.7 friction after n uses is final + (first - final) e^-kn", "[theory]") {
  for (double first : {.5, 2., .1})
    for (double rate : {0., .01, .5, 3.})
      for (int n : {0, 1, 2, 10, 100}) {
        CAPTURE(first, rate, n);
        CHECK(expected_value::friction(n, first, .1, rate) == Approx(.1 + (first - .1) * std::exp(-rate * n)).epsilon(1e-12));
      }
}

TEST_CASE("A2.7 mean friction over the first n uses is the sum of a geometric series", "[theory]") {
  const int n = GENERATE(1, 7, 60);
  constexpr double first = .5, last = .1, rate = .3;
  double sum = 0;
  for (int use = 0; use < n; ++use) sum += expected_value::friction(use, first, last, rate);
  const double exact = last + (first - last) * (1 - std::exp(-rate * n)) / (n * (1 - std::exp(-rate)));
  CHECK(sum / n == Approx(exact).epsilon(1e-12));
}

TEST_CASE("A2.7 the shop phase turns needs into visits by the logit of experience less friction", "[theory]") {
  const int uses = GENERATE(0, 1, 4, 40);
  Scenario s = plain_scenario();
  s.market.buyers = 20'000;
  s.market.need_rate = 5;
  s.market.need_rate_sigma = 0;
  s.market.demand_shock_sigma = 0;
  s.market.outside_value_sd = 0;
  s.platforms[0].launch.founding_buyers = s.market.buyers;
  s.visit.friction_first = 1.5;
  SmallWorld w(s, 7);
  w.platform().buyers.experience.setConstant(1.8F);
  w.platform().buyers.uses.setConstant(static_cast<std::uint16_t>(uses));
  price(w.world), rank(w.world), shop(w.world);
  const Week& week = w.platform().week;
  const double left = 1.8 - (.1 + 1.4 * std::exp(-.5 * uses)) - 1;
  CAPTURE(uses, week.needs);
  CHECK(z_of(static_cast<double>(week.needs), 100'000, std::sqrt(100'000.)) < 4);
  CHECK(z_of_count(week.visits, week.needs, 1 / (1 + std::exp(-3 * left))) < 4);
}
