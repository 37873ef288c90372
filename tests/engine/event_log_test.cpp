#include "engine/event_log.hpp"

#include <catch2/catch.hpp>
#include <map>

#include "tests/engine/scenario_variants.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {

/// The state at the end of a run.
State lived(const Scenario& scenario, std::uint64_t seed = 3) {
  State last;
  simulate(scenario, seed, 0, [&](const Scenario& drawn, const State& state) {
    if (state.week + 1 == static_cast<std::int32_t>(drawn.run.weeks)) last = state;
  });
  return last;
}

std::size_t count_of(const EventLog& log, EventKind kind) {
  return static_cast<std::size_t>(std::ranges::count(log.events, kind, &Event::kind));
}

}  // namespace

TEST_CASE("the record tells every proposal from its draft to its end, in the order of weeks", "[unit]") {
  Scenario scenario = digital_goods_with_votes();
  scenario.platforms[0].decisions[0].quorum = .2;  // so that some miss it
  const State state = lived(scenario);
  const std::vector<Proposal>& proposals = state.platforms[0].governance.proposals;
  REQUIRE(proposals.size() > 3);
  std::map<std::uint32_t, std::vector<Event>> by_proposal;
  std::int32_t week = 0;
  for (const Event& e : state.log.events) {
    CHECK(e.week >= week);
    week = e.week;
    if (e.proposal != no_proposal) by_proposal[e.proposal].push_back(e);
  }
  REQUIRE(by_proposal.size() == proposals.size());
  for (const Proposal& p : proposals) {
    const std::vector<Event>& story = by_proposal[p.id];
    CHECK(story[0].kind == EventKind::drafted);
    CHECK(story[0].week == p.drafted_week);
    CHECK(story[0].actor == p.proposer);
    CHECK(story[0].after == p.proposed);
    if (story.size() < 3) continue;
    CHECK(story[1].kind == EventKind::opened);
    CHECK(story[1].electorate == p.houses[0].electorate);
    CHECK(story[2].week == p.close_week);
    CHECK(story[2].yes == p.houses[0].yes);
    CHECK(story[2].no == p.houses[0].no);
    CHECK(story[2].abstain == p.houses[0].abstain);
    CHECK(story[2].quorum == .2);
    if (p.state == ProposalState::expired) CHECK(story[2].kind == EventKind::no_quorum);
    if (p.state == ProposalState::defeated) CHECK(story[2].kind == EventKind::defeated);
    if (p.state == ProposalState::executed) CHECK(story.back().kind == EventKind::executed);
  }
}

TEST_CASE("the numbers that the record says changed lead from the first fee to the last", "[unit]") {
  for (Scenario (*make)() : {&digital_goods_with_votes, &operator_harvests}) {
    const Scenario scenario = make();
    const State state = lived(scenario);
    double fee = scenario.platforms[0].fees.values[0];
    std::size_t n_changes = 0;
    for (const Event& e : state.log.events) {
      if (e.kind != EventKind::executed && e.kind != EventKind::rule_changed) continue;
      CHECK(e.before == fee);
      fee = e.after;
      ++n_changes;
    }
    CHECK(n_changes > 0);
    CHECK(state.platforms[0].policy.fees[0] == fee);
  }
}

TEST_CASE("the record has the launch, every payment of the surplus and the end", "[unit]") {
  const State state = lived(digital_goods_with_votes());
  CHECK(state.log.events[0].kind == EventKind::launched);
  CHECK(state.log.events[0].amount == static_cast<Cents>(digital_goods_with_votes().platforms[0].capital.start_cash));
  Cents to_investors = 0, put_in = 0;
  const State owned = lived(operator_harvests());
  for (const Event& e : owned.log.events) {
    if (e.kind == EventKind::surplus_paid && e.key == static_cast<std::uint16_t>(SurplusShare::investors)) to_investors += e.amount;
    if (e.kind == EventKind::launched) put_in += e.amount;
  }
  CHECK(to_investors > 0);
  CHECK(owned.platforms[0].ledger.balance(Account::investors) == to_investors - put_in);

  Scenario poor = short_default();
  poor.platforms[0].costs.fixed = 1e9;
  const State closed = lived(poor);
  REQUIRE(count_of(closed.log, EventKind::closed) == 1);
  CHECK(closed.log.events.back().kind == EventKind::closed);
  CHECK(closed.log.events.back().week == closed.platforms[0].closed_week);
}

TEST_CASE("a fingerprint holds every number of every event", "[unit]") {
  SmallWorld w(plain_scenario());
  w.state.log.events.push_back({});
  const std::uint64_t before = fingerprint_of(w.state);
  const auto moves = [&](auto change) {
    const Event kept = w.state.log.events.back();
    change(w.state.log.events.back());
    const bool is_moved = fingerprint_of(w.state) != before;
    w.state.log.events.back() = kept;
    return is_moved;
  };
  CHECK_FALSE(moves([](Event&) {}));
  CHECK(moves([](Event& e) { e.week = 1; }));
  CHECK(moves([](Event& e) { e.platform = 1; }));
  CHECK(moves([](Event& e) { e.kind = EventKind::closed; }));
  CHECK(moves([](Event& e) { e.subject = DecisionClass::data; }));
  CHECK(moves([](Event& e) { e.proposal = 1; }));
  CHECK(moves([](Event& e) { e.actor = 1; }));
  CHECK(moves([](Event& e) { e.key = 1; }));
  CHECK(moves([](Event& e) { e.before = 1; }));
  CHECK(moves([](Event& e) { e.after = 1; }));
  CHECK(moves([](Event& e) { e.yes = 1; }));
  CHECK(moves([](Event& e) { e.no = 1; }));
  CHECK(moves([](Event& e) { e.abstain = 1; }));
  CHECK(moves([](Event& e) { e.electorate = 1; }));
  CHECK(moves([](Event& e) { e.quorum = 1; }));
  CHECK(moves([](Event& e) { e.amount = 1; }));
}
