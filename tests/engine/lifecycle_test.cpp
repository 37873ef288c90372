// A proposal's whole way through `govern`, week by week, with ballots marked by hand.
#include <catch2/catch.hpp>

#include "tests/engine/marked_ballots.hpp"

using namespace townsquare;
using namespace townsquare::testing;

TEST_CASE("a change waits for its delay, its vote and its timelock, and is made in that week and no other", "[unit]") {
  Scenario s = TenVoters::scenario();
  fees_of(s).voting_delay = 2, fees_of(s).voting_period = 3, fees_of(s).timelock = 4;
  TenVoters w(s);
  const std::uint32_t id = w.propose_fee(.12);  // in week 20
  w.live(1);
  CHECK(w.proposal(id).state == ProposalState::pending);
  w.live(1);
  CHECK(w.proposal(id).state == ProposalState::active);
  w.mark(id, 0, 6, yes);
  w.live(2);
  CHECK(w.proposal(id).state == ProposalState::active);
  w.live(1);  // week 25
  CHECK(w.proposal(id).state == ProposalState::queued);
  w.live(3);
  CHECK(w.fee() == .1);
  w.live(1);
  CHECK(w.proposal(id).state == ProposalState::executed);
  CHECK(w.fee() == .12);
}

TEST_CASE("a quorum first met in the last week prolongs the vote, once", "[unit]") {
  Scenario s = TenVoters::scenario();
  fees_of(s).voting_delay = 1, fees_of(s).voting_period = 2, fees_of(s).late_extension = 3, fees_of(s).quorum = .3;
  const auto close_week = [&](int marked_after) {
    TenVoters w(s);
    const std::uint32_t id = w.propose_fee(.12);
    w.live(1);  // opens, for weeks 22 and 23
    if (marked_after == 0) w.mark(id, 0, 5, yes);
    w.live(1);
    if (w.proposal(id).state == ProposalState::active && marked_after == 1) w.mark(id, 0, 5, yes);
    while (w.proposal(id).state == ProposalState::active && w.state.week < 60) w.live(1);
    return std::pair{w.state.week, w.proposal(id).is_extended};
  };
  const auto early = close_week(0), late = close_week(1), never = close_week(2);
  CHECK_FALSE(early.second);
  CHECK(late.second);
  CHECK(late.first == early.first + 3);
  CHECK(never == early);  // without a quorum there is nothing to prolong
}

TEST_CASE("a vote that ballots still out cannot turn ends at once where the constitution says so", "[unit]") {
  for (const double is_early : {0., 1.}) {
    Scenario s = TenVoters::scenario();
    fees_of(s).voting_period = 4, fees_of(s).early_execution = is_early;
    TenVoters w(s);
    const std::uint32_t id = w.propose_fee(.12);
    w.live(1);
    w.mark(id, 0, 5, yes);
    w.live(1);
    CHECK(w.proposal(id).state == ProposalState::active);  // the other half could still turn it
    w.mark(id, 5, 6, yes);
    w.live(1);
    CHECK(w.proposal(id).state == (is_early == 1 ? ProposalState::executed : ProposalState::active));
  }
}

TEST_CASE("a deposit is burned as the rule says and goes back otherwise", "[unit]") {
  struct Row { DepositBurn burn; int n_yes, n_no; bool is_burned; };
  const Row row = GENERATE(Row{DepositBurn::never, 1, 4, false}, Row{DepositBurn::no_quorum, 1, 4, false}, Row{DepositBurn::no_quorum, 1, 0, true},
                           Row{DepositBurn::defeated, 1, 4, true}, Row{DepositBurn::defeated, 1, 0, true}, Row{DepositBurn::defeated, 5, 0, false});
  Scenario s = TenVoters::scenario();
  fees_of(s).proposal_deposit = 700, fees_of(s).quorum = .3;
  fees_of(s).deposit_burn = static_cast<double>(row.burn);
  TenVoters w(s);
  const Cents cash = w.balance(Account::cash), members = w.balance(Account::members);
  const std::uint32_t id = w.propose_fee(.12);
  CHECK(w.balance(Account::deposits) == 700);
  w.live(1);
  w.mark(id, 0, static_cast<std::uint32_t>(row.n_yes), yes);
  w.mark(id, 5, static_cast<std::uint32_t>(5 + row.n_no), no);
  w.live(1);
  CHECK(w.balance(Account::deposits) == 0);
  CHECK(w.balance(Account::cash) - cash == (row.is_burned ? 700 : 0));
  CHECK(w.balance(Account::members) - members == (row.is_burned ? -700 : 0));
}

TEST_CASE("only who has the power may propose, and nobody during the cooldown", "[unit]") {
  Scenario s = voting_scenario(10);
  s.platforms[0].ownership.tokens = 1000, s.platforms[0].ownership.custody_share = 0;
  s.platforms[0].electorates[0].rule = rule_named(electorate_rules(), "token");
  fees_of(s).proposal_threshold = .3, fees_of(s).cooldown = 9;
  fees_of(s).step = .001;
  TenVoters w(s, 5e5);
  std::vector<Tokens>& tokens = w.platform().governance.members.tokens;
  std::ranges::fill(tokens, 60 * one_token);
  tokens[3] = (1000 - 9 * 60) * one_token;
  w.live(60);
  const std::vector<Proposal>& all = w.platform().governance.proposals;
  REQUIRE(all.size() > 2);
  for (std::size_t i = 0; i < all.size(); ++i) {
    CHECK(all[i].proposer == 3);
    if (i > 0) CHECK(all[i].drafted_week >= all[i - 1].close_week + 9);
  }
  fees_of(s).proposal_threshold = .5;
  TenVoters silent(s, 5e5);
  silent.platform().governance.members.tokens = tokens;
  silent.live(60);
  CHECK(silent.platform().governance.proposals.empty());
}

TEST_CASE("what cannot be paid yet waits for its grace and lapses, or for ever without one", "[unit]") {
  for (const double grace : {0., 3.}) {
    Scenario s = TenVoters::scenario();
    DecisionProcess& spending = s.platforms[0].decisions[static_cast<std::size_t>(DecisionClass::spending)];
    spending = fees_of(s);
    spending.grace_period = grace, spending.upper_bound = 1;
    TenVoters w(s);
    const Cents cash = w.balance(Account::cash);
    const std::uint32_t id = w.propose(DecisionClass::spending, 0, static_cast<double>(cash));
    w.live(1);
    w.mark(id, 0, 10, yes);
    w.platform().ledger.move(Account::cash, Account::outside, 1);
    w.live(1);
    CHECK(w.proposal(id).state == ProposalState::queued);
    w.live(2);
    CHECK(w.proposal(id).state == ProposalState::queued);
    w.live(1);
    CHECK(w.proposal(id).state == (grace > 0 ? ProposalState::lapsed : ProposalState::queued));
    w.platform().ledger.move(Account::outside, Account::cash, 1);
    w.live(1);
    CHECK(w.balance(Account::cash) == (grace > 0 ? cash : 0));
  }
}

TEST_CASE("of two changes due in one week the second is judged by the books that the first has left", "[unit]") {
  for (const bool is_spent : {false, true}) {
    Scenario s = TenVoters::scenario();
    s.platforms[0].capital.start_cash = 10'000'000;
    fees_of(s).veto_body = static_cast<double>(Body::guardian);
    s.platforms[0].bodies.guardian_vigilance = 1;
    s.platforms[0].bodies.guardian_error = 0;
    DecisionProcess& spending = s.platforms[0].decisions[static_cast<std::size_t>(DecisionClass::spending)];
    spending = fees_of(s);
    spending.veto_body = 0, spending.upper_bound = 1;
    TenVoters w(s, 5e5);
    w.platform().policy.fees[0] = .055;
    if (is_spent) w.propose(DecisionClass::spending, 0, static_cast<double>(w.balance(Account::cash)));
    // below what covers the cost: no harm while there is cash for decades, ruin without any
    const std::uint32_t id = w.propose_fee(.045);
    w.live(1);
    for (std::uint32_t each = 0; each <= id; ++each) w.mark(each, 0, 10, yes);
    w.live(1);
    CHECK(w.proposal(id).state == (is_spent ? ProposalState::vetoed : ProposalState::executed));
  }
}
