// Who decides, and how ballots become a decision: houses, guardian, board, assembly, amendments, numbers and power.
#include <catch2/catch.hpp>

#include "tests/engine/marked_ballots.hpp"

using namespace townsquare;
using namespace townsquare::testing;

TEST_CASE("two houses must both agree", "[unit]") {
  for (const bool agree : {false, true}) {
    Scenario s = TenVoters::scenario();
    s.platforms[0].ownership.workers = 3;
    fees_of(s).body = static_cast<double>(Body::sellers);
    fees_of(s).second_body = static_cast<double>(Body::workers);
    TenVoters w(s);
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
  Scenario s = TenVoters::scenario();
  fees_of(s).veto_body = static_cast<double>(Body::guardian);
  s.platforms[0].bodies.guardian_vigilance = 1;
  s.platforms[0].bodies.guardian_error = 0;
  const auto fee_after = [&](double proposed) {
    TenVoters w(s);
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

TEST_CASE("a board decides by its seats for its term, and an assembly is drawn anew", "[unit]") {
  for (const Body body : {Body::board, Body::assembly}) {
    Scenario s = TenVoters::scenario();
    fees_of(s).body = static_cast<double>(body);
    ChosenBodies& b = s.platforms[0].bodies;
    b.board_seats = b.assembly_size = 3;
    b.board_term = b.assembly_term = 5;
    b.board_elected_by = b.assembly_drawn_from = static_cast<double>(Body::members);
    b.assembly_attendance = 0;
    TenVoters w(s);
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
  Scenario s = TenVoters::scenario();
  fees_of(s).upper_bound = .12;
  DecisionProcess& amendment = s.platforms[0].decisions[static_cast<std::size_t>(DecisionClass::amendment)];
  amendment = fees_of(s);
  amendment.step = .05;
  const std::size_t upper = 3;  // quorum, support, lower bound, upper bound of fees come first
  for (const bool is_amended : {false, true}) {
    TenVoters w(s);
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
  Scenario s = TenVoters::scenario();
  fees_of(s).rule = rule_named(voting_rules(), "median");
  fees_of(s).lower_bound = 0, fees_of(s).upper_bound = .2, fees_of(s).step = .01;
  TenVoters w(s);
  const std::uint32_t id = w.propose_fee(.11);
  w.live(1);
  const std::vector<double> options = w.proposal(id).options;
  REQUIRE(options.size() == 21);
  for (std::uint32_t row = 0; row < 9; ++row) w.mark(id, row, row + 1, static_cast<std::uint16_t>(first_code + 2 * row));  // .00, .02 ... .16
  w.live(1);
  CHECK(w.fee() == Approx(.08));

  Scenario ranked = TenVoters::scenario();
  fees_of(ranked).rule = rule_named(voting_rules(), "instant_runoff");
  TenVoters r(ranked);
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
    Scenario s = TenVoters::scenario();
    s.platforms[0].ownership.tokens = 1000, s.platforms[0].ownership.custody_share = 0, s.platforms[0].ownership.concentration = 0;
    s.platforms[0].electorates[0].rule = rule_named(electorate_rules(), "token");
    fees_of(s).power_at = static_cast<double>(at);
    TenVoters w(s);
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
