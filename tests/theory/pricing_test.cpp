// Row A1.6, as far as mark-up pricing goes: a fee on the price works like a dearer good, c / (1 - tau).
#include <catch2/catch.hpp>
#include <cmath>

#include "engine/behaviour/pricing/cost_plus.hpp"
#include "engine/behaviour/pricing/logit_best_response.hpp"
#include "engine/behaviour/pricing/markup_learning.hpp"
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

namespace {

// Share of one of n equal sellers at this price, major units, where the others ask another; the outside good has no value.
double share_at(double price, double others, int n, double sensitivity) {
  const double own = std::exp(4 - sensitivity * price), rest = (n - 1) * std::exp(4 - sensitivity * others);
  return own / (1 + own + rest);
}

}  // namespace

TEST_CASE("A1.6 best answers of logit sellers settle where p - c / (1 - tau) = 1 / (b (1 - s))", "[theory]") {
  const double tau = GENERATE(0., .1, .3);
  constexpr int n = 5;
  constexpr double cost = 20, sensitivity = .1;
  // the solution by bisection
  const auto gap = [&](double p) { return p - logit_best_price(cost / (1 - tau), sensitivity, share_at(p, p, n, sensitivity)); };
  double low = cost, high = 200;
  for (int i = 0; i < 100; ++i) (gap((low + high) / 2) < 0 ? low : high) = (low + high) / 2;
  double price = 100;
  for (int week = 0; week < 300; ++week) price = logit_best_price(cost / (1 - tau), sensitivity, share_at(price, price, n, sensitivity));
  CHECK(price == Approx(low).epsilon(1e-9));
  // nobody gains by another price
  const auto profit = [&](double p) { return ((1 - tau) * p - cost) * share_at(p, price, n, sensitivity); };
  for (double other : {.9 * price, .99 * price, 1.01 * price, 1.1 * price}) CHECK(profit(other) < profit(price));

  // the rule does the same on its columns
  const Pricing rule = logit_best_response_rule().bind(std::vector<double>{1});
  std::vector<Cents> asked(n, 0);
  const std::vector<Cents> costs(n, 2000);
  const std::vector<double> rates(n, tau);
  const std::vector<float> views(n, 1e6F);
  std::vector<float> orders(n, 0);
  for (int week = 0; week < 300; ++week) {
    rule({costs, rates, orders, views, {}, sensitivity, week, {}}, asked);
    for (float& o : orders) o = static_cast<float>(1e6 * share_at(static_cast<double>(asked[0]) / 100, static_cast<double>(asked[0]) / 100, n, sensitivity));
  }
  CHECK(static_cast<double>(asked[2]) / 100 == Approx(price).epsilon(1e-3));
}

TEST_CASE("A1.6 a seller who searches ends near the best price of a monopolist, from above and from below", "[theory]") {
  constexpr double sensitivity = .1, tau = .1, cost = 20;
  const auto income = [&](double p) { return ((1 - tau) * p - cost) * 1000 * share_at(p, 0, 1, sensitivity); };
  double best = cost;
  for (double p = cost; p < 150; p += .01)
    if (income(p) > income(best)) best = p;
  const double first_markup = GENERATE(1.05, 4.);
  const Pricing rule = markup_learning_rule().bind(std::vector<double>{first_markup, 4000, 1, .03});
  std::vector<Cents> price(1, 0);
  const std::vector<Cents> costs(1, 2000);
  const std::vector<double> rates(1, tau);
  const std::vector<float> views(1, 100);
  std::vector<float> earned(1, 0);
  const std::vector<float> orders(1, 10);
  std::vector<PriceTrial> trial(1);
  for (int week = 0; week < 200; ++week) {
    rule({costs, rates, orders, views, earned, sensitivity, week, trial}, price);
    earned[0] = static_cast<float>(100 * income(static_cast<double>(price[0]) / 100));
  }
  CHECK(static_cast<double>(price[0]) / 100 == Approx(best).epsilon(.07));
}

TEST_CASE("a seller whom nobody has seen keeps its price, and who sells nothing asks less", "[unit]") {
  const Pricing rule = markup_learning_rule().bind(std::vector<double>{2, 4000, 1, .1});
  std::vector<Cents> price(3, 0);
  const std::vector<Cents> costs = {1000, 1000, 0};
  const std::vector<double> rates(3, 0);
  const std::vector<float> views = {0, 50, 50}, orders(3, 0), income(3, 0);
  std::vector<PriceTrial> trial(3);
  for (int week = 0; week < 4; ++week) rule({costs, rates, orders, views, income, .1, week, trial}, price);
  CHECK(price[0] == 2000);
  CHECK(price[1] < 2000);
  CHECK(price[1] >= 1000);
  CHECK(price[2] < 4000);
}

TEST_CASE("whole runs of sellers who adapt their prices keep their books", "[unit]") {
  for (const char* name : {"logit_best_response", "markup_learning"}) {
    CAPTURE(name);
    Scenario s = default_scenario();
    s.market.buyers = 1000, s.run.weeks = 100;
    s.platforms[0].capital.start_cash = 1e9;
    s.platforms[0].pricing = rule_named(pricing_rules(), name);
    bool keeps_books = true;
    Cents lowest = 0, highest = 0;
    const std::uint64_t print = simulate(s, 3, 0, [&](const Scenario&, const State& state) {
      keeps_books = keeps_books && state.platforms[0].ledger.total() == 0;
      const auto [low, high] = std::ranges::minmax(state.platforms[0].sellers.price);
      lowest = low, highest = high;
    });
    CHECK(keeps_books);
    CHECK(lowest >= 1);
    CHECK(highest > lowest);
    CHECK(simulate(s, 3, 0, {}, true) == print);
  }
}
