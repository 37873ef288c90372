// Rows A4.4 to A4.6 for shares, tokens and patronage of every class.
#include <catch2/catch.hpp>

#include "tests/engine/ownership/owned_world.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
/// What a week did to the books of shares and tokens.
struct Before {
  Tokens held = 0;
  Cents capital = 0, queued = 0;
};
}  // namespace

TEST_CASE("A4.4 A4.5 money, shares and tokens are conserved in every week of a platform that uses every rule of ownership", "[theory][identity]") {
  Scenario s = everything_owned();
  s.platforms[0].exit.ragequit = 1;
  for (const std::uint64_t seed : {1, 2, 3}) {
    Before before;
    Week sum;
    bool has_begun = false;
    simulate(s, seed, 0, [&](const Scenario&, const State& state) {
      const PlatformState& p = state.platforms[0];
      const Governance& g = p.governance;
      const Week& w = p.week;
      const Tokens held = tokens_held(g);
      const Cents capital = capital_of(p);
      CAPTURE(state.week, seed);
      REQUIRE(p.ledger.total() == 0);
      REQUIRE(held == g.minted - g.burned);
      REQUIRE(capital == g.holdings.capital_in - g.holdings.capital_out);
      if (has_begun) REQUIRE(held == before.held + w.tokens_minted - w.tokens_burned);
      if (has_begun && p.is_alive) REQUIRE(w.redemptions_queued == before.queued + w.redemptions_asked - w.redemptions_paid);
      // the only way up is paid in or retained
      if (has_begun) REQUIRE(capital <= before.capital + w.buy_ins + w.retained);
      if (has_begun && w.sellers_left + w.buyers_left == 0 && p.is_alive) REQUIRE(capital == before.capital + w.buy_ins + w.retained - w.revolved);
      for (std::uint32_t row = 0; row < g.members.size(); ++row)
        REQUIRE((g.members.tokens[row] >= 0 && g.members.locked[row] >= 0 && g.members.capital[row] >= 0));
      REQUIRE((!p.is_alive || p.ledger.balance(Account::cash) >= 0));
      REQUIRE(p.ledger.balance(Account::reserve) >= 0);
      before = {held, capital, w.redemptions_queued};
      has_begun = true;
      sum.buy_ins += w.buy_ins, sum.retained += w.retained, sum.revolved += w.revolved, sum.redemptions_paid += w.redemptions_paid;
      sum.tokens_traded += w.tokens_traded, sum.tokens_minted += w.tokens_minted, sum.dividends += w.dividends;
    });
    // and the run was not empty
    CAPTURE(seed);
    CHECK(sum.buy_ins > 0);
    CHECK(sum.retained > 0);
    CHECK(sum.revolved > 0);
    CHECK(sum.redemptions_paid > 0);
    CHECK(sum.tokens_traded > 0);
    CHECK(sum.tokens_minted > 0);
    CHECK(sum.dividends > 0);
  }
}

TEST_CASE("A4.6 a split of 45 / 35 / 20 by what sellers sold, buyers bought and workers worked is exact, class by class", "[theory]") {
  Scenario s = everything_owned();
  s.run.draw_assumptions = 0;
  s.market.sellers = s.platforms[0].launch.founding_sellers = 5;
  s.market.buyers = s.platforms[0].launch.founding_buyers = 3;
  Platform& spec = s.platforms[0];
  spec.surplus = rule_named(surplus_rules(), "patronage", {0, 0, .45, .35, .2, 0, 0});
  spec.surplus_reserve_share = 0;
  spec.retained_share = 0;
  spec.costs = {};
  SmallWorld w(s);
  PlatformState& p = w.platform();
  w.state.week = 51;
  p.year_revenue = 1'000'003;
  p.ledger.move(Account::buyers, Account::cash, 1'000'003);
  for (std::size_t j = 0; j < 5; ++j) p.sellers.sales_year[j] = static_cast<Cents>(1000 * j);
  p.buyers.spend_year = {10, 20, 0};
  account(w.world);
  CHECK(p.week.dividends_to[0] == 450'001);  // 450001.35, 350001.05 and 200000.6: the last cent to the largest remainder
  CHECK(p.week.dividends_to[1] == 350'001);
  CHECK(p.week.dividends_to[2] == 200'001);
  CHECK(p.week.dividends == 1'000'003);
  CHECK(std::ranges::all_of(p.buyers.spend_year, [](Cents c) { return c == 0; }));
}

TEST_CASE("A4.6 capital earns its cap and no more, and what is retained is capital to the cent", "[theory]") {
  Scenario s = quiet_founders(3, 0);
  Platform& spec = s.platforms[0];
  spec.ownership.buy_in = 1000;
  spec.surplus = rule_named(surplus_rules(), "patronage", {.5, 0, 0, 0, 0, 0, .5});
  spec.surplus_reserve_share = 0;
  spec.surplus_cash_floor_weeks = 0;
  spec.return_cap = .1;
  spec.retained_share = .25;
  SmallWorld w(s);
  PlatformState& p = w.platform();
  w.state.week = 51;
  p.year_revenue = 2402;
  p.ledger.move(Account::buyers, Account::cash, 2402);
  account(w.world);
  // by heads 1201: 401, 400, 400; on capital a tenth of 1000 each; of 501, 500 and 500 a quarter is kept
  CHECK(p.week.to_reserve == 1201 - 300);
  CHECK(p.week.retained == 3 * 125);
  CHECK(p.week.dividends == 1501 - 375);
  CHECK(p.governance.members.capital == std::vector<Cents>{1125, 1125, 1125});
  CHECK(p.ledger.balance(Account::cash) == 3000 + 375);
}

TEST_CASE("A4.6 a buyer that left keeps its claim by purchases, not by head", "[theory]") {
  Scenario s = everything_owned();
  s.run.draw_assumptions = 0;
  SmallWorld w(s);
  PlatformState& p = w.platform();
  p.buyers.spend_year[0] = 500;
  p.buyers.flags[0] = buyer_informed | buyer_former;
  const owning::SurplusClaims claims = owning::claims_on_surplus(w.world, 0);
  const std::uint32_t row = p.governance.members.first[1];
  const auto at = static_cast<std::size_t>(std::ranges::find(claims.row, row) - claims.row.begin());
  REQUIRE(at < claims.row.size());
  CHECK(claims.purchases[at] == 500);
  CHECK(claims.heads[at] == 0);
  CHECK(claims.tenure[at] == 0);
  CHECK(claims.heads[at + 1] == 10);
  CHECK(claims.tenure[at + 1] == 10);
}
