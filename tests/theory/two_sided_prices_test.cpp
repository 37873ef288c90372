// Rows A1.9 and A1.10: an operator's split tests, on one side of the market after the other, end at the prices of a platform that
// has no rival. People of both sides are the test's own, with values drawn evenly from [0, 1], for the engine's joining is by logit.
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>

#include "engine/behaviour/operator/operator.hpp"
#include "engine/random.hpp"
#include "tests/engine/small_world.hpp"
#include "tests/theory/statistics.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {

constexpr double step = .01;

/// Where the operator's search ends that begins at `price`, by weeks of margin at a price; as the phase lives it.
double search(double price, const std::function<double(double)>& margin) {
  const RuleChoice choice = rule_named(operator_rules(), "grow_then_harvest", {.45, 156, 4, step, 13});
  const Operator rule = operator_rules()[choice.row].bind(choice.values);
  const auto whole = [&](double at) { return static_cast<Cents>(1e12 * margin(at)); };
  OperatorView view;
  view.buyer_share = 1;
  view.cash = 1'000'000'000;
  view.take_rate = price;
  double tested = 0;
  for (int week = 0; week < 39 * 60; ++week) {
    ++view.weeks_in_phase;
    const Cents control = whole(view.take_rate), treated = whole(view.take_rate + tested);
    if (view.phase == OperatorPhase::watch) view.treated_before += treated, view.control_before += control;
    if (view.phase == OperatorPhase::test) view.treated_during += treated, view.control_during += control;
    const OperatorMove move = rule(view);
    view.take_rate = move.take_rate;
    view.direction = move.direction;
    tested = move.tested_change;
    if (move.phase == view.phase) continue;
    view.phase = move.phase;
    view.weeks_in_phase = 0;
    if (view.phase == OperatorPhase::watch) view.treated_before = view.control_before = view.treated_during = view.control_during = 0;
  }
  return view.take_rate;
}

struct Prices {
  double buyer, seller;
};

/// One side after the other until nothing moves by more than the search goes to and fro.
Prices climb(Prices p, const std::function<double(Prices)>& profit) {
  for (int round = 0; round < 8; ++round) {
    p.buyer = search(p.buyer, [&](double price) { return profit({price, p.seller}); });
    p.seller = search(p.seller, [&](double price) { return profit({p.buyer, price}); });
  }
  return p;
}

/// The share of a side that comes for a benefit, of people whose costs are drawn evenly from [0, 1].
double coming(double benefit) { return std::fmin(1, std::fmax(0, benefit)); }

/// Armstrong's platform: what the other side's people are worth to a person, and what it costs to serve one.
struct Network {
  double value = .5, to_buyer = .2, to_seller = .8, cost = .1;

  /// Shares of both sides that are there, when each has answered the other until nothing changes.
  Prices shares(Prices p) const {
    Prices n{0, 0};
    for (int round = 0; round < 200; ++round) n = {coming(value + to_buyer * n.seller - p.buyer), coming(value + to_seller * n.buyer - p.seller)};
    return n;
  }
  double profit(Prices p) const {
    const Prices n = shares(p);
    return (p.buyer - cost) * n.buyer + (p.seller - cost) * n.seller;
  }
};

}  // namespace

TEST_CASE("A1.9 a platform that is paid for each trade asks of both sides what Rochet and Tirole's formula says", "[theory]") {
  constexpr double cost = .1;
  const double start = GENERATE(.05, .6);
  const auto profit = [](Prices p) { return (p.buyer + p.seller - cost) * coming(1 - p.buyer) * coming(1 - p.seller); };
  const Prices end = climb({start, .95 - start}, profit);
  CAPTURE(start, end.buyer, end.seller);
  // a search ends within a step of the best answer, which moves by half of the other side's error
  CHECK(std::fabs(end.buyer - 1.1 / 3) <= 2 * step);
  CHECK(std::fabs(end.seller - 1.1 / 3) <= 2 * step);
  CHECK(profit(end) > .25404 - .0005);
  // (p - c) / p = 1 / (eta_B + eta_S) and p_B / eta_B = p_S / eta_S, at the formula's prices
  const double price = 1.1 / 3, elasticity = price / (1 - price);
  CHECK((2 * price - cost) / (2 * price) == Approx(1 / (2 * elasticity)));
  CHECK(profit({price, price}) == Approx(.25404).margin(1e-5));
}

TEST_CASE("A1.9 people with even values trade as often as the formula says", "[theory]") {
  constexpr std::uint32_t n = 1'000'000;
  const Luck luck = make_luck(9, 0);
  std::int64_t trades = 0;
  for (std::uint32_t pair = 0; pair < n; ++pair)
    trades += luck.uniform(Purpose::buyer_traits, 0, pair) > 1.1 / 3 && luck.uniform(Purpose::seller_traits, 0, pair) > 1.1 / 3;
  CHECK(z_of_count(trades, n, .40111) < 4);
}

TEST_CASE("A1.10 a platform that is paid for membership subsidises the side that the other values, as Armstrong's formula says", "[theory]") {
  const double start = GENERATE(.05, .4);
  const Network market;
  const Prices end = climb({start, .45 - start}, [&](Prices p) { return market.profit(p); });
  CAPTURE(start, end.buyer, end.seller);
  CHECK(std::fabs(end.buyer - .18) <= 2 * step);
  CHECK(std::fabs(end.seller - .42) <= 2 * step);
  // p_B = c + n_B - a_S n_S and p_S = c + n_S - a_B n_B, at the formula's prices
  const Prices n = market.shares({.18, .42});
  CHECK(n.buyer == Approx(.4));
  CHECK(n.seller == Approx(.4));
  CHECK(.18 == Approx(market.cost + n.buyer - market.to_seller * n.seller));
  CHECK(.42 == Approx(market.cost + n.seller - market.to_buyer * n.buyer));
}

TEST_CASE("A1.10 people who answer each other come to the shares of the formula", "[theory]") {
  constexpr std::uint32_t people = 100'000;
  const Luck luck = make_luck(10, 0);
  const Network market;
  double buyers = 0, sellers = 0;
  const auto answer = [&](Purpose purpose, double benefit) {
    std::int64_t n = 0;
    for (std::uint32_t i = 0; i < people; ++i) n += luck.uniform(purpose, 0, i) < benefit;
    return static_cast<double>(n) / people;
  };
  for (int round = 0; round < 40; ++round) {
    const double before = buyers;
    buyers = answer(Purpose::buyer_traits, market.value + market.to_buyer * sellers - .18);
    sellers = answer(Purpose::seller_traits, market.value + market.to_seller * before - .42);
  }
  // errors of both sides feed each other: (e_B + a_B e_S) / (1 - a_B a_S)
  const double own = std::sqrt(.4 * .6 / people), feedback = 1 / (1 - market.to_buyer * market.to_seller);
  CHECK(std::fabs(buyers - .4) < 4 * own * feedback * std::sqrt(1 + market.to_buyer * market.to_buyer));
  CHECK(std::fabs(sellers - .4) < 4 * own * feedback * std::sqrt(1 + market.to_seller * market.to_seller));
}
