// Traps of the year's end and of a closing platform.
#include <catch2/catch.hpp>

#include "engine/phases/phases.hpp"
#include "tests/engine/scenario_variants.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
/// Seven members at the end of a year, with books written by hand. Costs only as a test adds them.
Scenario end_of_year() {
  Scenario s = plain_scenario();
  s.market.buyers = 10;
  s.market.niches = 1;
  s.market.sellers = s.platforms[0].launch.founding_sellers = 7;
  Platform& p = s.platforms[0];
  p.capital.start_cash = 0;
  p.costs = {};
  p.surplus = rule_named(surplus_rules(), "patronage", {.05, .05, .9, 0, 0, 0, 0});
  p.surplus_reserve_share = p.surplus_cash_floor_weeks = 0;
  return s;
}

struct Books : SmallWorld {
  Books(const Scenario& s, Cents cash, Cents revenue, Cents costs) : SmallWorld(s, 5) {
    state.week = 51;
    platform().ledger.move(Account::buyers, Account::cash, cash);
    platform().year_revenue = revenue;
    platform().year_costs = costs;
  }
  Cents cash() { return platform().ledger.balance(Account::cash); }
};
}  // namespace

TEST_CASE("trap 12: a platform that cannot pay its last week closes before it pays anybody a dividend", "[unit]") {
  Scenario s = end_of_year();
  s.platforms[0].costs.fixed = 1000;
  Books w(s, 999, 1'000'000, 0);
  w.platform().sellers.sales_year[0] = 1;
  account(w.world);
  CHECK_FALSE(w.platform().is_alive);
  CHECK(w.platform().week.dividends == 0);
  CHECK(w.platform().ledger.balance(Account::members) == 0);
  Books richer(s, 1000, 1'000'000, 0);
  account(richer.world);
  CHECK(richer.platform().is_alive);
}

TEST_CASE("trap 12: the reserve is called on before a platform closes", "[unit]") {
  Scenario s = end_of_year();
  s.platforms[0].costs.fixed = 1000;
  Books w(s, 400, 0, 0);
  w.state.week = 7;
  w.platform().ledger.move(Account::buyers, Account::reserve, 700);
  account(w.world);
  CHECK(w.platform().is_alive);
  CHECK(w.cash() == 0);
  CHECK(w.platform().ledger.balance(Account::reserve) == 100);
}

TEST_CASE("trap 12: only this year's surplus is paid, and only from cash above the floor", "[unit]") {
  Scenario s = end_of_year();
  Books rich(s, 1'000'000, 300, 100);  // founders' capital is not paid out
  rich.platform().sellers.sales_year[0] = 1;
  account(rich.world);
  CHECK(rich.platform().week.dividends == 200);
  CHECK(rich.cash() == 1'000'000 - 200);

  s.platforms[0].surplus_cash_floor_weeks = 26;
  Books low(s, 10'000, 100'000, 10'400);  // the floor is half of a year's cost
  low.platform().sellers.sales_year[0] = 1;
  account(low.world);
  CHECK(low.platform().week.dividends == 10'000 - 5'200);
  CHECK(low.cash() == 5'200);

  Books loss(s, 1'000'000, 100, 200);
  account(loss.world);
  CHECK(loss.platform().week.dividends + loss.platform().week.to_reserve + loss.platform().week.to_investors == 0);
  CHECK(loss.cash() == 1'000'000);
}

TEST_CASE("trap 12: escrow is nobody's surplus", "[unit]") {
  Books w(end_of_year(), 100, 1'000'000, 0);
  w.platform().disputes.push_back({{0, 0, 0, .5F, .2F, 5000, 500, 0}, 50, true});
  w.platform().ledger.move(Account::buyers, Account::escrow, 5000);
  w.platform().sellers.sales_year[0] = 1;
  account(w.world);
  CHECK(w.platform().week.dividends == 100);
  CHECK(w.platform().ledger.balance(Account::escrow) == 5000);
}

TEST_CASE("trap 13: cents left over go to the largest remainders, ties to the lower id", "[unit]") {
  const auto split = surplus_rules()[0].bind(std::vector<double>{0, 0, 1, 0, 0, 0, 0});
  const std::vector<std::int64_t> one(4, 1);
  CHECK(split(6, {one, one, std::vector<Cents>{1, 1, 1, 1}}).members == std::vector<Cents>{2, 2, 1, 1});
  CHECK(split(10, {one, one, std::vector<Cents>{1, 2, 3, 0}}).members == std::vector<Cents>{2, 3, 5, 0});
}

TEST_CASE("trap 13: a class without claims pays into the reserve, never to the platform or the others", "[unit]") {
  Scenario s = end_of_year();
  Books w(s, 10'000, 10'000, 0);  // nobody sold anything: 90 % has no claimant
  account(w.world);
  CHECK(w.platform().week.dividends == 1000);
  CHECK(w.platform().week.to_reserve == 9000);
  CHECK(w.cash() == 0);
  Books empty(s, 10'000, 10'000, 0);
  empty.platform().sellers.flags.setZero();
  account(empty.world);
  CHECK(empty.platform().week.dividends == 0);
  CHECK(empty.platform().week.to_reserve == 10'000);
}

TEST_CASE("trap 13: who left within the year keeps the claim of its sales, but is no head and has no tenure", "[unit]") {
  for (const std::vector<double>& parts : {std::vector<double>{1, 0, 0, 0, 0, 0, 0}, {0, 1, 0, 0, 0, 0, 0}, {0, 0, 1, 0, 0, 0, 0}}) {
    Scenario s = end_of_year();
    s.platforms[0].surplus.values = parts;
    Books w(s, 700, 700, 0);
    for (Cents& sales : w.platform().sellers.sales_year) sales = 10;
    // all have left: nobody is there to be paid by head or by tenure, but all sold
    w.platform().sellers.flags.setConstant(seller_informed | seller_former);
    account(w.world);
    const bool by_sales = parts[2] == 1;
    CHECK(w.platform().week.dividends == (by_sales ? 700 : 0));
    CHECK(w.platform().week.to_reserve == (by_sales ? 0 : 700));
  }
}

TEST_CASE("a new year begins with empty books", "[unit]") {
  Books w(end_of_year(), 700, 700, 0);
  w.platform().sellers.sales_year[2] = 10;
  w.platform().sellers.orders_year[2] = 3;
  account(w.world);
  CHECK(w.platform().year_revenue == 0);
  CHECK(w.platform().year_costs == 0);
  CHECK(w.platform().sellers.sales_year[2] == 0);
  CHECK(w.platform().sellers.orders_year[2] == 0);
}

TEST_CASE("trap 14: a closing platform gives escrow back and cancels what is put to the vote", "[unit]") {
  Scenario s = end_of_year();
  s.platforms[0].costs.fixed = 1000;
  Books w(s, 10, 0, 0);
  PlatformState& p = w.platform();
  for (ProposalState state : {ProposalState::pending, ProposalState::active, ProposalState::queued, ProposalState::defeated, ProposalState::executed}) {
    Proposal proposal;
    proposal.state = state;
    proposal.id = static_cast<std::uint32_t>(p.governance.proposals.size());
    if (is_live(state)) p.governance.live.push_back(proposal.id);
    p.governance.proposals.push_back(proposal);
  }
  p.disputes.push_back({{0, 0, 0, .5F, .2F, 5000, 500, 0}, 50, true});
  p.orders_placed = 1;
  p.ledger.move(Account::buyers, Account::escrow, 5000);
  const Cents buyers = p.ledger.balance(Account::buyers);
  account(w.world);
  CHECK(p.closed_week == 51);
  CHECK(p.disputes.empty());
  CHECK(p.ledger.balance(Account::escrow) == 0);
  CHECK(p.ledger.balance(Account::buyers) == buyers + 5000);
  CHECK(p.week.refunds == 5000);
  CHECK(p.orders_ended == 1);
  for (std::size_t i = 0; i < 3; ++i) CHECK(p.governance.proposals[i].state == ProposalState::canceled);
  CHECK(p.governance.live.empty());
  CHECK(p.governance.proposals[3].state == ProposalState::defeated);
  CHECK(p.governance.proposals[4].state == ProposalState::executed);
}

TEST_CASE("trap 14: nobody hears of, joins, visits or leaves a closed platform", "[unit]") {
  Scenario s = two_platforms();
  s.run.draw_assumptions = 0;
  s.platforms[0].costs.fixed = 3'000'000;
  s.platforms[0].capital.start_cash = 20'000'000;  // closes in its seventh week
  bool was_closed = false;
  Column<std::uint8_t> flags;
  std::int64_t others = 0;
  simulate(s, 1, 0, [&](const Scenario&, const State& state) {
    const PlatformState& p = state.platforms[0];
    if (was_closed) {
      CHECK((p.buyers.flags == flags).all());
      CHECK(p.week.visits + p.week.orders + p.week.buyers_joined + p.week.sellers_left == 0);
      others += state.platforms[1].week.orders;
    }
    was_closed = !p.is_alive;
    flags = p.buyers.flags;
  });
  CHECK(was_closed);
  CHECK(others > 0);  // the rival trades on
}
