// New names and trade with oneself: each appears exactly where it pays.
#include <catch2/catch.hpp>

#include "engine/behaviour/learning/beta_reputation.hpp"
#include "engine/behaviour/misconduct/wash_trade.hpp"
#include "engine/behaviour/misconduct/whitewash.hpp"
#include "engine/identities.hpp"
#include "engine/phases/phases.hpp"
#include "engine/rules/ranking/ranking.hpp"
#include "tests/engine/small_world.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
struct Totals {
  double wash_orders = 0, wash_volume = 0, gmv = 0, new_names = 0, cheats = 0;
};

Totals run(const Scenario& s) {
  Totals t;
  simulate(s, 5, 0, [&](const Scenario&, const State& state) {
    check_identities(s, state);
    const PlatformState& p = state.platforms[0];
    t.wash_orders += static_cast<double>(p.week.wash_orders);
    t.wash_volume += static_cast<double>(p.week.wash_volume);
    t.gmv += static_cast<double>(p.week.gmv);
    t.new_names += static_cast<double>(p.week.new_names);
    if (state.week + 1 < static_cast<std::int32_t>(s.run.weeks)) return;
    for (std::size_t j = 0; j < state.sellers.size(); ++j)
      if (static_cast<double>(state.sellers.honesty[row_of(j)]) < s.platforms[0].moderation.dishonest_below) t.cheats += static_cast<double>(p.sellers.sales_total[j]);
  });
  return t;
}

/// Sellers earn tokens worth a share of each sale, and pay a fee of 8 %; attention is drawn by lot, so that sales buy no rank.
Scenario rewarding(double tokens_per_sale) {
  Scenario s = plain_scenario();
  s.run.weeks = 26;
  s.platforms[0].launch.founding_buyers = 1000;
  s.platforms[0].capital.start_cash = 1e8;
  s.platforms[0].fees.values[0] = .08;
  s.platforms[0].ranking = rule_named(ranking_rules(), "lottery");
  for (DecisionProcess& d : s.platforms[0].decisions) d.body = 0;
  Ownership& own = s.platforms[0].ownership;
  own.tokens = 1000, own.tokens_per_sale = tokens_per_sale, own.token_price = 100, own.transferable = 1, own.trade_rate = 0;
  s.misconduct.wash_share = .2;
  return s;
}

/// A market in which many deliver less than they promise.
Scenario dishonest(double rate, double cost) {
  Scenario s = plain_scenario();
  s.run.weeks = 104;
  s.platforms[0].launch.founding_buyers = 1000;
  s.platforms[0].launch.founding_sellers = 100;
  s.platforms[0].capital.start_cash = 1e8;
  s.market.honesty_mean = .7, s.market.honesty_sd = .3;
  s.misconduct.whitewash_rate = rate;
  s.misconduct.whitewash_cost = cost;
  return s;
}
}  // namespace

TEST_CASE("a trade with oneself pays exactly when what it brings exceeds its fee", "[unit]") {
  CHECK_FALSE(misconduct::pays({160, 0, 160}, 5, 0));
  CHECK(misconduct::pays({160.1, 0, 160}, 5, 0));
  CHECK(misconduct::pays({100, 61, 160}, 5, 0));
  CHECK_FALSE(misconduct::pays({0, 0, 160}, 5, 799));
  CHECK(misconduct::pays({0, 0, 160}, 5, 801));
  CHECK(misconduct::gain_of_rank(1000, .1, .15) == Approx(500));
  CHECK(misconduct::gain_of_rank(-1000, .1, .15) == 0);
}

TEST_CASE("wash trading appears when tokens are worth more than the fee, and not below", "[theory]") {
  CHECK(run(rewarding(.078)).wash_orders == 0);
  const Totals above = run(rewarding(.082));
  CHECK(above.wash_orders > 0);
  CHECK(above.wash_volume > .1 * above.gmv);
}

TEST_CASE("tokens that cannot be sold tempt nobody", "[theory]") {
  Scenario s = rewarding(.5);
  s.platforms[0].ownership.transferable = 0;
  CHECK(run(s).wash_orders == 0);
}

TEST_CASE("subsidies above the fee are farmed, as long as they are paid", "[theory]") {
  Scenario s = rewarding(0);
  s.platforms[0].control = static_cast<double>(Control::nobody);
  s.platforms[0].conduct.subsidy_length = 10;
  s.platforms[0].conduct.seller_subsidy = 1;
  CHECK(run(s).wash_orders == 0);
  s.platforms[0].conduct.seller_subsidy = 5000;
  double after = 0, during = 0;
  simulate(s, 5, 0, [&](const Scenario&, const State& state) { (state.week < 10 ? during : after) += static_cast<double>(state.platforms[0].week.wash_orders); });
  CHECK(during > 0);
  CHECK(after == 0);
}

TEST_CASE("a ranking by sales is bought by sales to oneself; a lottery is not", "[theory]") {
  Scenario s = rewarding(0);
  s.misconduct.wash_orders = 1;
  CHECK(run(s).wash_orders == 0);
  s.platforms[0].ranking = rule_named(ranking_rules(), "popularity");
  CHECK(run(s).wash_orders > 0);
}

TEST_CASE("a trade with oneself costs the seller its fee and nothing else", "[unit]") {
  SmallWorld w(rewarding(.2));
  Cents volume = 0;  // the sellers' columns are cleared by a phase that this test leaves out
  for (int i = 0; i < 3; ++i, ++w.state.week) {
    shock(w.world), inform(w.world), join(w.world), price(w.world), rank(w.world);
    PlatformState& p = w.platform();
    const Cents sellers = p.ledger.balance(Account::sellers), cash = p.ledger.balance(Account::cash);
    trade_with_self(w.world);
    REQUIRE(p.week.wash_orders > 0);
    CHECK(p.ledger.balance(Account::cash) - cash == p.week.wash_fees);
    CHECK(sellers - p.ledger.balance(Account::sellers) == p.week.wash_fees);
    CHECK(p.week.seller_income == -p.week.wash_fees);
    Cents sales = 0, costs = 0;
    for (std::size_t j = 0; j < w.state.sellers.size(); ++j) sales += p.sellers.sales[j], costs += p.sellers.goods_cost[j];
    volume += p.week.wash_volume;
    CHECK(sales == volume);
    CHECK(costs == sales);
  }
}

TEST_CASE("a new name pays only below what the bad one costs", "[unit]") {
  const misconduct::Name bad{1000, .3, .5, 2, 0}, good{1000, .6, .5, 2, 0}, old{1000, .45, .5, 2, .5};
  const double cost = misconduct::cost_of_bad_name(bad);
  CHECK(cost == Approx(1000 * (math::exp(.4) - 1)));
  CHECK(misconduct::takes_new_name(bad, 13, 13 * cost - 1));
  CHECK_FALSE(misconduct::takes_new_name(bad, 13, 13 * cost + 1));
  CHECK_FALSE(misconduct::takes_new_name(good, 13, 0));
  CHECK(misconduct::cost_of_bad_name(old) < 0);  // its catalogue is worth more than its name costs
  CHECK_FALSE(misconduct::takes_new_name(old, 13, 0));
}

TEST_CASE("the dearer a new name, the fewer are taken, and above all gains none", "[theory]") {
  const double free = run(dishonest(.25, 0)).new_names, cheap = run(dishonest(.25, 2000)).new_names, dear = run(dishonest(.25, 1e8)).new_names;
  CHECK(free > cheap);
  CHECK(cheap > 0);
  CHECK(dear == 0);
  CHECK(run(dishonest(0, 0)).new_names == 0);
}

TEST_CASE("cheap names give the market to those who cheat", "[theory]") {
  const Totals cheap = run(dishonest(.25, 0)), none = run(dishonest(0, 0));
  CHECK(cheap.cheats / cheap.gmv > none.cheats / none.gmv);
}

TEST_CASE("whoever takes a new name is a newcomer to the platform", "[unit]") {
  Scenario s = dishonest(5, 100);
  SmallWorld w(s);
  PlatformState& p = w.platform();
  w.state.week = 30;
  w.state.sellers.honesty.setConstant(1);
  w.state.sellers.honesty[0] = .3F;
  for (int j : {0, 1}) p.sellers.bad_ratings[j] = 20, p.sellers.income_week[j] = 5000, p.sellers.orders_quarter[j] = 9;
  const Cents before = p.ledger.balance(Account::sellers);
  std::int64_t taken = 0;
  for (int tries = 0; tries < 20 && taken == 0; ++tries, ++w.state.week) {
    rename(w.world);
    taken = p.week.new_names;
  }
  REQUIRE(taken == 1);
  CHECK(p.sellers.bad_ratings[0] == 0);
  CHECK(p.sellers.bad_ratings[1] == 20);  // an honest one keeps its name
  CHECK(p.sellers.orders_quarter[0] == 0);
  CHECK(p.sellers.joined_week[0] == w.state.week - 1);
  CHECK(beta_reputation(p.sellers.good_ratings[0], p.sellers.bad_ratings[0]) == .5F);
  CHECK(before - p.ledger.balance(Account::sellers) == 100);
}
