// Perceived utilities: what moves them in a week of the engine, and that a run under the rule repeats itself.
#include <catch2/catch.hpp>

#include "engine/parallel.hpp"
#include "engine/phases/phases.hpp"
#include "tests/engine/small_world.hpp"
#include "tests/theory/statistics.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {

constexpr std::string_view rule = "experience_word_of_mouth_marketing";

Scenario perceiving(double meeting_share, double reached_share) {
  Scenario s = plain_scenario();
  s.market.buyers = 2'000;
  s.market.sellers = 400;
  RuleChoice& choice = s.platforms[0].participation = rule_named(participation_rules(), rule);
  choice.values[5] = meeting_share, choice.values[6] = reached_share;
  choice.values[7] = 2, choice.values[8] = 3;  // weeks 2, 3 and 4
  return s;
}

std::int64_t informed(const SmallWorld& w) {
  std::int64_t n = 0;
  for (std::uint8_t flags : w.state.platforms[0].buyers.flags) n += flags & buyer_informed;
  return n;
}

}  // namespace

TEST_CASE("a campaign reaches its share of both sides, while it lasts", "[unit]") {
  SmallWorld w(perceiving(0, .3));
  w.platform().buyers.flags.fill(0);
  for (w.state.week = 0; w.state.week < 2; ++w.state.week) perceive(w.world, 0);
  CHECK(informed(w) == 0);
  w.state.week = 2;
  perceive(w.world, 0);
  CHECK(z_of_count(informed(w), 2'000, .3) < 4);
  for (std::size_t i = 0; i < 2'000; ++i) {
    const bool was_reached = w.platform().buyers.flags[row_of(i)] & buyer_informed;
    // logit(.01) moved up by .99
    CHECK(w.platform().buyers.perceived[i].marketing == Approx(was_reached ? .0265 : .01).margin(1e-4));
  }
  const auto after = informed(w);
  w.state.week = 5;
  perceive(w.world, 0);
  CHECK(informed(w) == after);
}

TEST_CASE("people who meet tell of the platform, and those whom nobody told cannot", "[unit]") {
  SmallWorld w(perceiving(.5, 0));
  w.platform().buyers.flags.fill(0);
  perceive(w.world, 0);
  CHECK(informed(w) == 0);
  w.platform().buyers.flags.head(1'000).fill(buyer_informed);
  for (std::size_t i = 0; i < 1'000; ++i) w.platform().buyers.perceived[i].experience = .9F;
  perceive(w.world, 0);
  // half meet; of those who had not heard, half meet one who has
  CHECK(std::abs(static_cast<double>(informed(w) - 1'250)) < 4 * std::sqrt(1'000 * .25 * .75));
  // word moves towards what the other makes of the platform, .634 or .01, from .01: up for who met somebody experienced, and hardly down
  std::int64_t impressed = 0;
  for (const Perceived& each : w.platform().buyers.perceived) impressed += each.told > .015F;
  CHECK(std::abs(static_cast<double>(impressed - 500)) < 4 * std::sqrt(2'000 * .25 * .75));
}

TEST_CASE("a visit better than elsewhere raises what a buyer makes of the platform, a worse one or none lowers it", "[unit]") {
  SmallWorld w(perceiving(0, 0));
  PlatformState& p = w.platform();
  for (std::size_t i = 0; i < 4; ++i) {
    w.state.buyers.record[i].outside_value = 1;
    p.buyers.perceived[i].experience = .5F;
  }
  p.buyers.visits[0] = 2, p.buyers.visit_surplus[0] = 3;   // 1.5 a visit
  p.buyers.visits[1] = 1, p.buyers.visit_surplus[1] = .5F;
  p.buyers.visits[2] = 1, p.buyers.visit_surplus[2] = 9;   // came, and bought nothing
  p.orders = {{0, 0, 0, 0, 0, 0, 0, 0}, {1, 0, 0, 0, 0, 0, 0, 0}};
  perceive(w.world, 0);
  CHECK(p.buyers.perceived[0].experience == Approx(1 / (1 + std::exp(-1.))));  // 2 (1 - 1.5) / 1
  CHECK(p.buyers.perceived[1].experience == Approx(1 / (1 + std::exp(1.))));
  CHECK(p.buyers.perceived[2].experience == Approx(1 / (1 + std::exp(2.))));   // unserved_loss
  CHECK(p.buyers.perceived[3].experience == .5F);                               // did not come
}

TEST_CASE("a market of perceived utilities begins with its campaign, and has the same bits on every number of threads", "[reproducibility]") {
  Scenario s = perceiving(.1, .1);
  s.run.weeks = 60;
  s.market.niches = 4;
  s.growth = {};
  s.growth.buyer_look_rate = s.growth.seller_look_rate = 3;
  s.platforms[0].launch = {};
  s.platforms[0].capital.start_cash = 1e9;
  std::int64_t orders = 0, orders_before = 0;
  const auto watch = [&](const Scenario&, const State& state) {
    (state.week < 2 ? orders_before : orders) += state.platforms[0].week.orders;
  };
  const std::uint64_t print = simulate(s, 1, 0, watch);
  CHECK(orders_before == 0);
  CHECK(orders > 0);
  for (int threads : {1, 2, 7}) CHECK(with_threads(threads, [&] { return simulate(s, 1, 0, {}, true); }) == print);
}
