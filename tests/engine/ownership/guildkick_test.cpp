// Members who are voted out, tokens that are bought back, and what tokens in custody are paid.
#include <catch2/catch.hpp>

#include "engine/phases/govern/effects.hpp"
#include "engine/phases/govern/levers.hpp"
#include "engine/rules/dispute/dispute.hpp"
#include "tests/engine/ownership/owned_world.hpp"
#include "tests/theory/whole_runs.hpp"

using namespace townsquare;
using namespace townsquare::testing;

TEST_CASE("a seller voted out gets its part of the treasury and may not come back", "[unit]") {
  Scenario s = quiet_founders(10, 1'000'000);
  s.growth.seller_look_rate = 1;
  SmallWorld w(s);
  owning::guildkick(w.world, 0, 3);
  CHECK_FALSE(w.platform().sellers.is_member(3));
  CHECK(w.platform().week.kicked == 1);
  CHECK(money(w, Account::cash) == 900'000);
  CHECK(money(w, Account::members) == 100'000);
  CHECK(w.platform().ledger.total() == 0);
  // twice is once
  owning::guildkick(w.world, 0, 3);
  CHECK((w.platform().week.kicked == 1 && money(w, Account::cash) == 900'000));
  // another who left by itself comes back, the expelled one does not
  make_leave(w, 4);
  w.state.sellers.reservation_income.setConstant(0);
  w.platform().sellers.income_week.setConstant(1e6F);
  for (int week = 0; week < 200; ++week, ++w.state.week) join(w.world);
  CHECK(w.platform().sellers.is_member(4));
  CHECK_FALSE(w.platform().sellers.is_member(3));
}

TEST_CASE("members vote out sellers who deliver less than they promise, where the constitution lets them", "[identity]") {
  const std::uint64_t seed = GENERATE(1U, 2U, 3U);
  Scenario s = small_market(156);
  s.market.honesty_mean = .8, s.market.honesty_sd = .3;
  s.platforms[0].ownership.buyers_are_members = 1;
  process_of(s, DecisionClass::membership).body = static_cast<double>(Body::members);
  s.voters.draft_rate = .01;
  const Lived tolerant(s, seed);
  s.platforms[0].exit.guildkick = 1;
  const Lived strict(s, seed);
  CHECK(tolerant.sum(&Week::kicked) == 0);
  CHECK(strict.sum(&Week::kicked) > 0);
  CHECK(strict.sum(&Week::kicked) == static_cast<double>(strict.count(EventKind::executed, DecisionClass::membership)));
  for (std::size_t j = 0; j < 60; ++j)
    if (strict.platform.sellers.flags[row_of(j)] & seller_expelled) CHECK_FALSE(strict.platform.sellers.is_member(j));
  CHECK(strict.platform.ledger.total() == 0);
}

TEST_CASE("an expulsion is weighed by who loses trade, who gains it, and what its part of the treasury costs", "[unit]") {
  Scenario s = quiet_founders(4, 1'000'000);
  s.market.niches = 1;
  SmallWorld w(s);
  price(w.world);
  rank(w.world);
  w.platform().sellers.sales_quarter << 300, 100, 100, 0;
  w.state.sellers.honesty[0] = .6F;
  const governing::Expulsion out = governing::expulsion_of(w.world, 0, 0, 500);
  CHECK(out.part == 250'000);
  CHECK(out.lost_gmv == Approx(150));
  CHECK(out.to_niche == Approx(.75));  // half of 300 over 200
  CHECK(out.spared == Approx(.4 * .6).epsilon(1e-6));
  ballot::Position own;
  own.sales = 100;
  const double net = 100 * (1 - w.platform().sellers.take_rate[1]);
  CHECK(governing::expulsion_effect(w.world, 0, out, MemberClass::seller, 1, own) == Approx(.75 * net));
  CHECK(governing::expulsion_effect(w.world, 0, out, MemberClass::seller, 0, own) == Approx(-net));
  CHECK(governing::expulsion_effect(w.world, 0, out, MemberClass::worker, 0, own) == 0);
}

TEST_CASE("a buyback burns tokens of all holders alike, custody too, for their price", "[unit]") {
  Scenario s = quiet_founders(10, 1'000'000);
  Ownership& own = s.platforms[0].ownership;
  own.tokens = 10'000, own.concentration = 0, own.custody_share = .5, own.token_price = 200;
  SmallWorld w(s);
  const Governance& g = w.platform().governance;
  const Tokens held = g.members.tokens[0], custody = g.custody;
  CHECK(owning::buy_back(w.world, 0, 400'000) == 400'000);
  CHECK(g.burned == 2'000 * one_token);
  CHECK(g.members.tokens[0] == held * 4 / 5);
  CHECK(g.custody == custody * 4 / 5);
  CHECK(tokens_held(g) == g.minted - g.burned);
  CHECK(money(w, Account::cash) == 600'000);
  CHECK(money(w, Account::members) == 400'000);
  // no more than there are
  CHECK(owning::buy_back(w.world, 0, 1'000'000'000) == 8'000 * 200);
  CHECK(tokens_held(g) == 0);
  CHECK(owning::buy_back(w.world, 0, 1'000) == 0);
}

TEST_CASE("what a buyback spends is not paid out, and both come from one surplus", "[identity]") {
  Scenario s = small_market(105);
  s.platforms[0].costs.fixed = 0;
  found_with_tokens(s, 1e6, 1);
  s.platforms[0].surplus = rule_named(surplus_rules(), "patronage", {0, 0, 0, 0, 0, 1, 0});
  s.platforms[0].ownership.transferable = 0;
  const Lived paid(s, 1);
  s.platforms[0].ownership.buyback_share = .5;
  const Lived bought(s, 1);
  CHECK(paid.weeks[51].dividends > 0);
  CHECK(static_cast<double>(bought.weeks[51].bought_back) == Approx(.5 * static_cast<double>(paid.weeks[51].dividends)).epsilon(.01));
  CHECK(bought.weeks[51].bought_back + bought.weeks[51].dividends == Approx(paid.weeks[51].dividends).margin(1));
  CHECK(bought.platform.governance.burned > 0);
  CHECK(bought.platform.ledger.total() == 0);
}

TEST_CASE("a token earns the same in custody as in its owner's hands", "[identity]") {
  Scenario s = small_market(53);
  s.platforms[0].costs.fixed = 0;
  found_with_tokens(s, 1e6, 0);
  s.platforms[0].surplus = rule_named(surplus_rules(), "patronage", {0, 0, 0, 0, 0, 1, 0});
  const Lived none(s, 1);
  s.platforms[0].ownership.custody_share = .75;
  const Lived most(s, 1);
  const auto held = [](const Lived& run) { return run.weeks[51].dividends_to[static_cast<std::size_t>(MemberClass::seller)]; };
  REQUIRE(held(none) > 0);
  CHECK(most.weeks[51].dividends == none.weeks[51].dividends);
  CHECK(static_cast<double>(held(most)) == Approx(.25 * static_cast<double>(held(none))).epsilon(.001));
  CHECK(most.platform.governance.holdings.paid_per_token == Approx(none.platform.governance.holdings.paid_per_token).epsilon(1e-9));
}

TEST_CASE("where jurors are drawn by stake their tokens are the stakes", "[unit]") {
  for (const double by_stake : {0., 1.}) {
    Scenario s = quiet_founders(10, 1'000'000);
    s.platforms[0].ownership.tokens = 1000, s.platforms[0].ownership.custody_share = 0;
    s.platforms[0].disputes = rule_named(dispute_rules(), "jury");
    s.platforms[0].disputes.values[1] = by_stake;
    s.platforms[0].disputes.values[14] = 1;
    SmallWorld w(s);
    // the seller of the case holds everything, and may not judge itself
    Memberships& m = w.platform().governance.members;
    std::ranges::fill(m.tokens, 0);
    m.tokens[4] = 1000 * one_token;
    w.platform().disputes.push_back({{0, 4, 0, .5F, .2F, 5000, 500, 0}, 0, true});
    w.platform().ledger.move(Account::buyers, Account::escrow, 5000);
    judge(w.world);
    CHECK(w.platform().disputes.size() == static_cast<std::size_t>(by_stake));
    // where nobody has a token, memberships are the stakes
    m.tokens[4] = 0;
    ++w.state.week;
    judge(w.world);
    CHECK(w.platform().disputes.empty());
  }
}

TEST_CASE("who refuses to be sold loses nothing by a sale, nor does a seller, of whom nothing is sold", "[unit]") {
  Scenario s = small_market(1);
  s.platforms[0].ownership.buyers_are_members = 1;
  s.platforms[0].data.opt_out = 0;
  s.platforms[0].data.member_share = 0;
  const auto loss = [](SmallWorld& w, MemberClass c, double share) {
    const Memberships& m = w.platform().governance.members;
    double sum = 0;
    for (std::uint32_t row = m.first[static_cast<std::size_t>(c)]; row < m.first[static_cast<std::size_t>(c) + 1]; ++row)
      sum += governing::privacy_loss_of(w.world, 0, c, row, share);
    return sum;
  };
  SmallWorld unpaid(s);
  CHECK(loss(unpaid, MemberClass::buyer, 1) == 0);  // nobody says yes for nothing
  s.platforms[0].data.opt_out = 1;
  SmallWorld assumed(s);
  CHECK(loss(assumed, MemberClass::buyer, 1) > 0);
  CHECK(loss(assumed, MemberClass::buyer, 0) == 0);
  CHECK(loss(assumed, MemberClass::seller, 1) == 0);
  // nobody bears more than the trouble of saying no
  const Memberships& m = assumed.platform().governance.members;
  for (std::uint32_t row = m.first[1]; row < m.first[2]; ++row)
    CHECK(governing::privacy_loss_of(assumed.world, 0, MemberClass::buyer, row, 1) <= s.voters.time_cost);
}
