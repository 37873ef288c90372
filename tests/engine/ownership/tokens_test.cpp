// Tokens: earned, vested, locked, traded.
#include <catch2/catch.hpp>

#include "engine/behaviour/trading/trading.hpp"
#include "engine/rules/ownership/tokens.hpp"
#include "tests/engine/ownership/owned_world.hpp"

using namespace townsquare;
using namespace townsquare::testing;

TEST_CASE("a token is earned per unit of money to the nearest thousandth", "[unit]") {
  CHECK(ownership::earned(10000, 1) == 100 * one_token);
  CHECK(ownership::earned(1, 1) == 10);
  CHECK(ownership::earned(333, .5) == 1665);
  CHECK(ownership::earned(1'000'000'000, 1e6) == 10'000'000'000'000'000);
}

TEST_CASE("earned tokens vest to the last thousandth, and a running lock holds them", "[unit]") {
  std::vector<std::int64_t> free = {0, 0, 0}, locked = {0, 500, 0};
  std::vector<std::int32_t> unlock = {0, 30, 0};
  ownership::grant(std::vector<std::int64_t>{1000, 1000, 0}, 10, free, locked, unlock);
  CHECK(free == std::vector<std::int64_t>{0, 0, 0});
  CHECK(locked == std::vector<std::int64_t>{1000, 1500, 0});
  ownership::vest(10, free, locked, unlock);
  CHECK(free == std::vector<std::int64_t>{100, 0, 0});
  for (int week = 0; week < 80; ++week) ownership::vest(10, free, locked, unlock);
  CHECK(free == std::vector<std::int64_t>{1000, 0, 0});
  CHECK(locked == std::vector<std::int64_t>{0, 1500, 0});
}

TEST_CASE("without vesting an earned token is free at once, unless its holder has a lock", "[unit]") {
  std::vector<std::int64_t> free = {0, 0}, locked = {0, 500};
  const std::vector<std::int32_t> unlock = {0, 30};
  ownership::grant(std::vector<std::int64_t>{7, 7}, 0, free, locked, unlock);
  CHECK(free == std::vector<std::int64_t>{7, 0});
  CHECK(locked == std::vector<std::int64_t>{0, 507});
}

TEST_CASE("a lock ends in its week, and who renews locks everything again", "[unit]") {
  std::vector<std::int64_t> free = {1, 1, 1}, locked = {10, 10, 10};
  std::vector<std::int32_t> unlock = {5, 5, 6};
  const std::vector<std::uint8_t> renews = {0, 1, 1};
  ownership::end_locks(5, 52, renews, free, locked, unlock);
  CHECK(free == std::vector<std::int64_t>{11, 0, 1});
  CHECK(locked == std::vector<std::int64_t>{0, 11, 10});
  CHECK(unlock == std::vector<std::int32_t>{0, 57, 6});
}

TEST_CASE("buyers are matched in proportion to wealth and nobody sells what is locked", "[theory]") {
  // one seller, three others with 1, 2 and 7 parts of the wealth beside it
  const std::vector<std::int64_t> free = {10'000'000, 0, 0, 0}, wealth = {10'000'000, 10'000'000, 20'000'000, 70'000'000};
  std::vector<int> n(4, 0);
  int none = 0;
  const Luck luck = make_luck(3, 0);
  for (std::uint32_t week = 0; week < 20000; ++week) {
    const auto trades = trading::match(1, free, wealth, [&](std::uint32_t i, std::uint32_t k) { return luck.uniform(Purpose::token_trade, week, i, k); });
    REQUIRE(trades.size() <= 1);
    if (trades.empty()) ++none;
    else ++n[trades[0].buyer];
  }
  CHECK(n[0] == 0);
  // standard errors of 20000 draws: 41, 55, 68
  CHECK(std::abs(none - 20000 / 11) < 4 * 41);
  CHECK(std::abs(n[1] - 20000 / 11) < 4 * 41);
  CHECK(std::abs(n[2] - 40000 / 11) < 4 * 55);
  CHECK(std::abs(n[3] - 140000 / 11) < 4 * 68);
}

TEST_CASE("the price of a token closes the gap to its value at the rate of trade, and stays where nothing pulls it", "[unit]") {
  CHECK(trading::next_price(100, 400, .5) == Approx(200));
  CHECK(trading::next_price(100, 100, .5) == Approx(100));
  CHECK(trading::next_price(100, 0, .5) == 100);
}

TEST_CASE("sellers, buyers and workers are minted what they earned in the week", "[identity]") {
  Scenario s = everything_owned();
  s.run.draw_assumptions = 0;
  s.run.weeks = 30;
  s.platforms[0].ownership.tokens = 0;
  Tokens all = 0;
  simulate(s, 5, 0, [&](const Scenario&, const State& state) {
    const PlatformState& p = state.platforms[0];
    const double expected = 1000 * (static_cast<double>(p.week.gmv) / 100 * .75 + 3 * 40);
    REQUIRE(std::fabs(static_cast<double>(p.week.tokens_minted) - expected) < 400);  // half a thousandth for each who traded
    all += p.week.tokens_minted;
    REQUIRE(p.governance.minted == all);
  });
  CHECK(all > 30 * 3 * 40 * one_token);
}

TEST_CASE("whoever has a lock renews it with the chance of locking, so that locks die out", "[unit]") {
  Scenario s = spread_evenly(false);
  s.platforms[0].ownership.lock_share = .5, s.platforms[0].ownership.lock_weeks = 4;
  SmallWorld w(s);
  const auto n_locked = [&] { return std::ranges::count_if(w.platform().governance.members.locked, [](Tokens t) { return t > 0; }); };
  const auto first = n_locked();
  CHECK(std::abs(static_cast<double>(first) - 100) < 4 * 7.1);
  for (; w.state.week < 5; ++w.state.week) own(w.world);  // every first lock has ended once
  CHECK(std::abs(static_cast<double>(n_locked()) - static_cast<double>(first) / 2) < 4 * 5);
  for (; w.state.week < 80; ++w.state.week) own(w.world);
  CHECK(n_locked() == 0);
}
