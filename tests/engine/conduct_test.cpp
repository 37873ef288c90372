// Advertisements and subsidies of a platform, and trust that falls faster than it rises.
#include <catch2/catch.hpp>

#include "engine/identities.hpp"
#include "engine/phases/phases.hpp"
#include "tests/engine/small_world.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
struct Totals {
  double visits = 0, late_visits = 0, costs = 0, subsidies = 0, advertising = 0, orders = 0, joined = 0, early_orders = 0, cash = 0;
};

Totals run(const Scenario& s) {
  Totals t;
  simulate(s, 7, 0, [&](const Scenario&, const State& state) {
    check_identities(s, state);
    const PlatformState& p = state.platforms[0];
    t.visits += static_cast<double>(p.week.visits);
    if (state.week >= 26) t.late_visits += static_cast<double>(p.week.visits);
    t.costs += static_cast<double>(p.week.costs);
    t.subsidies += static_cast<double>(p.week.subsidies);
    t.advertising += static_cast<double>(p.week.advertising);
    t.orders += static_cast<double>(p.week.orders_settled);
    if (state.week < 10) t.early_orders += static_cast<double>(p.week.orders_settled);
    t.joined += static_cast<double>(p.week.buyers_joined);
    t.cash = static_cast<double>(p.ledger.balance(Account::cash));
  });
  return t;
}

Scenario trading() {
  Scenario s = plain_scenario();
  s.run.weeks = 52;
  s.platforms[0].control = static_cast<double>(Control::nobody);
  s.platforms[0].launch.founding_buyers = 600;
  s.platforms[0].launch.founding_sellers = 150;
  s.platforms[0].capital.start_cash = 1e9;
  return s;
}
}  // namespace

TEST_CASE("advertisements earn by the visit and drive visitors away", "[theory]") {
  Scenario s = trading();
  s.growth.buyer_look_rate = 0;  // nobody joins: what changes is that members come less
  const Totals before = run(s);
  s.platforms[0].conduct.advertising_load = .5;
  const Totals loaded = run(s);
  CHECK(before.advertising == 0);
  CHECK(loaded.advertising == Approx(loaded.visits * .5 * s.platforms[0].conduct.advertising_price).epsilon(.01));
  CHECK(loaded.late_visits < .95 * before.late_visits);
}

TEST_CASE("subsidies cost what they are per order, bring orders, and end", "[theory]") {
  Scenario s = trading();
  const Totals before = run(s);
  s.platforms[0].conduct.buyer_subsidy = 200;
  s.platforms[0].conduct.seller_subsidy = 100;
  s.platforms[0].conduct.subsidy_length = 10;
  const Totals paid = run(s);
  CHECK(paid.subsidies == Approx(300 * paid.early_orders));
  CHECK(paid.early_orders > before.early_orders);
  CHECK(paid.cash < before.cash);
}

TEST_CASE("an operator that has stopped growing pays no subsidies", "[unit]") {
  Scenario s = trading();
  s.platforms[0].control = static_cast<double>(Control::operator_);
  s.platforms[0].conduct.seller_subsidy = 100;
  s.run.weeks = 5;
  CHECK(run(s).subsidies > 0);
  SmallWorld w(s);
  w.platform().operator_state.phase = OperatorPhase::settle;
  shock(w.world), price(w.world), rank(w.world), shop(w.world), settle(w.world), judge(w.world), subsidise(w.world);
  CHECK(w.platform().week.subsidies == 0);
}

TEST_CASE("a bad visit weighs more than a good one, and as much without asymmetry", "[unit]") {
  const auto after = [](double asymmetry, float surplus) {
    Scenario s = trading();
    s.learning.experience_rate = .2, s.learning.asymmetry = asymmetry, s.learning.word_of_mouth_rate = 0;
    SmallWorld w(s);
    BuyersOnPlatform& b = w.platform().buyers;
    b.experience[0] = 1, b.visits[0] = 1, b.visit_surplus[0] = surplus;
    learn(w.world);
    return static_cast<double>(b.experience[0]) - 1;
  };
  CHECK(after(0, 2) == Approx(.2));
  CHECK(after(0, 0) == Approx(-.2));
  CHECK(after(1, 2) == Approx(.2));
  CHECK(after(1, 0) == Approx(-.4));
  CHECK(after(20, 0) == Approx(-1));  // never beyond what was seen
}
