// The register of shares: buy-in, retained surplus, redemption in order, by notice and under a cap.
#include <catch2/catch.hpp>

#include "engine/rules/ownership/shares.hpp"
#include "tests/engine/ownership/owned_world.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
Scenario with_redemption(RedemptionRule rule, double yearly_cap, double notice = 2) {
  Scenario s = quiet_founders(100, 1'000'000);
  Platform& p = s.platforms[0];
  p.ownership.buy_in = 10'000;
  p.exit.redemption = static_cast<double>(rule);
  p.exit.yearly_cap = yearly_cap;
  p.exit.notice = notice;
  s.churn.seller_dissatisfaction = 0;  // nobody thinks of running
  return s;
}

void live_own(SmallWorld& w, int weeks) {
  for (int t = 0; t < weeks; ++t, ++w.state.week) {
    w.platform().week = {};
    own(w.world);
  }
}
}  // namespace

TEST_CASE("founding members pay their shares at the launch, an agent of ten buyers ten of them", "[unit]") {
  Scenario s = quiet_founders(3, 500);
  s.market.buyers = s.platforms[0].launch.founding_buyers = 2;
  s.market.buyers_per_agent = 10;
  Ownership& own = s.platforms[0].ownership;
  own.buyers_are_members = 1, own.workers = 1, own.investors = 2, own.buy_in = 7;
  SmallWorld w(s);
  CHECK(money(w, Account::members) == -7 * (3 + 20 + 1 + 2));
  CHECK(money(w, Account::cash) == 500 + 7 * 26);
  CHECK(capital_of(w.platform()) == 7 * 26);
}

TEST_CASE("who joins later pays once, and again only after having left", "[unit]") {
  SmallWorld w(with_redemption(RedemptionRule::none, 1));
  make_leave(w, 0);
  live_own(w, 1);
  CHECK(w.platform().governance.members.capital[0] == 0);
  CHECK(money(w, Account::cash) == 2'000'000);  // the share of a leaver without redemption stays
  w.platform().sellers.flags[0] = seller_informed | seller_member;
  live_own(w, 1);
  CHECK(w.platform().week.buy_ins == 10'000);
  live_own(w, 3);
  CHECK(money(w, Account::cash) == 2'010'000);
}

TEST_CASE("claims are paid oldest first, none before its week, and what is not paid waits", "[unit]") {
  const std::vector<std::int32_t> due = {1, 1, 2, 3};
  std::vector<Cents> amount = {50, 70, 30, 40};
  CHECK(ownership::pay_in_order(2, 130, due, amount) == 130);
  CHECK(amount == std::vector<Cents>{0, 0, 20, 40});
  CHECK(ownership::pay_in_order(2, 130, due, amount) == 20);
  CHECK(amount == std::vector<Cents>{0, 0, 0, 40});
  CHECK(ownership::pay_in_order(2, 0, due, amount) == 0);
}

TEST_CASE("par is paid after the notice, and a part of the treasury is the same for all who leave in a week", "[unit]") {
  SmallWorld par(with_redemption(RedemptionRule::par, 1)), part(with_redemption(RedemptionRule::pro_rata, 1));
  for (SmallWorld* w : {&par, &part}) {
    for (std::size_t j = 0; j < 10; ++j) make_leave(*w, j);
    live_own(*w, 2);
    CHECK(w->platform().week.redemptions_paid == 0);
    live_own(*w, 1);
    CHECK(w->platform().governance.holdings.queue.empty());
  }
  CHECK(money(par, Account::members) == -1'000'000 + 10 * 10'000);
  CHECK(money(part, Account::members) == -1'000'000 + 10 * 20'000);
}

TEST_CASE("C18 a run on the shares drains the treasury, and a yearly cap stops it while the queue waits", "[theory]") {
  SmallWorld open(with_redemption(RedemptionRule::par, 1)), capped(with_redemption(RedemptionRule::par, .1));
  for (SmallWorld* w : {&open, &capped}) {
    w->platform().ledger.move(Account::cash, Account::outside, 1'000'000);  // the founders' money is spent
    for (std::size_t j = 0; j < 80; ++j) make_leave(*w, j);
    live_own(*w, 40);
  }
  CHECK(money(open, Account::cash) == 200'000);
  CHECK(open.platform().week.redemptions_queued == 0);
  // a tenth of the two millions at the launch
  CHECK(money(capped, Account::cash) == 800'000);
  CHECK(capped.platform().week.redemptions_queued == 600'000);
  // in the next year a tenth of what is left
  live_own(capped, 40);
  CHECK(money(capped, Account::cash) == 720'000);
  CHECK(capped.platform().week.redemptions_queued == 520'000);
}

TEST_CASE("nobody is paid what is not there", "[unit]") {
  SmallWorld w(with_redemption(RedemptionRule::par, 1));
  w.platform().ledger.move(Account::cash, Account::outside, 1'970'000);
  for (std::size_t j = 0; j < 80; ++j) make_leave(w, j);
  live_own(w, 40);
  CHECK(money(w, Account::cash) == 0);
  CHECK(w.platform().week.redemptions_queued == 770'000);
}

TEST_CASE("an indivisible reserve is no part of what leavers share", "[unit]") {
  Scenario s = with_redemption(RedemptionRule::pro_rata, 1);
  s.platforms[0].exit.dissolution = static_cast<double>(Heir::another_cooperative);
  SmallWorld w(s);
  w.platform().ledger.move(Account::cash, Account::reserve, 1'500'000);
  make_leave(w, 0);
  live_own(w, 1);
  CHECK(w.platform().week.redemptions_asked == 5'000);
}

TEST_CASE("retained surplus revolves by its part of the year, as far as the budget goes", "[unit]") {
  const std::vector<Cents> capital = {1000, 500, 100}, par = {100, 100, 100};
  CHECK(ownership::revolve(capital, par, 104, 10'000) == std::vector<Cents>{450, 200, 0});
  CHECK(ownership::revolve(capital, par, 26, 10'000) == std::vector<Cents>{900, 400, 0});
  CHECK(ownership::revolve(capital, par, 0, 10'000) == std::vector<Cents>{0, 0, 0});
  CHECK(ownership::revolve(capital, par, 104, 65) == std::vector<Cents>{45, 20, 0});
}
