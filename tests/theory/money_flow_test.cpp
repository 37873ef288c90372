// Rows A4.6 and A4.7: patronage to the cent, and a flat fee order by order.
#include <catch2/catch.hpp>
#include <cstdlib>

#include "engine/money.hpp"
#include "engine/phases/phases.hpp"
#include "tests/engine/scenario_variants.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
/// Exact quota rounded down or up: what largest remainders may give.
bool is_quota(Cents part, Cents pool, std::int64_t claim, std::int64_t claims) {
  const auto exact = static_cast<detail::Wide>(pool) * claim;
  return part >= exact / claims && part <= exact / claims + 1;
}
}  // namespace

TEST_CASE("A4.6 patronage of 5 / 5 / 90 pays each class its part and each member its claim, to the cent", "[theory]") {
  const RuleChoice choice = rule_named(surplus_rules(), "patronage", {.05, .05, .9, 0, 0, 0, 0});
  const Surplus split = surplus_rules()[choice.row].bind(choice.values);
  const std::vector<std::int64_t> heads = {1, 1, 1, 0, 1, 1, 1}, tenure = {260, 52, 1, 0, 13, 104, 7};
  const std::vector<Cents> sales = {1'234'567, 0, 89'001, 555'555, 1, 777, 3'000'000};
  for (const Cents amount : {0LL, 1LL, 19LL, 99LL, 100LL, 1'000'003LL, 20'000'000'000'007LL}) {
    CAPTURE(amount);
    const SurplusSplit all = split(amount, {heads, tenure, sales});
    // the same three pools, each paid alone
    const auto pool = split_by_largest_remainder(amount, std::vector<std::int64_t>{5, 5, 90});
    const auto by_head = split_by_largest_remainder(pool[0], heads), by_tenure = split_by_largest_remainder(pool[1], tenure),
               by_sales = split_by_largest_remainder(pool[2], sales);
    Cents sum = all.investors + all.reserve;
    for (std::size_t i = 0; i < heads.size(); ++i) {
      sum += all.members[i];
      REQUIRE(all.members[i] == by_head[i] + by_tenure[i] + by_sales[i]);
      REQUIRE(is_quota(by_sales[i], pool[2], sales[i], 4'879'901));
      REQUIRE(is_quota(by_head[i], pool[0], heads[i], 6));
    }
    REQUIRE(sum == amount);
    REQUIRE((all.investors == 0 && all.reserve == 0));
    for (std::size_t c = 0; c < 3; ++c) REQUIRE(is_quota(pool[c], amount, c == 2 ? 90 : 5, 100));
  }
}

TEST_CASE("A4.6 at the end of a year the account phase pays out the surplus by patronage and leaves nothing over", "[theory]") {
  Scenario s = digital_goods_with_votes();
  s.run.draw_assumptions = 0;
  s.market.sellers = s.platforms[0].launch.founding_sellers = 7;
  s.platforms[0].costs = {};
  s.platforms[0].surplus_reserve_share = .1;
  s.platforms[0].surplus_cash_floor_weeks = 0;
  SmallWorld w(s);
  PlatformState& p = w.platform();
  w.state.week = 51;
  p.year_revenue = 1'000'003;
  p.ledger.move(Account::buyers, Account::cash, 1'000'003);
  for (std::size_t j = 0; j < 7; ++j) p.sellers.sales_year[j] = static_cast<Cents>(1000 * j * j);
  account(w.world);
  CHECK(p.week.to_reserve == 100'000);
  CHECK(p.week.dividends == 900'003);
  CHECK(p.ledger.balance(Account::members) == 900'003);
  CHECK(p.ledger.balance(Account::reserve) == 100'000);
  CHECK(p.ledger.balance(Account::cash) == static_cast<Cents>(s.platforms[0].capital.start_cash));
}

TEST_CASE("A4.7 under a flat fee the revenue is the fee of every order that settled, to the cent", "[theory]") {
  Scenario s = digital_goods_with_votes();
  s.platforms[0].control = static_cast<double>(Control::nobody);
  s.platforms[0].fees.values = {.1537};
  s.platforms[0].pricing.values = {1997};  // 306.94 cents: fees must be rounded
  s.delivery = {0, 0};  // nobody complains: every order settles in its week
  Cents trade = 0, revenue = 0;
  simulate(s, 3, 0, [&](const Scenario&, const State& state) {
    const PlatformState& p = state.platforms[0];
    Cents expected = 0, paid = 0;
    for (const Order& o : p.orders) {
      REQUIRE(o.fee == share_of(o.amount, .1537));
      REQUIRE(std::abs(10'000 * o.fee - 1537 * o.amount) <= 5000);  // half a cent
      expected += o.fee;
      paid += o.amount;
    }
    REQUIRE(p.week.fees == expected);
    REQUIRE(p.week.gmv == paid);
    trade += paid;
    revenue += expected;
  });
  CHECK(trade > 1'000'000);
  CHECK(static_cast<double>(revenue) / static_cast<double>(trade) == Approx(.1537).epsilon(1e-3));
}
