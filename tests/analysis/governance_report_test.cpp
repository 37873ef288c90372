// Blocks of rows that only some studies have: votes and power, and an attack.
#include <algorithm>
#include <catch2/catch.hpp>

#include "analysis/cli/outcome_rows.hpp"
#include "engine/parameter_table.hpp"
#include "engine/rules/electorate/electorate.hpp"
#include "run_program.hpp"

using namespace townsquare;
using namespace townsquare::test;
using Catch::Matchers::Contains;

namespace {

bool has_row(const std::vector<OutcomeRow>& rows, std::string_view outcome) {
  return std::ranges::find(rows, outcome, &OutcomeRow::outcome) != rows.end();
}

const std::string small = " --quiet --replications 2 --set market.buyers=100 --set market.sellers=300 --weeks 60 ";

}  // namespace

TEST_CASE("rows about votes are for platforms where members decide more than the fee, or vote by token", "[unit]") {
  Scenario shop = default_scenario();
  CHECK_FALSE(blocks_of(shop).has_votes);
  shop.platforms[0].decisions[3].body = static_cast<double>(Body::members);
  CHECK(blocks_of(shop).has_votes);
  shop.platforms[0].control = static_cast<double>(Control::operator_);
  CHECK_FALSE(blocks_of(shop).has_votes);
  Scenario tokens = default_scenario();
  while (electorate_rules()[tokens.platforms[0].electorates[0].rule.row].row.name != "token") ++tokens.platforms[0].electorates[0].rule.row;
  CHECK(blocks_of(tokens).has_votes);
}

TEST_CASE("rows about an attack are for platforms that are attacked", "[unit]") {
  Scenario shop = default_scenario();
  CHECK_FALSE(blocks_of(shop).has_attack);
  shop.platforms[0].attack.rule.row = 1;
  CHECK(blocks_of(shop).has_attack);
  shop.platforms[0].control = static_cast<double>(Control::nobody);
  CHECK_FALSE(blocks_of(shop).has_attack);
}

TEST_CASE("a plain study has the rows that it always had, and every row has its outcome", "[contract]") {
  const std::vector<OutcomeRow> plain = outcome_rows(260), all = outcome_rows(260, {true, true});
  for (const char* outcome : {"turnout", "gini_of_power", "nakamoto_coefficient"}) {
    CHECK_FALSE(has_row(plain, outcome));
    CHECK(has_row(outcome_rows(260, {true, false}), outcome));
  }
  for (const char* outcome : {"attack_spent", "cost_of_control", "value_extracted", "attack_control", "attack_succeeded"}) {
    CHECK_FALSE(has_row(outcome_rows(260, {true, false}), outcome));
    CHECK(has_row(outcome_rows(260, {false, true}), outcome));
  }
  CHECK(plain.size() == 24);
  for (const OutcomeRow& row : all)
    if (!row.outcome.empty()) CHECK(outcome_index(row.outcome).has_value());
}

TEST_CASE("a run under an attack of the catalogue has both blocks and a name of its own", "[contract]") {
  const Bench bench;
  const std::string attack = "run token-market attacks/borrowed-majority --set governance.spending.body=members --set \"attack.week=10 weeks\"" + small;
  const auto attacked = bench.run(attack);
  CHECK(attacked.code == 0);
  CHECK_THAT(attacked.out, Contains("A market owned by token holders, with borrowed-majority"));
  CHECK_THAT(attacked.out, Contains("Votes, and who holds the power in the end"));
  CHECK_THAT(attacked.out, Contains("The attack") && Contains("cost of control"));
  CHECK_THAT(attacked.out, Contains("Results in token-market-borrowed-majority.nc"));
  const auto plain = bench.run("run stocksy" + small);
  CHECK_THAT(plain.out, !Contains("Votes, and who") && !Contains("The attack"));
}

TEST_CASE("an arm without votes has a dash for power and no star", "[contract]") {
  const Bench bench;
  const auto both = bench.shell("COLUMNS=120 '" TOWNSQUARE_PROGRAM "' compare token-market photo-operator --output two.nc" + small);
  CHECK(both.code == 0);
  CHECK_THAT(both.out, Contains("Gini of power"));
  CHECK_THAT(both.out, Contains("a dash where nobody votes"));
}

TEST_CASE("a layer that is not there is answered with the nearest one, and attacks are listed", "[contract]") {
  const Bench bench;
  const auto wrong = bench.run("describe token-market attacks/borowed-majority");
  CHECK(wrong.code == 3);
  const auto near = bench.run("describe token-market borowed-majority");
  CHECK(near.code == 3);
  CHECK_THAT(near.err, Contains("did you mean `borrowed-majority`?"));
  CHECK_THAT(bench.run("list attacks").out, Contains("exchange-custody"));
  CHECK_THAT(bench.run("describe token-market attacks/flood").out, Contains("It files up to 115 proposals a week"));
}
