// Blocks of rows that only some studies have: votes and power, and an attack.
#include "run_program.hpp"

using namespace townsquare;
using namespace townsquare::test;
using Catch::Matchers::Contains;

namespace {

const std::string small = " --quiet --replications 2 --set market.buyers=100 --set market.sellers=300 --weeks 60 ";

}  // namespace

TEST_CASE("rows about votes are there where members decide more than the fee or vote by token, and only there", "[contract]") {
  const Bench bench;
  const std::string votes = "Votes, and who holds the power in the end";
  const auto of = [&](const std::string& words) { return bench.run("run " + words + small + "--force --output one.nc").out; };
  CHECK_THAT(of("stocksy"), Contains("The marketplace") && !Contains(votes) && !Contains("The attack"));
  CHECK_THAT(of("stocksy --set governance.data.body=members"), Contains(votes) && Contains("fewest with half of the votes") && !Contains("The attack"));
  CHECK_THAT(of("token-market"), Contains(votes) && !Contains("The attack"));
  CHECK_THAT(of("photo-operator --set governance.data.body=members --set attack.rule=flood"), !Contains(votes) && !Contains("The attack"));
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
}

TEST_CASE("an arm without votes has a dash for power and no star", "[contract]") {
  const Bench bench;
  const auto both = bench.shell("COLUMNS=120 '" TOWNSQUARE_PROGRAM "' compare token-market photo-operator --output two.nc" + small);
  CHECK(both.code == 0);
  CHECK_THAT(both.out, Contains("Gini of power"));
  CHECK_THAT(both.out, Contains("Power: votes in the body"));
}

TEST_CASE("a layer that is not there is answered with the nearest one, and attacks are listed", "[contract]") {
  const Bench bench;
  const auto wrong = bench.run("describe token-market attacks/borowed-majority");
  CHECK(wrong.code == 5);  // with a folder it was meant as a file
  const auto near = bench.run("describe token-market borowed-majority");
  CHECK(near.code == 3);
  CHECK_THAT(near.err, Contains("did you mean `borrowed-majority`?"));
  CHECK_THAT(bench.run("list attacks").out, Contains("exchange-custody"));
  CHECK_THAT(bench.run("describe token-market attacks/flood").out, Contains("115 proposals"));
}
