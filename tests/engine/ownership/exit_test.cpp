// Leaving with a part of the treasury, alone or together, and what is left at the end.
#include <catch2/catch.hpp>

#include "engine/behaviour/exit/exit.hpp"
#include "engine/phases/govern/execute.hpp"
#include "engine/rules/dispute/dispute.hpp"
#include "engine/rules/membership/membership.hpp"
#include "tests/engine/ownership/owned_world.hpp"
#include "tests/engine/voting_world.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
/// A hundred founders with a thousand tokens each and a treasury; a token's part of it is 1.00.
Scenario token_holders() {
  Scenario s = quiet_founders(100, 10'000'000);
  Ownership& own = s.platforms[0].ownership;
  own.tokens = 100'000, own.concentration = 0, own.custody_share = 0, own.trade_rate = 0;
  return s;
}

/// Sellers who have voted on a rise of the fee that all but the last would lose by; it is due this week.
struct Outvoted : SmallWorld {
  Proposal proposal;

  explicit Outvoted(const Scenario& s) : SmallWorld(s, 91) {
    state.sellers.reservation_income.setConstant(100);
    open_shop(*this);
    std::vector<double> sales(static_cast<std::size_t>(s.market.sellers), 3e6);
    sales.back() = 0;
    write_quarter(*this, sales, 1000, .1);
    platform().ledger.move(Account::investors, Account::cash, 1'000'000);
    proposal = put_to_vote(*this, 0, .5);
    vote_on(*this, proposal);
    proposal.state = ProposalState::queued;
    proposal.execution_week = state.week;
  }

  void make() {
    const auto outlook = governing::outlook_of(world, 0);
    const governing::Books books(world, 0, *outlook);
    governing::execute(world, &books, 0, proposal);
  }
};

Scenario with_exit(Exit exit) {
  Scenario s = voting_scenario(20);
  s.platforms[0].capital.start_cash = 0;
  s.platforms[0].exit = exit;
  return s;
}
}  // namespace

TEST_CASE("a member takes its part when that and the loss it escapes are more than its holding is worth to it", "[unit]") {
  CHECK(leaving::takes_its_part(100, 1, 100, 0));
  CHECK_FALSE(leaving::takes_its_part(100, 0, 100, 0));
  CHECK_FALSE(leaving::takes_its_part(100, 60, 100, 1));  // worth 164.9
  CHECK(leaving::takes_its_part(100, 65, 100, -1));
  CHECK(leaving::takes_its_part(165, 0, 100, 1));
  CHECK_FALSE(leaving::takes_its_part(0, 1000, 0, 0));  // there is nothing to take
}

TEST_CASE("whoever is outvoted leaves with its part before a change is made, and nobody else does", "[unit]") {
  Exit exit{};
  exit.yearly_cap = 1;
  Outvoted without(with_exit(exit));
  without.make();
  CHECK(without.platform().week.ragequits == 0);
  CHECK(without.proposal.state == ProposalState::executed);

  exit.ragequit = 1;
  Outvoted w(with_exit(exit));
  w.make();
  // the loss is a hundred times a twentieth of the treasury: all nineteen who voted against it go
  CHECK(w.proposal.state == ProposalState::executed);
  CHECK(w.platform().week.ragequits == 19);
  CHECK(w.platform().week.sellers_left == 19);
  CHECK(w.platform().sellers.is_member(19));
  CHECK(w.platform().niches.active_sellers.sum() == 1);
  CHECK(w.platform().week.taken == 19 * 50'000);
  CHECK(money(w, Account::cash) == 50'000);

  Outvoted silent(with_exit(exit));
  std::ranges::fill(silent.proposal.houses[0].ballot, no_ballot);
  silent.make();
  CHECK(silent.platform().week.ragequits == 0);
}

TEST_CASE("a change that was stopped lets nobody leave", "[unit]") {
  Exit exit{};
  exit.ragequit = 1;
  Outvoted w(with_exit(exit));
  DecisionProcess& fees = w.platform().policy.decisions[0];
  fees.veto_body = static_cast<double>(Body::sellers);
  fees.objection_share = .1;
  w.make();
  CHECK(w.proposal.state == ProposalState::vetoed);
  CHECK(w.platform().week.ragequits == 0);
}

TEST_CASE("a minority forks only above its threshold", "[unit]") {
  Exit exit{};
  exit.fork_threshold = .96;
  Outvoted below(with_exit(exit));
  below.make();
  CHECK(below.platform().week.forked == 0);
  exit.fork_threshold = .94;  // nineteen of twenty are more
  Outvoted above(with_exit(exit));
  above.make();
  CHECK(above.platform().week.forked == 19);
  CHECK(above.platform().week.taken == 950'000);
}

TEST_CASE("C16 tokens below their part of the treasury bring a fork, tokens above it do not", "[theory]") {
  Scenario s = token_holders();
  s.platforms[0].exit.fork_threshold = .2;
  s.platforms[0].ownership.token_price = 150;
  SmallWorld dear(s);
  own(dear.world);
  CHECK(dear.platform().week.forked == 0);

  s.platforms[0].ownership.token_price = 60;
  SmallWorld cheap(s);
  own(cheap.world);
  const PlatformState& p = cheap.platform();
  // P(leaves) = 2 F(ln(100/60)/.5) - 1 = .693 of a hundred, standard error 4.6
  CHECK(std::abs(static_cast<double>(p.week.forked) - 69.3) < 4 * 4.6);
  CHECK(p.governance.burned == p.week.forked * 1000 * one_token);
  CHECK(p.week.taken == p.week.forked * 100'000);
  CHECK(tokens_held(p.governance) == p.governance.minted - p.governance.burned);
  // those who stay have the same part as before, and no new fork comes of it
  cheap.platform().week = {};
  own(cheap.world);
  CHECK(p.week.forked == 0);

  s.platforms[0].exit.fork_threshold = .9;
  SmallWorld bound(s);
  own(bound.world);
  CHECK(bound.platform().week.forked == 0);
}

TEST_CASE("tokens in custody have a part that nobody takes", "[unit]") {
  Scenario s = token_holders();
  s.platforms[0].exit.fork_threshold = .1;
  s.platforms[0].ownership.custody_share = .5;
  s.platforms[0].ownership.token_price = 1;  // everybody would go
  SmallWorld w(s);
  own(w.world);
  CHECK(w.platform().week.forked == 100);
  CHECK(money(w, Account::cash) == 5'000'000);
}

TEST_CASE("what is left at the end goes to leavers who wait, to shares at par, and then to the heirs", "[identity]") {
  Scenario s = quiet_founders(4, 1'000);
  Platform& spec = s.platforms[0];
  spec.ownership.buy_in = 100, spec.ownership.investors = 1;
  spec.ownership.tokens = 1000, spec.ownership.investors_share = .75, spec.ownership.custody_share = 0, spec.ownership.concentration = 0;
  const auto close = [&](Heir heir, Cents spent) {
    spec.exit.dissolution = static_cast<double>(heir);
    auto w = std::make_unique<SmallWorld>(s);
    w->platform().ledger.move(Account::cash, Account::outside, spent);
    w->platform().governance.holdings.queue.push_back({0, 99, 50});
    if (spent <= 1'000) w->platform().ledger.move(Account::cash, Account::reserve, 200);
    owning::dissolve(w->world, 0);
    CHECK(capital_of(w->platform()) == 0);
    CHECK(w->platform().governance.holdings.queue.empty());
    CHECK(w->platform().ledger.balance(Account::cash) == 0);
    CHECK(w->platform().ledger.balance(Account::reserve) == 0);
    return w;
  };
  // 1500 less 50 for the queue and 500 for shares: 950
  const auto equally = close(Heir::members_equally, 0), by_holdings = close(Heir::by_holdings, 0), given = close(Heir::another_cooperative, 0);
  CHECK(equally->platform().week.dissolved_to[0] == 400 + 760);
  CHECK(equally->platform().week.dissolved_to[3] == 100 + 190);
  CHECK(by_holdings->platform().week.dissolved_to[3] == 100 + 713);  // 712.5: the last cent by largest remainder
  CHECK(money(*by_holdings, Account::members) == -500 + 1500);
  CHECK(money(*given, Account::members) == -500 + 50 + 500);
  CHECK(given->platform().week.to_another_cooperative == 950);
  // when there is less than the shares, they share it; and the leaver who waits was first
  const auto poor = close(Heir::members_equally, 1'200);
  CHECK(poor->platform().week.redemptions_paid == 50);
  CHECK(poor->platform().week.dissolved_to[3] == 50);
}

TEST_CASE("a platform that loses money is wound up while something is left, if its constitution says so", "[unit]") {
  for (const bool has_rule : {false, true}) {
    Scenario s = quiet_founders(4, 100'000);
    s.platforms[0].costs.fixed = 1'000;
    s.platforms[0].exit.wind_up = has_rule ? 26 : 0;
    SmallWorld w(s);
    for (; w.state.week < 90; ++w.state.week) {
      w.platform().week = {};
      account(w.world);
    }
    CHECK(w.platform().is_alive != has_rule);
    // below 26 weeks of cost: in the 75th week
    if (has_rule) CHECK(w.platform().closed_week == 74);
    if (has_rule) CHECK(money(w, Account::members) == 25'000);
  }
}
