// Traps of the value of a fee to a member: cancellation, floors, and members who lose money.
#include <catch2/catch.hpp>
#include <cmath>

#include "engine/behaviour/ballot/outlook.hpp"
#include "engine/behaviour/turnout/calculus.hpp"

using namespace townsquare;
using namespace townsquare::ballot;

namespace {
/// The first-passage transform in extended precision, in the form that has no cancellation on either side.
double exact_lifetime(long double x, long double m, long double sigma, long double rho) {
  const long double root = std::sqrt(m * m + 2 * rho * sigma * sigma);
  const long double theta = m >= 0 ? (m + root) / (sigma * sigma) : 2 * rho / (root - m);
  return static_cast<double>(-std::expm1(-x * theta) / rho);
}
Outlook made_up() {
  Outlook o;
  o.take_rate = .1, o.gmv = 1e7, o.fixed_cost = 5e5, o.variable_cost_share = .03, o.cash = 5e6, o.sigma = 2e5, o.payout = .9;
  return o;
}
const Outlook platform = made_up();

Position seller(double sales, double goods, double part, double elsewhere) { return {sales, goods, 0, 0, 0, part, elsewhere}; }
double fee_value(const Outlook& o, const Position& m, double tau) { return value_to(o, prospect_of(o, tau), m); }
double drift_under(const Outlook& o, double tau) { return prospect_of(o, tau).drift; }
double lifetime_under(const Outlook& o, double tau) { return prospect_of(o, tau).lifetime; }
}  // namespace

TEST_CASE("trap 1: the lifetime of a platform that loses money does not cancel", "[unit]") {
  // far below zero drift the textbook form loses all digits: m + R is a difference of equal numbers
  for (double drift : {-1., -1e3, -1e6, -1e9})
    for (double sigma : {1., 1e3, 1e6}) {
      CAPTURE(drift, sigma);
      CHECK(expected_lifetime({1e7, drift, sigma}, .05) == Approx(exact_lifetime(1e7L, drift, sigma, .05L)).epsilon(1e-9));
    }
  // both forms are one function: nothing jumps where the drift changes sign
  CHECK(expected_lifetime({1e5, -1e-6, 1e4}, .05) == Approx(expected_lifetime({1e5, 0, 1e4}, .05)).epsilon(1e-9));
  CHECK(expected_lifetime({1e5, 1e-6, 1e4}, .05) == Approx(expected_lifetime({1e5, 0, 1e4}, .05)).epsilon(1e-9));
}

TEST_CASE("trap 1: a platform dying for sure lives its cash over its loss, a safe one for ever", "[unit]") {
  CHECK(expected_lifetime({1e6, -1e6, 1}, 1e-6) == Approx(1).epsilon(1e-5));
  CHECK(expected_lifetime({8e6, -1e6, 1}, 1e-6) == Approx(8).epsilon(1e-5));
  CHECK(expected_lifetime({1e9, 1e6, 1e5}, .05) == Approx(20));
}

TEST_CASE("trap 1: no variance and no cash have floors and give numbers", "[unit]") {
  for (double cash : {-1e9, -1., 0., 1e9})
    for (double drift : {-1e9, -1., 0., 1., 1e9})
      for (double sigma : {0., 1e-300, 1., 1e9}) {
        const double lifetime = expected_lifetime({cash, drift, sigma}, .05);
        CAPTURE(cash, drift, sigma, lifetime);
        CHECK((lifetime >= 0 && lifetime <= 20));
      }
  CHECK(expected_lifetime({-5, 3, 2}, .05) == expected_lifetime({1, 3, 2}, .05));
}

TEST_CASE("trap 1: lifetime grows with cash and with drift", "[unit]") {
  for (double drift = -1e6; drift < 1e6; drift += 1e5) {
    CHECK(expected_lifetime({1e6, drift, 3e5}, .05) <= expected_lifetime({1e6, drift + 1e5, 3e5}, .05));
    CHECK(expected_lifetime({1e6, drift, 3e5}, .05) <= expected_lifetime({2e6, drift, 3e5}, .05));
  }
}

TEST_CASE("trap 3: a member who loses money does not value an early end", "[unit]") {
  CHECK(value_of(-100, 2) == -100);
  CHECK(value_of(-100, 20) == -100);
  CHECK(value_of(0, 20) == 0);
  CHECK(value_of(100, 20) == 2000);
  // it sees its own flow only: never worse off with a longer life of the platform
  for (double lifetime : {0., 1., 20.}) CHECK(value_of(-100, lifetime) >= value_of(-101, 0));
}

TEST_CASE("trap 4: when no fee breaks even, members still prefer the fee under which the platform lives longer", "[unit]") {
  Outlook young = platform;
  young.fixed_cost = 2e7;  // twice the trade: costs cannot be met at any fee
  const Position member = seller(1e5, 5e4, .01, 1e3);
  const auto value = [&](const Outlook& o, double tau) { return fee_value(o, member, tau); };
  CHECK(drift_under(young, .5) < 0);
  CHECK(lifetime_under(young, .2) > lifetime_under(young, .1));
  CHECK(value(young, .2) != value(young, .1));
  // growth that members foresee brings break-even into sight
  Outlook growing = young;
  growing.growth = .5, growing.forecast = 4;
  CHECK(drift_under(growing, .5) > drift_under(young, .5));
}

TEST_CASE("trap 9: a member without sales gains exactly nothing from any fee when the surplus goes by sales", "[unit]") {
  const Position idle = seller(0, 0, 0, 2500);
  for (double tau : {0., .05, .2, .5})
    CHECK(fee_value(platform, idle, tau) == fee_value(platform, idle, .1));
}

TEST_CASE("trap 5: a wrong belief makes members refuse the rise that would save their platform", "[unit]") {
  // costs need a fee of 42 %; trade does not really react to the fee
  Outlook losing = made_up();
  losing.take_rate = .4, losing.fixed_cost = 3.9e6, losing.elasticity = 0, losing.forecast = 0;
  const Position member = seller(1e5, 0, .01, 1e3);
  const auto gain = [&] { return fee_value(losing, member, .43) - fee_value(losing, member, .4); };
  CHECK(gain() > 0);
  losing.elasticity = 3;  // as they believe: a higher fee drives more trade away than it brings
  CHECK(gain() < 0);
  // the same of a growth that does not come
  losing.elasticity = 0, losing.growth = .1, losing.forecast = 8;
  CHECK(drift_under(losing, .4) > 0);
  losing.forecast = 0;
  CHECK(drift_under(losing, .4) < 0);
}

TEST_CASE("trap 17: a fee voted by steps lands within a step of the best one, and shows no finer margin", "[unit]") {
  Outlook safe = made_up();  // breaks even at 5.7 %
  safe.take_rate = .08, safe.fixed_cost = 2.7e5, safe.cash = 1e5, safe.sigma = 5e4, safe.elasticity = 0, safe.forecast = 0;
  const Position member = seller(1e5, 0, .001, 1e3);
  const auto value = [&](double tau) { return fee_value(safe, member, tau); };
  const auto settled = [&](int start, double step) {
    int place = start;
    while (value(step * (place - 1)) > value(step * place)) --place;
    while (value(step * (place + 1)) > value(step * place)) ++place;
    return step * place;
  };
  const double best = settled(8000, 1e-5);
  CHECK(best > .057);
  for (double step : {.02, .01, .001}) {
    CAPTURE(step, best, settled(static_cast<int>(.08 / step + .5), step));
    CHECK(std::fabs(settled(static_cast<int>(.08 / step + .5), step) - best) < step);
  }
  // a coarse step hides the margin above break-even that a fine one shows
  CHECK(std::fabs(settled(4, .02) - best) > std::fabs(settled(80, .001) - best));
}

TEST_CASE("trap 6: the largest fee leaves members a number", "[unit]") {
  const Position member = seller(1e5, 5e4, .01, 1e3);
  Outlook o = platform;
  for (double present : {0., .95})
    for (double proposed : {0., .5, .95}) {
      o.take_rate = present;
      CHECK(std::isfinite(fee_value(o, member, proposed)));
    }
}

TEST_CASE("the value of a fee is flow times lifetime, with elasticity, goods and payout in their places", "[unit]") {
  const Position member = seller(1e5, 3e4, .01, 1e3);
  const double tau = .2, ratio = .8 / .9, gmv = 1e7 * ratio, drift = (.2 - .03) * gmv - 5e5;
  CHECK(trade_ratio(platform, tau) == Approx(ratio));
  CHECK(drift_under(platform, tau) == Approx(drift));
  CHECK(lifetime_under(platform, tau) == Approx(exact_lifetime(5e6L, .1L * drift, 2e5L, .05L)));
  const double flow = 1e5 * .8 * ratio - 3e4 * ratio + .01 * .9 * drift - 1e3;
  Prospect then = prospect_of(platform, tau);
  then.lifetime = 7;
  CHECK(value_to(platform, then, member) == Approx(7 * flow));
  // a loss is not shared out, and cannot be paid from
  Outlook losing = platform;
  losing.fixed_cost = 1e8;
  then = prospect_of(losing, tau);
  then.lifetime = 7;
  CHECK(value_to(losing, then, member) == Approx(7 * (1e5 * .8 * ratio - 3e4 * ratio - 1e3)));
}

TEST_CASE("turnout rises with duty, stakes and a small body, and falls with fatigue", "[unit]") {
  const TurnoutRule rule{5.5, 400, .3, 500};
  const double base = turnout_chance(rule, -4.4, 500, 1000, 0, 0);
  CHECK(turnout_chance(rule, -3.4, 500, 1000, 0, 0) > base);
  CHECK(turnout_chance(rule, -4.4, 50, 1000, 0, 0) > base);
  CHECK(turnout_chance(rule, -4.4, 500, -9000, 0, 0) > base);
  CHECK(turnout_chance(rule, -4.4, 500, 1000, 1, 0) < base);
  CHECK(turnout_chance(rule, -4.4, 1e9, 0, 0, 0) == Approx(1 / (1 + std::exp(4.4))).epsilon(1e-4));
}
