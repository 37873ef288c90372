// Shocks: each touches what it says, in its weeks, and nothing else.
#include <catch2/catch.hpp>

#include "engine/behaviour/turnout/calculus.hpp"
#include "engine/phases/phases.hpp"
#include "engine/simulate.hpp"
#include "tests/engine/scenario_variants.hpp"
#include "tests/engine/small_world.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
struct Weekly {
  std::vector<double> demand, gmv, costs, visits, sellers_left, sellers, cash, delivered_disputes, take_rate;
  std::uint64_t fingerprint = 0;
};

Scenario calm() {
  Scenario s = plain_scenario();
  s.run.weeks = 20;
  s.platforms[0].launch.founding_buyers = 1000;
  s.platforms[0].capital.start_cash = 1e8;
  return s;
}

Weekly run(const Scenario& s) {
  Weekly w;
  w.fingerprint = simulate(s, 3, 0, [&](const Scenario&, const State& state) {
    const PlatformState& p = state.platforms[0];
    w.demand.push_back(state.demand_factor);
    w.gmv.push_back(static_cast<double>(p.week.gmv));
    w.costs.push_back(static_cast<double>(p.week.costs));
    w.visits.push_back(static_cast<double>(p.week.visits));
    w.sellers_left.push_back(static_cast<double>(p.week.sellers_left));
    w.sellers.push_back(static_cast<double>(p.niches.active_sellers.sum()));
    w.cash.push_back(static_cast<double>(p.ledger.balance(Account::cash)));
    w.delivered_disputes.push_back(static_cast<double>(p.week.disputes_opened));
    w.take_rate.push_back(p.policy.fees[0]);
  });
  return w;
}

Shock& of(Scenario& s, MarketShock kind) { return s.shocks[static_cast<std::size_t>(kind)]; }
Shock& of(Scenario& s, PlatformShock kind) { return s.platforms[0].shocks[static_cast<std::size_t>(kind)]; }

double sum(const std::vector<double>& v, std::size_t from, std::size_t to) {
  double all = 0;
  for (std::size_t i = from; i < to; ++i) all += v[i];
  return all;
}
}  // namespace

TEST_CASE("a shock has its size in its weeks and none in others", "[unit]") {
  const Shock brief{10, 3, .5}, lasting{10, 0, .5};
  CHECK(size_in(brief, 9) == 0);
  CHECK(size_in(brief, 10) == .5);
  CHECK(size_in(brief, 12) == .5);
  CHECK(size_in(brief, 13) == 0);
  CHECK(size_in(lasting, 5000) == .5);
  CHECK(begins_in(brief, 10));
  CHECK_FALSE(begins_in(brief, 11));
  CHECK_FALSE(begins_in({10, 3, 0}, 10));
}

TEST_CASE("shocks of size nothing change no bit, and every other one does", "[reproducibility]") {
  const std::uint64_t calm_print = run(calm()).fingerprint;
  Scenario nothing = calm();
  for (Shock& shock : nothing.shocks) shock.week = 5, shock.length = 7;
  for (Shock& shock : nothing.platforms[0].shocks) shock.week = 5, shock.length = 7;
  CHECK(run(nothing).fingerprint == calm_print);
  for (std::size_t kind = 0; kind < n_market_shocks + n_platform_shocks; ++kind) {
    CAPTURE(kind);
    if (kind == n_market_shocks + static_cast<std::size_t>(PlatformShock::apathy)) continue;  // nobody votes here; below
    Scenario s = calm();
    Shock& shock = kind < n_market_shocks ? s.shocks[kind] : s.platforms[0].shocks[kind - n_market_shocks];
    shock = {5, 4, kind == static_cast<std::size_t>(MarketShock::copycat) ? 2000. : .5};
    CHECK(run(s).fingerprint != calm_print);
  }
}

TEST_CASE("demand falls for the weeks of its shock and comes back", "[unit]") {
  Scenario s = calm();
  of(s, MarketShock::demand) = {5, 4, -.5};
  const Weekly w = run(s), before = run(calm());
  CHECK(w.demand[4] == before.demand[4]);
  CHECK(w.demand[5] == Approx(.5 * before.demand[5]));
  CHECK(w.demand[9] == before.demand[9]);
  CHECK(sum(w.visits, 5, 9) < .8 * sum(before.visits, 5, 9));
}

TEST_CASE("costs rise by their share, and work that volunteers did is paid", "[unit]") {
  const Weekly before = run(calm());
  Scenario s = calm();
  of(s, PlatformShock::cost) = {5, 0, .5};
  const Weekly dearer = run(s);
  CHECK(dearer.costs[4] == before.costs[4]);
  CHECK(dearer.costs[5] == Approx(1.5 * before.costs[5]).epsilon(1e-3));
  s = calm();
  of(s, PlatformShock::burn_out) = {5, 2, 10000};
  const Weekly paid = run(s);
  CHECK(paid.costs[5] == Approx(before.costs[5] + 10000).margin(1));
  CHECK(paid.costs[7] == Approx(before.costs[7]).epsilon(.05));
}

TEST_CASE("in an outage the part of visits that finds the shop closed is lost", "[unit]") {
  const Weekly before = run(calm());
  Scenario s = calm();
  of(s, PlatformShock::outage) = {5, 1, 1};
  const Weekly closed = run(s);
  CHECK(before.visits[5] > 0);
  CHECK(closed.visits[5] == 0);
  CHECK(closed.gmv[5] == 0);
  CHECK(closed.visits[6] > 0);
}

TEST_CASE("cash is lost, the largest sellers go, the fee is set: once", "[unit]") {
  const Weekly before = run(calm());
  Scenario s = calm();
  of(s, PlatformShock::funding) = {5, 0, .5};
  CHECK(run(s).cash[5] == Approx(before.cash[5] - .5 * before.cash[4]).epsilon(.02));
  s = calm();
  of(s, PlatformShock::exodus) = {5, 0, 1};
  const Weekly empty = run(s);
  CHECK(empty.sellers_left[5] > 5);
  CHECK(empty.gmv[5] < .5 * before.gmv[5]);
  s = calm();
  of(s, PlatformShock::fee) = {5, 0, .31};
  const Weekly dear = run(s);
  CHECK(dear.take_rate[4] == before.take_rate[4]);
  CHECK(dear.take_rate[5] == .31);
}

TEST_CASE("sellers who deliver less are disputed more often, and buyers whose data leaked visit less", "[unit]") {
  const Weekly before = run(calm());
  Scenario s = calm();
  of(s, PlatformShock::fraud) = {5, 10, .8};
  CHECK(sum(run(s).delivered_disputes, 5, 15) > sum(before.delivered_disputes, 5, 15));
  s = calm();
  of(s, PlatformShock::breach) = {5, 0, 3};
  CHECK(run(s).visits[5] < .7 * before.visits[5]);
}

TEST_CASE("what is offered elsewhere draws buyers and sellers away", "[unit]") {
  const Weekly before = run(calm());
  Scenario s = calm();
  of(s, MarketShock::copycat) = {5, 0, 5000};
  CHECK(sum(run(s).visits, 5, 15) < .8 * sum(before.visits, 5, 15));
  s = calm();
  s.run.weeks = 100;
  const Weekly longer = run(s);
  of(s, MarketShock::fee_war) = {30, 0, 4};
  CHECK(run(s).sellers.back() < .9 * longer.sellers.back());
}

TEST_CASE("a platform that is sold has a new fee, no more votes, and pays no surplus to members", "[unit]") {
  Scenario s = digital_goods_with_votes();
  s.run.weeks = 60;
  struct Seen {
    std::int64_t ballots_before = 0, ballots_after = 0, dividends = 0;
    std::size_t live = 0;
    double fee = 0, deposits = 0;
  };
  const auto seen = [](const Scenario& scenario) {
    Seen found;
    simulate(scenario, 3, 0, [&](const Scenario&, const State& state) {
      const PlatformState& p = state.platforms[0];
      (state.week < 20 ? found.ballots_before : found.ballots_after) += p.week.ballots_cast;
      found.dividends += p.week.dividends;
      if (state.week == 20) {
        found.live = p.governance.live.size();
        found.fee = p.policy.fees[0];
        found.deposits = static_cast<double>(p.ledger.balance(Account::deposits));
      }
    });
    return found;
  };
  const Seen before = seen(s);
  REQUIRE(before.ballots_before > 0);
  REQUIRE(before.ballots_after > 0);
  of(s, PlatformShock::sale) = {20, 0, .33};
  const Seen sold = seen(s);
  CHECK(sold.ballots_before == before.ballots_before);
  CHECK(sold.ballots_after == 0);
  CHECK(sold.live == 0);
  CHECK(sold.deposits == 0);
  CHECK(sold.fee == .33);
  CHECK(sold.dividends == 0);
}

TEST_CASE("members who tire of voting vote less, by the odds", "[unit]") {
  CHECK(apathy(Platform{}, 7) == 0);
  Scenario s = digital_goods_with_votes();
  s.run.weeks = 60;
  const auto ballots = [](const Scenario& scenario, std::int32_t from, std::int32_t to) {
    std::int64_t cast = 0;
    simulate(scenario, 3, 0, [&](const Scenario&, const State& state) {
      if (state.week >= from && state.week < to) cast += state.platforms[0].week.ballots_cast;
    });
    return cast;
  };
  const std::int64_t before = ballots(s, 20, 60);
  of(s, PlatformShock::apathy) = {20, 0, .9};
  CHECK(apathy(s.platforms[0], 19) == 0);
  CHECK(apathy(s.platforms[0], 20) == Approx(std::log(.1)));
  CHECK(ballots(s, 20, 60) < before / 2);
}
