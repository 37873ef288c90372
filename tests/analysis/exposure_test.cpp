#include "analysis/metrics/exposure.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "engine/phases/phases.hpp"
#include "tests/engine/small_world.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
Scenario five_sellers() {
  Scenario s = plain_scenario();
  s.market.sellers = s.platforms[0].launch.founding_sellers = 5;
  s.market.niches = 1;
  return s;
}
}  // namespace

TEST_CASE("exposure of five sellers is as counted by hand", "[analysis]") {
  SmallWorld w(five_sellers());
  w.state.week = 20;
  price(w.world), rank(w.world);
  SellersOnPlatform& s = w.platform().sellers;
  const float views[] = {10, 20, 0, 30, 40}, orders[] = {5, 1, 0, 3, 9};
  for (std::uint32_t j = 0; j < 5; ++j) s.views_quarter[row_of(j)] = views[j], s.orders_quarter[row_of(j)] = orders[j], s.joined_week[row_of(j)] = j == 1 ? 10 : 0;
  const Exposure e = exposure_of(w.state, 0);
  CHECK(e.newcomers == Approx(.2));                        // the second, who came ten weeks ago
  CHECK(e.small_sellers == Approx((0 + 20 + 15) / 100.));  // the third, the second, and half of the fourth
  CHECK(e.gini == Approx(.4));
}

TEST_CASE("nobody is exposed where nobody was examined, or the platform is closed", "[analysis]") {
  SmallWorld w(five_sellers());
  price(w.world), rank(w.world);
  CHECK(std::isnan(exposure_of(w.state, 0).gini));
  w.platform().sellers.views_quarter.setConstant(3);
  CHECK(exposure_of(w.state, 0).gini == Approx(0).margin(1e-12));
  CHECK(exposure_of(w.state, 0).small_sellers == Approx(.5));
  w.platform().is_alive = false;
  CHECK(std::isnan(exposure_of(w.state, 0).newcomers));
}
