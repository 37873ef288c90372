// Who holds power at the end of a run: of those who are asked, by the rule that is in force.
#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/studies/study.hpp"
#include "engine/rules/voting/voting.hpp"
#include "tests/engine/small_world.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {

DecisionProcess& fees_of(Scenario& s) { return s.platforms[0].decisions[static_cast<std::size_t>(DecisionClass::fees)]; }

Scenario asked_all() {
  Scenario s = plain_scenario();
  s.run.weeks = 8;
  s.market.buyers = 300;
  s.market.sellers = 400;
  s.platforms[0].launch.founding_sellers = 100;
  fees_of(s).body = static_cast<double>(Body::sellers);
  fees_of(s).rule = rule_named(voting_rules(), "majority");
  fees_of(s).cooldown = 52;
  return s;
}

double outcome_of(const Scenario& s, std::string_view name) { return run_once(s, 1, 0).outcomes.at(*outcome_index(name)); }

}  // namespace

TEST_CASE("where each member has one vote, power is spread evenly, whoever else is in the market", "[contract]") {
  CHECK(outcome_of(asked_all(), "gini_of_power") == Approx(0).margin(1e-12));
}

TEST_CASE("the least coalition that passes is that of the voting rule, the approval and the quorum together", "[contract]") {
  Scenario s = asked_all();
  const double half = outcome_of(s, "minimal_winning_coalition"), voters = 2 * (half - 1);  // and one more if they are odd
  REQUIRE(voters > 50);
  const auto is_share = [&](double share) {
    const double least = outcome_of(s, "minimal_winning_coalition");
    CHECK(least >= std::ceil(share * voters));
    CHECK(least <= std::ceil(share * (voters + 1)));
  };
  fees_of(s).rule = rule_named(voting_rules(), "supermajority", {.9});
  is_share(.9);
  fees_of(s).min_approval = .95;
  is_share(.95);
  s = asked_all();
  fees_of(s).quorum = .7;
  fees_of(s).quorum_counts = static_cast<double>(QuorumCounts::yes_only);
  is_share(.7);
  s = asked_all();
  fees_of(s).quorum_number = voters - 3;  // all votes count: no more yes is needed for it
  CHECK(outcome_of(s, "minimal_winning_coalition") == half);
}
