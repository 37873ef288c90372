// What became of proposals, counted from a state and a record made by hand.
#include "analysis/metrics/proposal_outcomes.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/metrics/outcome.hpp"
#include "tests/theory/whole_runs.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
struct Told {
  State state;
  Told() { state.platforms.resize(1); }

  void tell(std::int32_t week, EventKind kind, std::uint32_t id, double before, double after, DecisionClass subject = DecisionClass::fees, std::uint16_t key = 0) {
    std::vector<Proposal>& all = state.platforms[0].governance.proposals;
    if (id >= all.size()) all.resize(id + 1);
    if (kind == EventKind::drafted) all[id].drafted_week = week;
    Event e;
    e.week = week, e.kind = kind, e.proposal = id, e.before = before, e.after = after, e.subject = subject, e.key = key;
    state.log.events.push_back(e);
  }
};
}  // namespace

TEST_CASE("the time to a change runs from the first try in its direction, and starts anew after a change", "[unit]") {
  Told t;
  t.tell(10, EventKind::drafted, 0, .1, .12);    // up, fails
  t.tell(12, EventKind::no_quorum, 0, .1, .12);
  t.tell(20, EventKind::drafted, 1, .1, .08);    // down, fails
  t.tell(30, EventKind::drafted, 2, .1, .12);    // up again, made in week 35: 25 weeks
  t.tell(35, EventKind::executed, 2, .1, .12);
  t.tell(40, EventKind::drafted, 3, .12, .1);    // down: the wish of week 20 was for another number
  t.tell(46, EventKind::executed, 3, .12, .1);   // 6 weeks
  CHECK(change_times(t.state, 0).n == 2);
  CHECK(change_times(t.state, 0).weeks == 31);
}

TEST_CASE("each project is a problem of its own, other numbers and attackers do not count", "[unit]") {
  Told t;
  t.tell(1, EventKind::drafted, 0, 0, 500, DecisionClass::spending);
  t.tell(5, EventKind::drafted, 1, 0, 700, DecisionClass::spending);
  t.tell(9, EventKind::executed, 1, 0, 700, DecisionClass::spending);  // 4
  t.tell(10, EventKind::drafted, 2, .3, .4, DecisionClass::ranking, 1);
  t.tell(20, EventKind::drafted, 3, .3, .4, DecisionClass::ranking, 2);
  t.tell(22, EventKind::executed, 3, .3, .4, DecisionClass::ranking, 2);  // 2
  t.tell(23, EventKind::drafted, 4, .1, .2);
  t.tell(24, EventKind::executed, 4, .1, .2);
  t.state.platforms[0].governance.proposals[4].is_attack = true;
  CHECK(change_times(t.state, 0).n == 2);
  CHECK(change_times(t.state, 0).weeks == 6);
}

TEST_CASE("proposals by result add up to all that were drafted, and a run without votes has no rate of passing", "[identity]") {
  const auto value = [](std::string_view name, const LastState& last) { return outcomes()[*outcome_index(name)].value(Record{}, last); };
  Scenario s = small_market(156);
  DecisionProcess& fees = process_of(s, DecisionClass::fees);
  for (const bool has_votes : {false, true}) {
    fees.body = static_cast<double>(has_votes ? Body::members : Body::nobody);
    fees.step = .002;
    fees.quorum = .5;
    s.voters.draft_rate = .02;
    LastState last;
    double drafted = 0;
    simulate(s, 1, 0, [&](const Scenario& lived, const State& state) {
      if (state.week + 1 < static_cast<std::int32_t>(s.run.weeks)) return;
      last = read_last_state(lived, state, 0);
      drafted = static_cast<double>(state.platforms[0].governance.proposals.size());
    });
    double sum = 0;
    for (std::string_view name : {"proposals_executed", "proposals_defeated", "proposals_no_quorum", "proposals_vetoed", "proposals_expired", "proposals_canceled", "proposals_undecided"})
      sum += value(name, last);
    CHECK(sum == drafted);
    CHECK((drafted > 5) == has_votes);
    CHECK(std::isnan(value("pass_rate", last)) == !has_votes);
    CHECK(std::isnan(value("weeks_to_rule_change", last)) == !(value("proposals_executed", last) > 0));
    CHECK(std::isnan(value("mean_turnout_of_votes", last)) == !has_votes);
    if (!has_votes) continue;
    CHECK(value("mean_power_cast", last) == Approx(value("mean_turnout_of_votes", last)));  // a head each
    CHECK(value("proposals_no_quorum", last) > 0);
    CHECK(value("pass_rate", last) == Approx(value("proposals_executed", last) / (sum - value("proposals_undecided", last))).margin(.2));
  }
}
