// Bounds that exclude what is there at the start, for every class of decision that has bounds.
#include "tests/scenarios/reading.hpp"

using namespace townsquare;
using namespace townsquare::test;

TEST_CASE("bounds of every class hold its number at the start", "[contract]") {
  CHECK(brief_problem("[data]\nsold_share = \"50 %\"\n[governance.data]\nbody = \"members\"\nupper_bound = \"40 %\"\n") == "C041 5:15");
  CHECK(brief_problem("[surplus]\nreserve_share = \"50 %\"\n[governance.surplus]\nbody = \"members\"\nupper_bound = \"40 %\"\n") == "C041 5:15");
  CHECK(brief_problem("[marketing]\nspend = \"50 USD/week\"\n[governance.marketing]\nbody = \"members\"\nupper_bound = \"40 USD/week\"\n") == "C041 5:15");
  CHECK(brief_problem("[moderation]\nstrictness = \"50 %\"\n[governance.moderation]\nbody = \"members\"\nlower_bound = \"60 %\"\n") == "C041 5:15");
  CHECK(brief_problem("[governance.membership]\nbody = \"members\"\nlower_bound = \"60 %\"\n[membership]\nrule = \"curated\"\nadmission_share = \"50 %\"\n") == "C041 6:19");
  CHECK(brief_problem("[governance.disputes]\nbody = \"members\"\nupper_bound = 3\n[disputes]\nrule = \"jury\"\njurors = 5\n") == "C041 6:10");
  CHECK(brief_problem("[governance.disputes]\nbody = \"members\"\nlower_bound = 3\n[disputes]\ndesks = 2\n") == "C041 5:9");
  CHECK(problems_of("[data]\nsold_share = \"50 %\"\n[governance.data]\nupper_bound = \"40 %\"\n").empty());  // nobody decides
}

TEST_CASE("bounds of the ranking hold each share of attention", "[contract]") {
  const Diagnostic d = problem_of("[governance.ranking]\nbody = \"members\"\nupper_bound = \"35 %\"\n[ranking]\nreputation = \"30 %\"\nsales = \"40 %\"\nnewcomers = \"10 %\"\nrandom = \"20 %\"\n");
  CHECK(brief(d) == "C041 6:9");
  CHECK(d.message == "`ranking.sales` at the start is outside the bounds that votes have for it");
  CHECK(d.hint == "it is 40 %; [governance.ranking] allows 0 % to 35 %");
}

TEST_CASE("a lower bound above the upper is told for every class that somebody decides", "[contract]") {
  CHECK(brief_problem("[governance.spending]\nbody = \"members\"\nlower_bound = \"30 %\"\n") == "C041 3:15");
  CHECK(brief_problem("[governance.data]\nbody = \"members\"\nlower_bound = \"30 %\"\nupper_bound = \"20 %\"\n") == "C041 4:15");
}
