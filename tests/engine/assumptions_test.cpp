// Draws of what nobody has measured.
#include <catch2/catch.hpp>
#include <algorithm>

#include "tests/engine/scenario_variants.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
bool lists(const std::vector<UncertainKey>& keys, std::string_view key) {
  return std::ranges::count_if(keys, [&](const UncertainKey& k) { return k.key == key; }) == 1;
}
}  // namespace

TEST_CASE("an assumption of any platform's rules is drawn, once, and in that platform alone", "[unit]") {
  Scenario s = two_platforms();  // only the second has an operator that tests
  const std::vector<UncertainKey> keys = uncertain_keys(s);
  CHECK(lists(keys, "operator.step"));
  CHECK(lists(keys, "operator.target_share"));
  CHECK(lists(keys, "market.buyers"));
  const Scenario drawn = draw_assumptions(s, 1, 0);
  CHECK(drawn.platforms[1].operator_rule.values[3] != s.platforms[1].operator_rule.values[3]);
  CHECK(drawn.platforms[0].operator_rule.values.size() == 3);
}

TEST_CASE("the draw of a key depends on seed, replication and key alone, so that all arms share it", "[unit]") {
  const Scenario coop = short_default(), owner = operator_harvests();
  const Scenario a = draw_assumptions(coop, 5, 9), b = draw_assumptions(owner, 5, 9);
  CHECK(a.market.need_rate == b.market.need_rate);
  CHECK(a.growth.buyer_word_of_mouth == b.growth.buyer_word_of_mouth);
  CHECK(draw_assumptions(coop, 5, 10).market.need_rate != a.market.need_rate);
  CHECK(draw_assumptions(coop, 6, 9).market.need_rate != a.market.need_rate);
}

TEST_CASE("a key of the world is drawn once, however many platforms there are", "[unit]") {
  Scenario one = digital_goods_with_votes(), two = two_platforms();
  CHECK(draw_assumptions(one, 1, 2).market.price_sensitivity == draw_assumptions(two, 1, 2).market.price_sensitivity);
}

TEST_CASE("trap 5: what members believe is drawn, so that no study rests on one belief", "[unit]") {
  for (const UncertainKey& key : uncertain_keys(default_scenario()))
    if (key.key == "voters.perceived_elasticity" || key.key == "voters.forecast") CHECK((key.low < 1 && key.high > 1));
  CHECK(lists(uncertain_keys(default_scenario()), "voters.perceived_elasticity"));
  CHECK(lists(uncertain_keys(default_scenario()), "voters.forecast"));
}

TEST_CASE("an assumption that nothing would feel is not drawn", "[unit]") {
  const std::vector<UncertainKey> voted = uncertain_keys(digital_goods_with_votes()), operated = uncertain_keys(operator_harvests());
  CHECK(lists(voted, "voters.time_cost"));
  CHECK(lists(voted, "voters.draft_rate"));
  CHECK_FALSE(lists(voted, "operator.target_share"));
  CHECK_FALSE(lists(voted, "marketing.reach_multiplier"));
  CHECK(lists(operated, "operator.step"));
  CHECK(lists(operated, "marketing.reach_multiplier"));
  CHECK_FALSE(lists(operated, "voters.time_cost"));
  CHECK_FALSE(lists(operated, "voters.draft_rate"));
  Scenario s = short_default();
  s.platforms[0].control = static_cast<double>(Control::nobody);
  CHECK_FALSE(lists(uncertain_keys(s), "voters.time_cost"));
  CHECK_FALSE(lists(uncertain_keys(s), "operator.target_share"));
  // no factor changes a zero
  CHECK_FALSE(lists(uncertain_keys(s), "market.listings_per_week"));
  s.market.listings_per_week = 1;
  CHECK(lists(uncertain_keys(s), "market.listings_per_week"));
}

TEST_CASE("what is left out of the draws changes no run", "[unit]") {
  Scenario s = operator_harvests();
  s.run.weeks = 40;
  Scenario drawn = draw_assumptions(s, 4, 1);
  drawn.run.draw_assumptions = 0;
  Scenario other = drawn;
  other.voters.time_cost *= 2, other.voters.perceived_elasticity *= 2, other.voters.draft_rate *= 2;
  const std::uint64_t as_drawn = simulate(s, 4, 1, {});
  CHECK(simulate(drawn, 4, 1, {}) == as_drawn);
  CHECK(simulate(other, 4, 1, {}) == as_drawn);
}

TEST_CASE("every draw stays in the range of its key, and decisions are never drawn", "[unit]") {
  Scenario s = operator_harvests();
  for (std::uint32_t replication = 0; replication < 200; ++replication) {
    Scenario drawn = draw_assumptions(s, 3, replication);
    CHECK(drawn.platforms[0].fees.values == s.platforms[0].fees.values);
    CHECK(drawn.platforms[0].capital.start_cash == s.platforms[0].capital.start_cash);
    for (const UncertainKey& key : uncertain_keys(s)) {
      const double factor = assumption_factor(key, 3, replication);
      REQUIRE((factor >= key.low * (1 - 1e-12) && factor <= key.high * (1 + 1e-12)));
      const auto place = find_place(drawn, key.key);
      REQUIRE((*place->value >= place->parameter->min && *place->value <= place->parameter->max));
    }
  }
}

TEST_CASE("what a constitution has no use for is no assumption of its runs, and becomes one where it has", "[unit]") {
  Scenario s = default_scenario();
  s.platforms[0].control = static_cast<double>(Control::members);
  Platform& p = s.platforms[0];
  for (const char* key : {"bodies.guardian.error", "bodies.guardian.vigilance", "bodies.assembly.attendance", "exit.worth_sigma", "exit.reading_sigma", "voters.marketing_response",
                          "voters.variety_elasticity", "participation.sellers_second_home"})
    CHECK_FALSE(lists(uncertain_keys(s), key));
  p.decisions[0].veto_body = static_cast<double>(Body::guardian);
  p.decisions[1].body = static_cast<double>(Body::board);
  p.decisions[static_cast<std::size_t>(DecisionClass::marketing)].body = static_cast<double>(Body::members);
  p.decisions[static_cast<std::size_t>(DecisionClass::membership)].body = static_cast<double>(Body::members);
  p.exit.ragequit = 1, p.exit.redemption = static_cast<double>(RedemptionRule::par);
  s.platforms.push_back(s.platforms[0]);
  for (const char* key : {"bodies.guardian.error", "bodies.assembly.attendance", "exit.worth_sigma", "exit.reading_sigma", "voters.marketing_response", "voters.variety_elasticity",
                          "participation.sellers_second_home"}) {
    CAPTURE(key);
    CHECK(lists(uncertain_keys(s), key));
  }
}
