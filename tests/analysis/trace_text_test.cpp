#include "analysis/metrics/trace_text.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "analysis/metrics/event_words.hpp"
#include "engine/behaviour/attack/attack.hpp"
#include "engine/parameter_table.hpp"
#include "engine/rules/electorate/electorate.hpp"
#include "engine/state/memberships.hpp"
#include "engine/rules/voting/voting.hpp"

using namespace townsquare;

namespace {

/// A fee of 8 % that shall be 9 %, in week 31 as people count.
Event fee_event(EventKind kind) {
  Event e;
  e.week = 30;
  e.kind = kind;
  e.proposal = 0;
  e.actor = 412;
  e.before = .08;
  e.after = .09;
  e.yes = 90;
  e.no = 40;
  e.abstain = 10;
  e.electorate = 1000;
  e.quorum = .2;
  return e;
}

Event payment(SurplusShare to, std::int64_t amount) {
  Event e;
  e.week = 51;
  e.kind = EventKind::surplus_paid;
  e.subject = DecisionClass::surplus;
  e.key = static_cast<std::uint16_t>(to);
  e.amount = amount;
  return e;
}

}  // namespace

TEST_CASE("each kind of event has its line in the story", "[unit]") {
  const Scenario shop = default_scenario();
  const auto [kind, line] = GENERATE(table<EventKind, std::string>({
      {EventKind::drafted, "week 31: fee to 9 % proposed by seller 412"},
      {EventKind::opened, "week 31: vote on fee to 9 % opened, 1,000 votes"},
      {EventKind::extended, "week 31: vote on fee to 9 % prolonged"},
      {EventKind::passed, "week 31: 14 % voted, 69 % of them for it; fee to 9 % passed"},
      {EventKind::defeated, "week 31: 14 % voted, 69 % of them for it; fee to 9 % defeated"},
      {EventKind::no_quorum, "week 31: 14 % voted, quorum 20 % missed; expired"},
      {EventKind::queued, "week 31: fee to 9 % waits for its timelock"},
      {EventKind::executed, "week 31: fee changed from 8 % to 9 %"},
      {EventKind::rule_changed, "week 31: fee changed from 8 % to 9 %"},
      {EventKind::vetoed, "week 31: fee to 9 % vetoed by seller 412"},
      {EventKind::expired, "week 31: fee to 9 % expired"},
      {EventKind::canceled, "week 31: fee to 9 % withdrawn by seller 412"},
      {EventKind::suspended, "week 31: seller 412 suspended"},
      {EventKind::closed, "week 31: closed, out of cash"},
      {EventKind::offered, "week 31: members choose fee from 8 % to 9 %"},
  }));
  CHECK(trace_line(fee_event(kind), shop) == line);
}

TEST_CASE("money in the story is in the scenario's currency, without cents", "[unit]") {
  Scenario shop = default_scenario();
  CHECK(trace_line(payment(SurplusShare::members, 12'000'000), shop) == "week 52: surplus of 120,000 USD paid to members");
  CHECK(trace_line(payment(SurplusShare::investors, 12'345'678), shop) == "week 52: surplus of 123,457 USD paid to investors");
  shop.currency = "EUR";
  CHECK(trace_line(payment(SurplusShare::reserve, 250), shop) == "week 52: surplus of 2.50 EUR kept in the reserve");
  Event start;
  start.amount = 25'000'000;
  CHECK(trace_line(start, shop) == "week 1: launched with 250,000 EUR");
}

TEST_CASE("small turnouts have a decimal, and no electorate has no turnout", "[unit]") {
  const Scenario shop = default_scenario();
  Event e = fee_event(EventKind::no_quorum);
  e.yes = 3, e.no = e.abstain = 0;
  CHECK(trace_line(e, shop) == "week 31: 0.3 % voted, quorum 20 % missed; expired");
  e.yes = e.electorate = 0;
  CHECK(trace_line(e, shop) == "week 31: 0 % voted, quorum 20 % missed; expired");
}

TEST_CASE("where only some votes count towards the quorum, the story tells how many there were", "[unit]") {
  Scenario shop = default_scenario();
  Event e = fee_event(EventKind::no_quorum);
  e.electorate = 1000, e.yes = 20, e.no = 230, e.abstain = 30;
  double& counts = shop.platforms[0].decisions[static_cast<std::size_t>(DecisionClass::fees)].quorum_counts;
  counts = static_cast<double>(QuorumCounts::yes_only);
  CHECK(trace_line(e, shop) == "week 31: 28 % voted, 2 % yes, quorum 20 % of yes missed; expired");
  counts = static_cast<double>(QuorumCounts::yes_and_abstain);
  CHECK(trace_line(e, shop) == "week 31: 28 % voted, 5 % yes or abstaining, quorum 20 % of these missed; expired");
}

TEST_CASE("what was for it and still failed is told with what it lacked", "[unit]") {
  Scenario shop = default_scenario();
  Event e = fee_event(EventKind::defeated);
  e.electorate = 1000, e.yes = 200, e.no = 10, e.abstain = 0;
  shop.platforms[0].decisions[static_cast<std::size_t>(DecisionClass::fees)].min_approval = .67;
  CHECK(trace_line(e, shop) == "week 31: 21 % voted, 95 % of them for it, but 20 % of all, where 67 % must be; fee to 9 % defeated");
}

TEST_CASE("money that a vote takes from the treasury is told as such, and who attacks is called the attacker", "[unit]") {
  Scenario shop = default_scenario();
  Event e = fee_event(EventKind::executed);
  e.subject = DecisionClass::spending;
  e.before = 0, e.after = 4'224'200;
  CHECK(trace_line(e, shop).ends_with(" of the treasury paid out"));
  e.kind = EventKind::drafted;
  e.actor = actor_number(static_cast<std::uint32_t>(MemberClass::outsider), 0);
  CHECK(trace_line(e, shop).ends_with("by outsider 0"));
  shop.platforms[0].attack.rule = {1, default_values(attack_rules()[1].row)};
  CHECK(trace_line(e, shop).ends_with("by the attacker"));
}

TEST_CASE("the first worker is told as the founder where founders have tokens, and the others by number", "[unit]") {
  Scenario shop = default_scenario();
  Event e = fee_event(EventKind::drafted);
  e.actor = actor_number(static_cast<std::uint32_t>(MemberClass::worker), 0);
  CHECK(trace_line(e, shop).ends_with("by worker 0"));
  shop.platforms[0].ownership.founders_share = .2;
  CHECK(trace_line(e, shop).ends_with("by the founder"));
  e.actor = actor_number(static_cast<std::uint32_t>(MemberClass::worker), 1);
  CHECK(trace_line(e, shop).ends_with("by worker 1"));
}

TEST_CASE("of several platforms the story tells which", "[unit]") {
  Scenario two = default_scenario();
  two.platforms.push_back(two.platforms[0]);
  two.platforms[1].name = "twin";
  Event e = fee_event(EventKind::closed);
  e.platform = 1;
  CHECK(trace_line(e, two) == "week 31: twin: closed, out of cash");
}

TEST_CASE("an event of any number is told, and words are one for each", "[unit]") {
  const Scenario shop = default_scenario();
  std::set<std::string_view> words;
  for (std::size_t kind = 0; kind < n_event_kinds; ++kind) words.insert(word_of(static_cast<EventKind>(kind)));
  CHECK(words.size() == n_event_kinds);
  CHECK(word_of(EventKind::closed) == "closed");
  CHECK(word_of(EventKind::rule_changed) == "rule_changed");
  CHECK(word_of(DecisionClass::amendment) == "amendment");
  Event strange = fee_event(static_cast<EventKind>(200));
  strange.key = 9999;
  strange.platform = 77;
  strange.subject = static_cast<DecisionClass>(99);
  CHECK(trace_line(strange, shop) == "week 31: something of a later version happened");
  strange.kind = EventKind::executed;
  CHECK(trace_line(strange, shop) == "week 31: unknown number 10000 changed from 0.08 to 0.09");
}

TEST_CASE("every class of decision has its words, and every class of members its name", "[unit]") {
  const Scenario shop = default_scenario();
  Event e = fee_event(EventKind::drafted);
  const auto line = [&](DecisionClass subject, std::uint16_t key, double after) {
    e.subject = subject, e.key = key, e.after = after;
    return trace_line(e, shop);
  };
  e.actor = actor_number(3, 7);
  CHECK(line(DecisionClass::ranking, 3, .4) == "week 31: attention for random to 40 % proposed by investor 7");
  e.actor = actor_number(1, 12);
  CHECK(line(DecisionClass::disputes, 0, 5) == "week 31: size of the court to 5 proposed by buyer 12");
  CHECK(line(DecisionClass::surplus, 0, .2) == "week 31: share of the surplus for the reserve to 20 % proposed by buyer 12");
  CHECK(line(DecisionClass::marketing, 0, 50000) == "week 31: marketing to 500 USD/week proposed by buyer 12");
  e.actor = actor_number(2, 0);
  CHECK(line(DecisionClass::amendment, 0, .05) == "week 31: quorum of fees to 5 % proposed by worker 0");
  CHECK(line(DecisionClass::amendment, 7, .5) == "week 31: upper bound of ranking to 50 % proposed by worker 0");
}

TEST_CASE("votes by token are told in whole tokens", "[unit]") {
  const auto row_of = [](std::string_view name) {
    for (std::size_t row = 0; row < electorate_rules().size(); ++row)
      if (electorate_rules()[row].row.name == name) return row;
    FAIL("no such rule");
    return std::size_t{0};
  };
  Scenario shop = default_scenario();
  Event e = fee_event(EventKind::opened);
  e.electorate = 3'000'400;
  shop.platforms[0].electorates[0].rule.row = row_of("token");
  CHECK(trace_line(e, shop) == "week 31: vote on fee to 9 % opened, 3,000 votes by token");
  shop.platforms[0].electorates[0].rule.row = row_of("quadratic");  // roots of tokens are no tokens
  CHECK(trace_line(e, shop) == "week 31: vote on fee to 9 % opened, 3,000,400 votes");
  shop.platforms[0].electorates[0].rule.row = row_of("vote_escrow");
  shop.platforms[0].decisions[0].body = static_cast<double>(Body::delegates);
  CHECK(trace_line(e, shop) == "week 31: vote on fee to 9 % opened, 3,000 votes by token");
  shop.platforms[0].decisions[0].body = static_cast<double>(Body::board);  // a seat is a vote
  CHECK(trace_line(e, shop) == "week 31: vote on fee to 9 % opened, 3,000,400 votes");
}
