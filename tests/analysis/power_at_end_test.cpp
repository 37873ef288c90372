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

TEST_CASE("who would gain from another fee is told by votes and by heads: all sellers from a lower one, holders of tokens from a higher one", "[contract]") {
  Scenario s = asked_all();
  s.run.weeks = 30;
  s.platforms[0].capital.start_cash = 1e9;
  fees_of(s).cooldown = 520;  // the fee stays where it is
  fees_of(s).lower_bound = 0, fees_of(s).upper_bound = .9;
  const auto wishes = [&](const Scenario& scenario) {
    const std::vector<double> outcomes = run_once(scenario, 1, 0).outcomes;
    const auto of = [&](std::string_view name) { return outcomes.at(*outcome_index(name)); };
    return std::array{of("votes_for_higher_fee"), of("votes_for_lower_fee"), of("members_for_higher_fee"), of("members_for_lower_fee")};
  };
  const auto [higher, lower, heads_higher, heads_lower] = wishes(s);
  // a head each: votes and heads are the same
  CHECK(higher == Approx(heads_higher));
  CHECK(lower == Approx(heads_lower));
  CHECK(lower > .5);
  CHECK(higher + lower <= 1 + 1e-12);

  // one founder with nearly all tokens, who is paid the whole surplus by tokens and sells nothing
  Scenario owned = s;
  Platform& p = owned.platforms[0];
  fees_of(owned).body = static_cast<double>(Body::members);
  p.ownership.tokens = 1e5, p.ownership.custody_share = p.ownership.trade_rate = 0;
  p.ownership.workers = 1, p.ownership.founders_share = .9;
  p.electorates[0].rule = rule_named(electorate_rules(), "token");
  p.surplus = rule_named(surplus_rules(), "patronage", {0, 0, 0, 0, 0, 1, 0});
  p.surplus_reserve_share = 0;
  p.costs = {};  // there is a surplus to be had
  const auto [by_votes, less, by_heads, less_by_heads] = wishes(owned);
  INFO("higher " << by_votes << " " << by_heads << ", lower " << less << " " << less_by_heads << ", fee " << owned.platforms[0].fees.values.at(0));
  CHECK(by_votes > .85);
  CHECK(by_heads < .5);
  CHECK(less < .15);
  CHECK(less_by_heads > by_heads);

  // at its bound a fee cannot be wished higher
  fees_of(owned).upper_bound = owned.platforms[0].fees.values.at(0);
  CHECK(wishes(owned)[0] == 0);
}

TEST_CASE("without a quarter of trade nobody can weigh a fee, and the wishes are missing", "[contract]") {
  CHECK(std::isnan(outcome_of(asked_all(), "votes_for_higher_fee")));
}
