// Row A2.6: a global game of exit, and the run on a treasury that it makes.
#include <catch2/catch.hpp>

#include "engine/behaviour/exit/run.hpp"
#include "tests/engine/ownership/owned_world.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
/// Share of many members of the same cost who run at a coverage.
double share_that_runs(double coverage, double t, double sigma) {
  constexpr std::uint32_t n = 100'000;
  const Luck luck = make_luck(4, 0);
  int running = 0;
  for (std::uint32_t i = 0; i < n; ++i) running += leaving::runs(coverage, t, luck.normal(Purpose::token_trade, 0, i), sigma);
  return static_cast<double>(running) / n;
}

/// Sellers on a quiet platform whose shares are redeemed at par; each earns this much of what it could elsewhere.
struct Fearful : SmallWorld {
  Fearful(double yearly_cap, double relative_income) : SmallWorld(scenario_of(yearly_cap)) {
    state.sellers.reservation_income.setConstant(1000);
    platform().sellers.income_week.setConstant(static_cast<float>(1000 * relative_income));
    platform().sellers.grace_until.setZero();
  }
  static Scenario scenario_of(double yearly_cap) {
    Scenario s = quiet_founders(500, 0);
    s.churn.seller_dissatisfaction = .05;
    Platform& p = s.platforms[0];
    p.ownership.buy_in = 100'000;
    p.exit.redemption = static_cast<double>(RedemptionRule::par);
    p.exit.yearly_cap = yearly_cap;
    p.exit.notice = 0;
    return s;
  }
  void lose(double share) { platform().ledger.move(Account::cash, Account::outside, static_cast<Cents>(share * 5e7)); }
  std::int64_t live_weeks(int weeks) {
    std::int64_t ran = 0;
    for (int t = 0; t < weeks; ++t, ++state.week) {
      platform().week = {};
      own(world);
      ran += platform().week.ran;
    }
    return ran;
  }
};
}  // namespace

TEST_CASE("A2.6 the platform fails below coverage 1 - t, whatever the error of reading", "[theory]") {
  for (const double sigma : {.02, .1})
    for (const double t : {.3, .5, .8}) {
      // it fails when more run than there is cover for; standard error of the share .0016
      double low = 0, high = 1;
      while (high - low > 1e-4) {
        const double middle = (low + high) / 2;
        (share_that_runs(middle, t, sigma) >= middle ? low : high) = middle;
      }
      CAPTURE(sigma, t);
      CHECK(low == Approx(1 - t).margin(.01));
    }
}

TEST_CASE("C18 members run when losses leave their shares uncovered, and the fewer the better they live of the platform", "[theory]") {
  // a gain of 300 a week is worth 78,000 beside a share of 100,000: t = .44
  Fearful covered(1, 1.3), uncovered(1, 1.3), content(1, 3);
  uncovered.lose(.6);
  content.lose(.6);
  CHECK(covered.live_weeks(52) == 0);
  const auto ran = uncovered.live_weeks(52);
  CHECK(ran > 350);
  CHECK(content.live_weeks(52) <= 3);  // t = .84: only who misreads the books by 3.4 sd
  // the first were paid in full, the last are left with nothing to be paid from
  CHECK(money(uncovered, Account::cash) == 0);
  CHECK(uncovered.platform().week.redemptions_queued > 0);
}

TEST_CASE("C18 a cap saves the treasury from a run", "[theory]") {
  Fearful capped(.1, 1.3);
  capped.lose(.6);
  CHECK(capped.live_weeks(51) > 100);
  CHECK(money(capped, Account::cash) == 20'000'000 - 5'000'000);
}
