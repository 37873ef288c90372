// Traps of counting over those who stayed.
#include <catch2/catch.hpp>

#include "engine/phases/niche_statistics.hpp"
#include "engine/phases/phases.hpp"
#include "tests/engine/small_world.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
Scenario one_niche() {
  Scenario s = plain_scenario();
  s.market.buyers = 4000;
  s.market.niches = 1;
  s.platforms[0].launch.founding_buyers = 0;
  s.growth.buyer_marketing = s.growth.sellers_audience = 0;  // word of mouth alone
  s.growth.buyer_word_of_mouth = .5;
  return s;
}

/// The first `n` buyers are members, and of these the first `n_satisfied` are content; nobody else has heard.
void set_members(SmallWorld& w, std::size_t n, std::size_t n_satisfied) {
  BuyersOnPlatform& buyers = w.platform().buyers;
  buyers.flags.setZero();
  for (std::size_t i = 0; i < n; ++i) {
    buyers.flags[row_of(i)] = buyer_member | buyer_informed;
    buyers.experience[row_of(i)] = i < n_satisfied ? 50.f : -50.f;
  }
  update_niche_statistics(w.scenario, w.state, w.platform(), false);
}

std::int64_t newly_informed(SmallWorld& w) {
  const auto n_informed = [&] { return (w.platform().buyers.flags.unaryExpr([](std::uint8_t f) { return static_cast<std::int64_t>((f & buyer_informed) != 0); })).sum(); };
  const std::int64_t before = n_informed();
  inform(w.world);
  return n_informed() - before;
}
}  // namespace

TEST_CASE("trap 21: the satisfied share of those who stayed rises while a platform dies, and brings nobody more", "[unit]") {
  SmallWorld w(one_niche());
  set_members(w, 2000, 500);
  const double share_before = w.platform().niches.satisfied_share[0];
  const std::int64_t heard_before = newly_informed(w);
  // the 1,500 who are not content leave
  set_members(w, 500, 500);
  CHECK(share_before == .25);
  CHECK(w.platform().niches.satisfied_share[0] == 1);
  // what is passed on counts the satisfied among all buyers: the same 500 of 4,000
  const std::int64_t heard_after = newly_informed(w);
  CHECK(heard_before > 80);
  CHECK(static_cast<double>(heard_after) / 3500 == Approx(static_cast<double>(heard_before) / 2000).epsilon(.35));
  // and when those leave too, nobody hears of it
  set_members(w, 0, 0);
  CHECK(w.platform().niches.satisfied_share[0] == 0);
  CHECK(newly_informed(w) == 0);
}
