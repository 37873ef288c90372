// A proposal's whole way through `govern`, week by week, with ballots marked by hand: nobody votes or drafts of its own accord.
#include <catch2/catch.hpp>

#include "tests/engine/voting_world.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
constexpr std::uint16_t no = first_code, yes = first_code + 1;

/// Ten sellers with a quarter of trade behind them, in week 20.
struct Members : SmallWorld {
  static Scenario scenario() {
    Scenario s = voting_scenario(10);
    s.voters.draft_rate = 0;
    s.voters.duty_mean = -50;
    s.platforms[0].capital.start_cash = 1'000'000;
    return s;
  }
  explicit Members(const Scenario& s, double fixed_cost = 1e5) : SmallWorld(s, 7) {
    state.sellers.reservation_income.setConstant(100);
    open_shop(*this);
    write_quarter(*this, std::vector<double>(state.sellers.size(), 1e6), fixed_cost, .1);
    state.week = 20;
  }
  void live(int weeks = 1) {
    for (int w = 0; w < weeks; ++w) {
      ++state.week;
      govern(world);
    }
  }
  /// Filed at the end of this week's government.
  std::uint32_t propose(DecisionClass subject, double present, double proposed) {
    governing::Draft draft;
    draft.change = {subject, 0, {present, proposed}};
    return governing::file(world, 0, std::move(draft));
  }
  std::uint32_t propose_fee(double proposed) { return propose(DecisionClass::fees, platform().policy.fees[0], proposed); }
  Proposal& proposal(std::uint32_t id) { return platform().governance.proposals[id]; }
  void mark(std::uint32_t id, std::uint32_t begin, std::uint32_t end, std::uint16_t ballot, std::size_t house = 0) {
    for (std::uint32_t row = begin; row < end; ++row) {
      proposal(id).houses[house].ballot[row] = ballot;
      ++proposal(id).houses[house].cast;
    }
  }
  double fee() { return platform().policy.fees[0]; }
  Cents balance(Account a) { return platform().ledger.balance(a); }
};

DecisionProcess& fees_of(Scenario& s) { return s.platforms[0].decisions[0]; }
}  // namespace

TEST_CASE("a change waits for its delay, its vote and its timelock, and is made in that week and no other", "[unit]") {
  Scenario s = Members::scenario();
  fees_of(s).voting_delay = 2, fees_of(s).voting_period = 3, fees_of(s).timelock = 4;
  Members w(s);
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

TEST_CASE("two houses must both agree", "[unit]") {
  for (const bool agree : {false, true}) {
    Scenario s = Members::scenario();
    s.platforms[0].ownership.workers = 3;
    fees_of(s).body = static_cast<double>(Body::sellers);
    fees_of(s).second_body = static_cast<double>(Body::workers);
    Members w(s);
    const std::uint32_t id = w.propose_fee(.12);
    w.live(1);
    REQUIRE(w.proposal(id).n_houses == 2);
    const std::uint32_t worker = w.platform().governance.members.first[2];
    w.mark(id, 0, 10, yes);
    w.mark(id, worker, worker + 2, agree ? yes : no, 1);
    w.mark(id, worker + 2, worker + 3, yes, 1);
    w.live(1);
    CHECK(w.proposal(id).state == (agree ? ProposalState::executed : ProposalState::defeated));
    CHECK(w.fee() == (agree ? .12 : .1));
  }
}

TEST_CASE("a guardian stops what harms members and lets pass what does not, when it sees and does not err", "[unit]") {
  Scenario s = Members::scenario();
  fees_of(s).veto_body = static_cast<double>(Body::guardian);
  s.platforms[0].bodies.guardian_vigilance = 1;
  s.platforms[0].bodies.guardian_error = 0;
  const auto fee_after = [&](double proposed) {
    Members w(s);
    const std::uint32_t id = w.propose_fee(proposed);
    w.live(1);
    w.mark(id, 0, 10, yes);
    w.live(1);
    return std::pair{w.fee(), w.proposal(id).state};
  };
  // half of all sales more is no good to anybody; a little less is
  CHECK(fee_after(.5) == std::pair{.1, ProposalState::vetoed});
  CHECK(fee_after(.09) == std::pair{.09, ProposalState::executed});
  s.platforms[0].bodies.guardian_vigilance = 0;
  CHECK(fee_after(.5) == std::pair{.5, ProposalState::executed});
  s.platforms[0].bodies.guardian_error = 1;
  CHECK(fee_after(.09) == std::pair{.1, ProposalState::vetoed});
}

TEST_CASE("a quorum first met in the last week prolongs the vote, once", "[unit]") {
  Scenario s = Members::scenario();
  fees_of(s).voting_delay = 1, fees_of(s).voting_period = 2, fees_of(s).late_extension = 3, fees_of(s).quorum = .3;
  const auto close_week = [&](int marked_after) {
    Members w(s);
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
    Scenario s = Members::scenario();
    fees_of(s).voting_period = 4, fees_of(s).early_execution = is_early;
    Members w(s);
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
  Scenario s = Members::scenario();
  fees_of(s).proposal_deposit = 700, fees_of(s).quorum = .3;
  fees_of(s).deposit_burn = static_cast<double>(row.burn);
  Members w(s);
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
  Members w(s, 5e5);
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
  Members silent(s, 5e5);
  silent.platform().governance.members.tokens = tokens;
  silent.live(60);
  CHECK(silent.platform().governance.proposals.empty());
}

TEST_CASE("a board decides by its seats for its term, and an assembly is drawn anew", "[unit]") {
  for (const Body body : {Body::board, Body::assembly}) {
    Scenario s = Members::scenario();
    fees_of(s).body = static_cast<double>(body);
    ChosenBodies& b = s.platforms[0].bodies;
    b.board_seats = b.assembly_size = 3;
    b.board_term = b.assembly_term = 5;
    b.board_elected_by = b.assembly_drawn_from = static_cast<double>(Body::members);
    b.assembly_attendance = 0;
    Members w(s);
    w.live(1);
    const std::uint32_t id = w.propose_fee(.12);
    w.live(1);
    const auto& seats = body == Body::board ? w.platform().governance.board : w.platform().governance.assembly;
    REQUIRE(seats.size() == 3);
    std::int64_t power = 0;
    for (std::int64_t each : w.proposal(id).houses[0].power) power += each;
    CHECK(power == 3);
    for (std::uint32_t row : seats) w.mark(id, row, row + 1, row == seats[0] ? no : yes);
    w.live(1);
    CHECK(w.fee() == .12);
    const auto first = seats;
    std::size_t n_other = 0;
    for (int term = 0; term < 8; ++term) {
      w.live(5);
      CHECK(seats.size() == 3);
      n_other += seats != first;
    }
    if (body == Body::assembly) CHECK(n_other > 0);
  }
}

TEST_CASE("an amendment moves a bound and no more, and then the class can go beyond it", "[unit]") {
  Scenario s = Members::scenario();
  fees_of(s).upper_bound = .12;
  DecisionProcess& amendment = s.platforms[0].decisions[static_cast<std::size_t>(DecisionClass::amendment)];
  amendment = fees_of(s);
  amendment.step = .05;
  const std::size_t upper = 3;  // quorum, support, lower bound, upper bound of fees come first
  for (const bool is_amended : {false, true}) {
    Members w(s);
    if (is_amended) {
      governing::Draft draft;
      draft.change = {DecisionClass::amendment, upper, {.12, .2}};
      const std::uint32_t id = governing::file(w.world, 0, std::move(draft));
      w.live(1);
      w.mark(id, 0, 10, yes);
      w.live(1);
      CHECK(w.platform().policy.process(DecisionClass::fees).upper_bound == .2);
      CHECK(w.platform().policy.process(DecisionClass::fees).lower_bound == fees_of(s).lower_bound);
    }
    const std::uint32_t id = w.propose_fee(.15);
    w.live(1);
    w.mark(id, 0, 10, yes);
    w.live(1);
    CHECK(w.fee() == (is_amended ? .15 : .12));
  }
}

TEST_CASE("the median of the numbers submitted becomes the fee, and the runoff elects whom pairs of ballots carry", "[unit]") {
  Scenario s = Members::scenario();
  fees_of(s).rule = rule_named(voting_rules(), "median");
  fees_of(s).lower_bound = 0, fees_of(s).upper_bound = .2, fees_of(s).step = .01;
  Members w(s);
  const std::uint32_t id = w.propose_fee(.11);
  w.live(1);
  const std::vector<double> options = w.proposal(id).options;
  REQUIRE(options.size() == 21);
  for (std::uint32_t row = 0; row < 9; ++row) w.mark(id, row, row + 1, static_cast<std::uint16_t>(first_code + 2 * row));  // .00, .02 ... .16
  w.live(1);
  CHECK(w.fee() == Approx(.08));

  Scenario ranked = Members::scenario();
  fees_of(ranked).rule = rule_named(voting_rules(), "instant_runoff");
  Members r(ranked);
  const std::uint32_t runoff = r.propose_fee(.11);
  r.live(1);
  const std::size_t n = r.proposal(runoff).options.size();
  REQUIRE(n == 5);
  // four for option 1, three for 2, two for 3; those of 3 like 2 second
  const auto order = [&](std::initializer_list<int> first) {
    Preference preference{};
    std::size_t k = 0;
    for (int option : first) preference[k++] = static_cast<std::uint8_t>(option);
    return static_cast<std::uint16_t>(first_code + code_of_order(preference, n));
  };
  r.mark(runoff, 0, 4, order({1, 2, 3, 4, 0}));
  r.mark(runoff, 4, 7, order({2, 3, 1, 4, 0}));
  r.mark(runoff, 7, 9, order({3, 2, 1, 4, 0}));
  const double winner = r.proposal(runoff).options[2];
  r.live(1);
  CHECK(r.fee() == winner);
}

TEST_CASE("live power counts what is held at the count, the power of a snapshot what was held at the start", "[unit]") {
  for (const PowerAt at : {PowerAt::snapshot, PowerAt::live}) {
    Scenario s = Members::scenario();
    s.platforms[0].ownership.tokens = 1000, s.platforms[0].ownership.custody_share = 0, s.platforms[0].ownership.concentration = 0;
    s.platforms[0].electorates[0].rule = rule_named(electorate_rules(), "token");
    fees_of(s).power_at = static_cast<double>(at);
    Members w(s);
    const std::uint32_t id = w.propose_fee(.12);
    w.live(1);
    w.mark(id, 0, 4, yes);
    w.mark(id, 4, 10, no);
    std::vector<Tokens>& tokens = w.platform().governance.members.tokens;
    tokens[0] += tokens[9] + tokens[8];
    tokens[9] = tokens[8] = 0;
    w.live(1);
    CHECK(w.proposal(id).state == (at == PowerAt::live ? ProposalState::executed : ProposalState::defeated));
  }
}

TEST_CASE("what cannot be paid yet waits for its grace and lapses, or for ever without one", "[unit]") {
  for (const double grace : {0., 3.}) {
    Scenario s = Members::scenario();
    DecisionProcess& spending = s.platforms[0].decisions[static_cast<std::size_t>(DecisionClass::spending)];
    spending = fees_of(s);
    spending.grace_period = grace, spending.upper_bound = 1;
    Members w(s);
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
    Scenario s = Members::scenario();
    s.platforms[0].capital.start_cash = 10'000'000;
    fees_of(s).veto_body = static_cast<double>(Body::guardian);
    s.platforms[0].bodies.guardian_vigilance = 1;
    s.platforms[0].bodies.guardian_error = 0;
    DecisionProcess& spending = s.platforms[0].decisions[static_cast<std::size_t>(DecisionClass::spending)];
    spending = fees_of(s);
    spending.veto_body = 0, spending.upper_bound = 1;
    Members w(s, 5e5);
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
