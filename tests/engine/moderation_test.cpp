// Who is suspended, when, and what a suspension takes away.
#include <catch2/catch.hpp>

#include "engine/phases/govern/bodies.hpp"
#include "engine/phases/phases.hpp"
#include "tests/engine/voting_world.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
constexpr std::size_t n_sellers = 2000;

/// Half of the sellers are dishonest.
struct Moderated : SmallWorld {
  explicit Moderated(double due_process, double strictness = .5) : SmallWorld(scenario_of(due_process, strictness), 7) {
    for (std::size_t j = 0; j < n_sellers; ++j) state.sellers.honesty[row_of(j)] = j < n_sellers / 2 ? .3F : .95F;
  }
  static Scenario scenario_of(double due_process, double strictness) {
    Scenario s = voting_scenario(n_sellers);
    s.platforms[0].moderation = {strictness, .2, due_process, 13, 4, .7};
    return s;
  }
  void live(int weeks) {
    for (int w = 0; w < weeks; ++w) {
      moderate(world);
      ++state.week;
    }
  }
  std::int64_t suspended() { return platform().week.sellers_suspended; }
  std::int64_t wrongly() { return platform().week.wrongly_suspended; }
};
}  // namespace

TEST_CASE("dishonest sellers are suspended at the hazard of strictness, honest ones at error times that", "[unit]") {
  Moderated w(0);
  w.state.week = 0;
  w.live(13);
  // 13 weeks at 1/104 a week: 1 - e^(-1/8) of a thousand, and 1 - e^(-1/40); nobody is let back before
  const double caught = static_cast<double>(w.suspended() - w.wrongly()), hit = static_cast<double>(w.wrongly());
  CHECK(caught == Approx(1000 * (1 - std::exp(-1. / 8))).margin(4 * std::sqrt(117.5)));
  CHECK(hit == Approx(1000 * (1 - std::exp(-1. / 40))).margin(4 * std::sqrt(24.7)));
}

TEST_CASE("due process spares the honest and delays the rest by its hearing", "[unit]") {
  Moderated w(1);
  w.live(4);
  CHECK(w.suspended() == 0);
  w.live(9);
  CHECK(w.suspended() > 50);
  CHECK(w.wrongly() == 0);
}

TEST_CASE("a suspended seller is off the shelf for its weeks, and a member with its vote all the time", "[unit]") {
  Moderated w(0, 1);
  open_shop(w);
  const std::size_t all = w.platform().niches.active.size();
  const std::int64_t votes = governing::power_of(w.world, 0, Body::members).total;
  w.live(1);
  const auto suspended = static_cast<std::size_t>(w.suspended());
  REQUIRE(suspended > 0);
  rank(w.world);
  CHECK(w.platform().niches.active.size() == all - suspended);
  CHECK(governing::power_of(w.world, 0, Body::members).total == votes);
  // nobody new is caught: after thirteen weeks all are back
  w.platform().policy.moderation.strictness = 0;
  w.live(12);
  rank(w.world);
  CHECK(w.platform().niches.active.size() == all - suspended);
  w.live(1);
  rank(w.world);
  CHECK(w.platform().niches.active.size() == all);
}

TEST_CASE("without strictness nobody is suspended and no column is kept for it", "[unit]") {
  Moderated w(0, 0);
  w.live(52);
  CHECK(w.suspended() == 0);
  CHECK(w.platform().sellers.heard_week.size() == 0);
}
