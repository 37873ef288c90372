// Row A1.6, as far as mark-up pricing goes: a fee on the price works like a dearer good, c / (1 - tau).
#include <catch2/catch.hpp>
#include <cmath>

#include "engine/behaviour/pricing/cost_plus.hpp"
#include "tests/engine/small_world.hpp"

using namespace townsquare;
using namespace townsquare::testing;

TEST_CASE("A1.6 with full pass-through a fee acts like the effective cost c / (1 - tau)", "[theory]") {
  constexpr double cost = 1200, markup = 1.8;
  const double reference = GENERATE(0., .08, .5);
  for (double tau = 0; tau <= .95; tau += .05) {
    CAPTURE(reference, tau);
    const double price = cost_plus_price(cost, markup, 1, reference, tau), effective = cost / (1 - tau);
    // the price is that of a good of the effective cost without any fee
    CHECK(price == Approx(cost_plus_price(effective, markup, 1, 0, 0)).epsilon(1e-12));
    // so the mark-up over the effective cost, and what the seller keeps of each sale, do not move with the fee
    CHECK(price / effective == Approx(markup).epsilon(1e-12));
    CHECK((1 - tau) * price - cost == Approx((markup - 1) * cost).epsilon(1e-12));
  }
}

TEST_CASE("A1.6 at the mark-up of a logit seller, full pass-through keeps its first-order condition at every fee", "[theory]") {
  // p - c / (1 - tau) = 1 / (b (1 - s)) fixes the markup at one fee; the gap then grows as 1 / (1 - tau), which is
  // the condition of a seller who sells the same number of goods of cost c / (1 - tau) priced in the same proportion
  constexpr double cost = 1500, sensitivity = .0008, share = .2;
  const double gap = 1 / (sensitivity * (1 - share)), markup = (cost + gap) / cost;
  CHECK(cost_plus_price(cost, markup, 1, 0, 0) - cost == Approx(gap).epsilon(1e-12));
  for (double tau : {.05, .2, .5}) CHECK(cost_plus_price(cost, markup, 1, 0, tau) - cost / (1 - tau) == Approx(gap / (1 - tau)).epsilon(1e-12));
}

TEST_CASE("A1.6 part of a fee change that is passed through moves the price by that part of the full change", "[theory]") {
  constexpr double cost = 1200, markup = 1.8, reference = .08;
  const double at_reference = cost_plus_price(cost, markup, 1, reference, reference);
  for (double part : {0., .3, .5, 1.})
    for (double tau : {0., .2, .6, .95}) {
      CAPTURE(part, tau);
      const double full = cost_plus_price(cost, markup, 1, reference, tau) - at_reference;
      CHECK(cost_plus_price(cost, markup, part, reference, tau) - at_reference == Approx(part * full).margin(1e-9));
    }
}

TEST_CASE("A1.6 the bound rule asks the same to the nearest cent", "[theory]") {
  const Pricing rule = pricing_rules()[0].bind(std::vector<double>{1.8, 1, .08});
  const std::vector<Cents> cost = {1, 333, 1200, 99999};
  const std::vector<double> tau = {0, .08, .3, .95};
  std::vector<Cents> price(4);
  rule({cost, tau}, price);
  for (std::size_t j = 0; j < 4; ++j) {
    const double exact = 1.8 * static_cast<double>(cost[j]) / (1 - tau[j]);
    CHECK(std::fabs(static_cast<double>(price[j]) - exact) <= .5 + 1e-6);
  }
}
