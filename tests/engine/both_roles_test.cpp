// People who both sell and buy: one head that hears once, one account, one membership, one vote.
#include <catch2/catch.hpp>

#include "engine/identities.hpp"
#include "engine/phases/govern/bodies.hpp"
#include "engine/phases/phases.hpp"
#include "engine/week.hpp"
#include "tests/engine/small_world.hpp"
#include "tests/engine/weekly_identities.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
Scenario both(double share) {
  Scenario s = plain_scenario();
  s.run.weeks = 80;
  s.market.buyers = 400;
  s.market.sellers = 200;
  s.market.niches = 2;
  s.market.need_rate = 1;
  s.market.sellers_who_buy = share;
  s.platforms[0].launch.founding_buyers = 10;
  s.platforms[0].launch.founding_sellers = 60;
  return s;
}

void make_buyers_members(Scenario& s) {
  s.platforms[0].ownership.buyers_are_members = 1;
}

std::int64_t people(const SmallWorld& w) {
  const PlatformState& p = w.state.platforms[0];
  std::int64_t n = 0;
  for (std::uint32_t id = 0; id < 400; ++id) {
    const bool sells = id < 200 && p.sellers.is_member(id), buys = p.buyers.is_member(id);
    n += w.state.sellers.is_also_buyer(id) ? sells || buys : sells + buys;
  }
  return n;
}
}  // namespace

TEST_CASE("founding sellers who buy have an account, and nobody has one without the share", "[engine]") {
  const SmallWorld none(both(0)), some(both(.5)), all(both(1));
  CHECK(none.state.sellers.also_buys.empty());
  CHECK((none.state.platforms[0].buyers.flags != 0).count() == 10);
  CHECK((all.state.platforms[0].buyers.flags != 0).count() == 60);
  const auto n = (some.state.platforms[0].buyers.flags != 0).count();
  CHECK(n > 20);
  CHECK(n < 55);
}

TEST_CASE("an agent that stands for several buyers is one person with nobody", "[engine]") {
  Scenario s = both(1);
  s.market.buyers_per_agent = 10;
  CHECK(SmallWorld(s).state.sellers.also_buys.empty());
}

TEST_CASE("what one role has heard the other knows", "[engine]") {
  SmallWorld w(both(.5));
  for (int week = 0; week < 5; ++week) live_week(w.world), ++w.state.week;
  const PlatformState& p = w.platform();
  int heard = 0;
  for (std::uint32_t id = 0; id < 200; ++id) {
    const bool as_seller = p.sellers.flags[row_of(id)] & seller_informed, as_buyer = p.buyers.flags[row_of(id)] & buyer_informed;
    if (!w.state.sellers.is_also_buyer(id)) continue;
    CHECK(as_seller == as_buyer);
    heard += as_seller;
  }
  CHECK(heard > 0);
}

TEST_CASE("who sells on a platform stays on it as a buyer, and nobody buys of itself", "[engine]") {
  Scenario s = both(.6);
  s.churn.buyer_rate = .2;  // others leave soon
  SmallWorld w(s);
  std::int64_t by_both = 0;
  for (int week = 0; week < 40; ++week, ++w.state.week) {
    live_week(w.world);
    const PlatformState& p = w.platform();
    REQUIRE(p.is_alive);
    for (std::uint32_t id = 0; id < 200; ++id)
      if (w.state.sellers.is_also_buyer(id) && p.sellers.is_member(id)) REQUIRE(p.buyers.is_member(id));
    for (const Order& o : p.orders) {
      if (!w.state.sellers.is_also_buyer(o.buyer)) continue;
      REQUIRE(o.buyer != o.seller);
      ++by_both;
    }
  }
  CHECK(by_both > 20);
}

TEST_CASE("a person in both roles has one vote, and those in one have theirs", "[engine]") {
  for (const double share : {0., .5, 1.}) {
    Scenario s = both(share);
    make_buyers_members(s);
    SmallWorld w(s);
    for (int week = 0; week < 10; ++week) live_week(w.world), ++w.state.week;
    CAPTURE(share);
    CHECK(governing::power_of(w.world, 0, Body::members).people == people(w));
  }
}

TEST_CASE("sellers who buy bring demand to a platform that few buyers know", "[engine]") {
  // the same luck: the share alone differs
  const auto orders = [](double share) {
    SmallWorld w(both(share));
    std::int64_t n = 0;
    for (int week = 0; week < 12; ++week, ++w.state.week) live_week(w.world), n += w.platform().week.orders;
    return n;
  };
  const std::int64_t apart = orders(0), together = orders(1);
  CAPTURE(apart, together);
  CHECK(together > apart + apart / 5);
}

TEST_CASE("with people in both roles every identity holds, with shares and a patronage too", "[engine][identity]") {
  const double buy_in = GENERATE(0., 500.);
  Scenario s = both(.5);
  make_buyers_members(s);
  s.platforms[0].ownership.buy_in = buy_in;
  s.platforms[0].capital.start_cash = 1e7;
  WeeklyIdentities identities;
  std::string broken;
  const auto serial = simulate(s, 4, 0, [&](const Scenario& lived, const State& state) {
    check_identities(lived, state);
    if (buy_in <= 0) broken += identities.look(lived, state, 0);  // which knows no shares
  });
  CHECK(broken == "");
  CHECK(serial == simulate(s, 4, 0, nullptr, true));
}
