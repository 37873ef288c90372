// Constitutions in plain English: every rule has its words, and nothing is told twice.
#include "scenarios/describe.hpp"
#include "engine/parameter_table.hpp"
#include "engine/rules/voting/voting.hpp"
#include "scenarios/prose.hpp"
#include "tests/scenarios/reading.hpp"

using namespace townsquare;
using namespace townsquare::test;

namespace {

std::string told(const std::string& text, const std::string& heading) {
  for (const Clause& clause : clauses_of(read(text)))
    if (clause.heading == heading) return clause.text;
  return "";
}

std::string headings(const std::string& text) {
  std::string all;
  for (const Clause& clause : clauses_of(read(text)))
    if (clause.heading.starts_with("How ")) all += clause.heading + "\n";
  return all;
}

bool has(const std::string& text, const std::string& part) {
  INFO(text);
  CHECK(text.find(part) != std::string::npos);
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("classes that share a process are told together, each with what it moves", "[contract]") {
  const std::string shared = "[governance.default]\nbody = \"members\"\nquorum = \"12 %\"\n[governance.amendment]\nbody = \"nobody\"\n[governance.spending]\nbody = \"nobody\"\n[governance.fees]\nquorum = \"30 %\"\n";
  CHECK(headings(shared) == "How the fee is changed\nHow attention, the court, the sale of data, the reserve, marketing, admission and moderation are decided\n");
  const std::string text = told(shared, "How attention, the court, the sale of data, the reserve, marketing, admission and moderation are decided");
  has(text, "Any member can propose:\n- to give a criterion more or less of the attention by 10 percentage points");
  has(text, "\n- to make the court larger or smaller by 2, never below 1 or above 15.\n");
  CHECK(text.find("12 %") == text.rfind("12 %"));
  has(text, "\nThe vote opens 1 week after the proposal");
}

TEST_CASE("voting rules have words of their own; one without is told by its meaning", "[contract]") {
  const auto [rule, part] = GENERATE(table<std::string, std::string>({
      {"majority", "passes if more than 50 % of the yes and no votes say yes"},
      {"supermajority", "passes if at least 66.67 % of the yes and no votes say yes"},
      {"plurality", "one vote for one of several options"},
      {"approval", "approves as many of several options as it likes"},
      {"instant_runoff", "The one with the fewest first places is struck out"},
      {"condorcet", "beats every other one in pairs"},
      {"median", "the one in the middle is in force"},
      {"quadratic", "10,000 voice credits, and v votes cost v times v"},
      {"conviction", "comes half way to its full weight in 1 week"},
      {"optimistic", "It passes unless 10 % of all votes or more are against it."},
      {"liquid_delegation", "voted for by whom it trusts"},
      {"sortition_panel", "A panel of 25 people, drawn by lot"},
  }));
  INFO(rule);
  has(told("[governance.fees]\nrule = \"" + rule + "\"\n", "How the fee is changed"), part);
}

TEST_CASE("every rule of power has words of its own", "[contract]") {
  const auto [rule, part] = GENERATE(table<std::string, std::string>({
      {"one_member_one_vote", "The members: each has one vote."},
      {"class_weighted", "the sellers 40 %, the buyers 30 %, the workers 20 % and the investors 10 %"},
      {"token", "one token, one vote: who holds more decides more. Of the tokens of the first members 50 % lie with exchanges"},
      {"quadratic", "four times the tokens, twice the votes"},
      {"vote_escrow", "30 % of the holders lock theirs, for up to 208 weeks"},
      {"patronage", "votes by what somebody sold or bought here lately"},
  }));
  INFO(rule);
  has(told("[ownership]\ntokens = 1000\nlock_share = \"30 %\"\n[bodies.members]\nrule = \"" + rule + "\"\n", "What a vote weighs"), part);
}

TEST_CASE("every attacker has words of its own", "[contract]") {
  const auto [rule, part] = GENERATE(table<std::string, std::string>({
      {"buy_tokens", "It buys tokens, 5 % of all in a week at most"},
      {"borrow_tokens", "It borrows 79 % of all tokens for a week, that of the count, for 0.09 % of their value"},
      {"identities", "It makes up members, 100 a week at most for 10 USD each"},
      {"bribe_voters", "It pays 20 USD for a vote"},
      {"flood", "It files up to 20 proposals a week"},
      {"sellers_cartel", "The 20 sellers with the largest sales vote as one"},
      {"hidden_stake", "The founder votes with tokens that nobody counted: 20 % of all"},
      {"custodian", "An exchange votes 100 % of the tokens"},
  }));
  INFO(rule);
  const std::string text = told("[ownership]\ntokens = 1000\nworkers = 1\nfounders_share = \"20 %\"\n[attack]\nrule = \"" + rule + "\"\ngoal = \"fee\"\nfee = \"3 %\"\nunread = \"4 %\"\n", "Who attacks it");
  has(text, part);
  has(text, "somebody is after another fee, of 3 %.");
  has(text, "At first it expects 20 % of all other votes against it.");
  has(text, "4 % vote yes without reading");
}

TEST_CASE("what counts in a quorum is told", "[unit]") {
  const std::string heading = "How the fee is changed", start = "[governance.fees]\n";
  has(told(start + "quorum = \"15 %\"\nquorum_counts = \"yes_only\"\n", heading), "It counts if at least 15 % of the members vote yes, and passes if more than 50 %");
  has(told(start + "quorum = \"15 %\"\nquorum_counts = \"yes_and_abstain\"\n", heading), "15 % of the members vote yes or abstain");
  has(told(start + "quorum = \"15 %\"\nquorum_number = 20\n", heading), "at least 15 % of the members, and at least 20 votes, take part");
  has(told(start + "quorum = \"0 %\"\nquorum_number = 20\n", heading), "at least 20 votes take part");
  has(told(start + "quorum = \"0 %\"\n", heading), "It passes if more than 50 %");
  has(told(start + "rule = \"supermajority\"\nquorum = \"15 %\"\nmin_approval = \"10 %\"\n", heading), "15 % of the members take part. It passes if at least 66.67 % of the yes and no votes say yes. At least 10 % of all votes must say yes.");
}

TEST_CASE("tokens of a group without people are told where they are, in the treasury", "[contract]") {
  const std::string text = "[ownership]\ntokens = 1000\nfounders_share = \"20 %\"\ninvestors_share = \"5 %\"\ntreasury_share = \"10 %\"\n";
  has(told(text, "Who owns it and decides"), "1,000 tokens: 65 % with the first members and 35 % in the treasury");
  has(told(text + "workers = 1\n", "Who owns it and decides"), "1,000 tokens: 65 % with the first members, 20 % with the founder and 15 % in the treasury");
}

TEST_CASE("live power is told as such", "[unit]") {
  has(told("[governance.fees]\npower_at = \"live\"\n", "How the fee is changed"), "The vote opens 1 week after the proposal and lasts 2 weeks; whatever somebody holds on the day of the count has its vote.");
}
