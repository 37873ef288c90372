// Rows A2.1, A2.2, A2.3, A2.5 and A2.8: critical masses and cascades of the participation rules, when all decide at once and when they decide one after another.
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>

#include "engine/behaviour/participation/bass.hpp"
#include "engine/behaviour/participation/by_expected_value.hpp"
#include "engine/behaviour/participation/mean_field.hpp"
#include "engine/phases/niche_statistics.hpp"
#include "engine/phases/phases.hpp"
#include "tests/engine/small_world.hpp"
#include "tests/theory/statistics.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {

constexpr double slope = 8, benefit = 1;

/// Both sides decide by the share of the other one; everybody has heard. `thinking` is the chance to decide anew in a week.
Scenario two_sides(int n, double cost, double thinking) {
  Scenario s = plain_scenario();
  s.market.buyers = s.market.sellers = n;
  s.market.niches = 1;
  s.growth = {};
  s.growth.buyer_look_rate = s.growth.seller_look_rate = thinking >= 1 ? 60 : -std::log1p(-thinking);
  s.churn = {};
  s.platforms[0].launch = {};
  s.platforms[0].membership.cap = 0;
  s.platforms[0].participation = rule_named(participation_rules(), "mean_field", {slope, benefit, cost});
  return s;
}

struct TwoSides {
  SmallWorld w;

  TwoSides(int n, double cost, double thinking, std::uint64_t seed) : w(two_sides(n, cost, thinking), seed) {
    w.world.is_parallel = true;
    w.platform().buyers.flags.fill(buyer_informed);
    w.platform().sellers.flags.fill(seller_informed);
  }

  /// The first people of each side, as many as the share says.
  void begin_with(double share) {
    const Eigen::Index n = w.platform().buyers.flags.size(), there = static_cast<Eigen::Index>(share * static_cast<double>(n));
    w.platform().buyers.flags.head(there).fill(buyer_informed | buyer_member);
    w.platform().sellers.flags.head(there).fill(seller_informed | seller_member);
    update_niche_statistics(w.scenario, w.state, w.platform(), true);
    w.state.week = 1;
  }

  void set_cost(double cost) {
    w.scenario.platforms[0].participation.values[2] = cost;
    w.institutions = bind_institutions(w.scenario);
  }

  void live(int weeks) {
    for (int k = 0; k < weeks; ++k, ++w.state.week) {
      join(w.world);
      update_niche_statistics(w.scenario, w.state, w.platform(), true);
    }
  }

  double buyers() { return static_cast<double>(w.platform().niches.member_buyers.sum()) / static_cast<double>(w.state.buyers.size()); }
  double sellers() { return static_cast<double>(w.platform().niches.active_sellers.sum()) / static_cast<double>(w.state.sellers.size()); }
};

/// Root of n = 1 / (1 + e^{-slope (benefit n - cost)}) by repetition from `start`, which finds the stable ones.
double stable_share(double cost, double start) {
  double n = start;
  for (int k = 0; k < 10'000; ++k) n = 1 / (1 + std::exp(-slope * (benefit * n - cost)));
  return n;
}

}  // namespace

TEST_CASE("A2.2 above the critical mass both sides come, below it both go, all at once or one after another", "[theory]") {
  const auto [cost, low, middle, high] = GENERATE(table<double, double, double, double>({{.5, .0213, .5, .9788}, {.55, .0135, .6014, .9651}, {.6, .0088, .7149, .9366}}));
  const double thinking = GENERATE(1., .1);
  CAPTURE(cost, thinking);
  CHECK(stable_share(cost, 0) == Approx(low).margin(1e-4));
  CHECK(stable_share(cost, 1) == Approx(high).margin(1e-4));
  constexpr int n = 20'000;
  const int weeks = thinking < 1 ? 400 : 60;
  for (const double start : {middle - .03, middle + .03}) {
    TwoSides world(n, cost, thinking, 7);
    world.begin_with(start);
    world.live(weeks);
    const double expected = start < middle ? low : high, p = stable_share(cost, expected);
    // talk of the other side adds to the variance of a share: 1 / (1 - r^2) of what independent people have, r the slope of the answer
    const double answer = slope * benefit * p * (1 - p), spread = std::sqrt(p * (1 - p) / n / (1 - answer * answer));
    CHECK(std::fabs(world.buyers() - p) < 4 * spread);
    CHECK(std::fabs(world.sellers() - p) < 4 * spread);
  }
}

TEST_CASE("A2.2 above a cost no start is large enough", "[theory]") {
  TwoSides world(5'000, .7, 1, 3);
  world.begin_with(1);
  world.live(60);
  CHECK(world.buyers() < .02);
}

TEST_CASE("A2.3 a cost that rises slowly empties the platform at one fold, and must fall to the other to fill it again", "[theory]") {
  const double upper = .5 * (1 + std::sqrt(1 - 4 / (slope * benefit))), lower = 1 - upper;
  const auto fold = [](double n) { return n - std::log(n / (1 - n)) / slope; };
  constexpr double step = .002;
  constexpr int weeks = 40;  // enough to pass the fold within a few steps, where everything is slow
  TwoSides world(20'000, .62, 1, 11);
  world.begin_with(.9);
  double cost = .62;
  world.live(weeks);
  CHECK(world.buyers() > .5);
  while (world.buyers() > .5 && cost < 1) world.set_cost(cost += step), world.live(weeks);
  CHECK(cost == Approx(fold(upper)).epsilon(.02));  // .6333
  cost = .386;
  world.set_cost(cost);
  world.live(weeks);
  CHECK(world.buyers() < .5);  // at a cost at which it was full before
  while (world.buyers() < .5 && cost > 0) world.set_cost(cost -= step), world.live(weeks);
  CHECK(cost == Approx(fold(lower)).epsilon(.02));  // .3667
}

namespace {

/// People who are there, given who was there before; all at once, or one after another from the first to the last.
struct Crowd {
  std::vector<bool> is_there;
  std::function<double(std::size_t person, double share_there)> gain;
  Joins joins = by_expected_value_rule().bind({});

  double share() const { return static_cast<double>(std::count(is_there.begin(), is_there.end(), true)) / static_cast<double>(is_there.size()); }

  void decide(bool at_once) {
    const double before = share();
    double now = before;
    const double one = 1 / static_cast<double>(is_there.size());
    for (std::size_t i = 0; i < is_there.size(); ++i) {
      // a logit so steep that it is a threshold
      const bool wants = joins({gain(i, at_once ? before : now), 1e9, 0, 0}) > .5;
      now += (wants - is_there[i]) * one;
      is_there[i] = wants;
    }
  }
};

}  // namespace

TEST_CASE("A2.1 with tastes from 0 to 1 the critical mass is the smaller root of n = 1 - f / (v n)", "[theory]") {
  const bool at_once = GENERATE(true, false);
  constexpr std::size_t n = 100'000;
  constexpr double cost = .16;  // f / v: roots .2 and .8
  const Luck luck = make_luck(5, 0);
  std::vector<double> taste(n);
  for (std::size_t i = 0; i < n; ++i) taste[i] = luck.uniform(Purpose::need, 0, static_cast<std::uint32_t>(i));
  for (const double start : {.17, .23}) {
    Crowd crowd{std::vector<bool>(n), [&](std::size_t i, double share) { return taste[i] * share - cost; }};
    for (std::size_t i = 0; i < n; ++i) crowd.is_there[i] = taste[i] > 1 - start;  // those with the strongest taste
    for (int k = 0; k < 100; ++k) crowd.decide(at_once);
    const double expected = start < .2 ? 0 : .8;
    // share = 1 - F(f / (v n)): an error d of the drawn tastes moves the root by d / (1 - f / (v n^2))
    CHECK(std::fabs(crowd.share() - expected) <= 4 * std::sqrt(.2 * .8 / n) / (1 - cost / .64) * (expected > 0));
  }
  Crowd dear{std::vector<bool>(n, true), [&](std::size_t i, double share) { return taste[i] * share - .26; }};  // above a quarter there is no other end than nobody
  for (int k = 0; k < 100; ++k) dear.decide(at_once);
  CHECK(dear.share() == 0);
}

TEST_CASE("A2.5 one threshold less and a cascade stops at its first step", "[theory]") {
  const bool at_once = GENERATE(true, false);
  std::vector<int> threshold(100);
  for (int i = 0; i < 100; ++i) threshold[static_cast<std::size_t>(i)] = i;
  const auto left_after = [&] {
    Crowd crowd{std::vector<bool>(100, true), [&](std::size_t i, double share) { return threshold[i] - (100 - 100 * share) - .5; }};
    for (int k = 0; k < 200; ++k) crowd.decide(at_once);
    return static_cast<int>(std::lround(100 * (1 - crowd.share())));
  };
  CHECK(left_after() == 100);
  threshold[1] = 2;
  CHECK(left_after() == 1);
}

TEST_CASE("A2.8 a perceived utility moves by the sum of its steps, in logit", "[theory]") {
  const auto logit = [](double u) { return std::log(u / (1 - u)); };
  double u = .3, sum = 0;
  for (const double step : {-.8, .4, -1.3, .05, 2.1}) {
    u = perception::moved(u, step);
    sum += step;
    CHECK(logit(u) == Approx(logit(.3) - sum).margin(1e-12));
  }
  CHECK(perception::moved_within(.98, -5) == .99);
  CHECK(perception::moved_within(.02, 5) == .01);
}

TEST_CASE("A2.4 under the rule of Bass everybody who has heard and thinks of it is there, and stays", "[theory]") {
  Scenario s = two_sides(4'000, 0, 1);
  s.platforms[0].participation = rule_named(participation_rules(), "bass");
  SmallWorld w(s, 2);
  w.platform().buyers.flags.head(1'500).fill(buyer_informed);
  w.state.week = 1;
  join(w.world);
  leave(w.world);
  CHECK(w.platform().niches.member_buyers.sum() == 1'500);
  w.scenario.churn.buyer_dissatisfaction = 5;  // nothing has been bought, and nobody minds
  leave(w.world);
  CHECK(w.platform().niches.member_buyers.sum() == 1'500);

  // all of them tell: the hazard of the others is word of mouth times the share that is there
  w.scenario.growth.buyer_word_of_mouth = 1;
  inform(w.world);
  std::int64_t heard = 0;
  for (std::uint8_t flags : w.platform().buyers.flags) heard += flags & buyer_informed;
  CHECK(z_of_count(heard - 1'500, 2'500, 1 - std::exp(-.375)) < 4);
}
