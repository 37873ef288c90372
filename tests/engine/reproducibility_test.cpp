// One scenario and one seed give one result, however many threads share the work.
#include <catch2/catch.hpp>

#include "engine/parallel.hpp"
#include "tests/engine/scenario_variants.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
/// More buyers than three pieces of a loop hold.
Scenario large_market(LuckKind luck) {
  Scenario s = digital_goods_with_votes();
  s.run.luck = static_cast<double>(luck);
  s.run.weeks = luck == LuckKind::keyed ? 12 : 30;
  s.market.buyers = 20'000;
  s.market.sellers = 400;
  s.platforms[0].launch.founding_buyers = 8000;
  s.platforms[0].launch.founding_sellers = 200;
  return s;
}

std::uint64_t print_of(const Scenario& s, bool is_parallel) {
  return simulate(s, 17, 3, {}, is_parallel);
}
}  // namespace

TEST_CASE("threads inside a week change nothing, for both kinds of luck", "[identity]") {
  const LuckKind luck = GENERATE(LuckKind::inversion, LuckKind::keyed);
  const Scenario s = large_market(luck);
  const std::uint64_t serial = print_of(s, false);
  CHECK(print_of(s, true) == serial);
  for (int threads : {1, 2, 7}) {
    CAPTURE(threads);
    CHECK(with_threads(threads, [&] { return print_of(s, true); }) == serial);
  }
}

TEST_CASE("threads inside a week change nothing for an operator, two platforms and agents that stand for ten", "[identity]") {
  for (Scenario s : {operator_harvests(), two_platforms(), agents_that_stand_for_ten()}) {
    s.run.weeks = 60;
    s.market.buyers = 13'000;
    const std::uint64_t serial = print_of(s, false);
    CHECK(with_threads(7, [&] { return print_of(s, true); }) == serial);
  }
}

TEST_CASE("another seed or another replication is another run", "[identity]") {
  Scenario s = short_default();
  s.run.weeks = 20;
  const std::uint64_t first = simulate(s, 1, 0, {});
  CHECK(simulate(s, 1, 0, {}) == first);
  CHECK(simulate(s, 1, 1, {}) != first);
  CHECK(simulate(s, 2, 0, {}) != first);
}

TEST_CASE("an observer sees every week and changes nothing", "[identity]") {
  Scenario s = short_default();
  s.run.weeks = 20;
  int weeks = 0;
  const std::uint64_t seen = simulate(s, 1, 0, [&](const Scenario&, const State& state) { CHECK(state.week == weeks++); });
  CHECK(weeks == 20);
  CHECK(seen == simulate(s, 1, 0, {}));
}
