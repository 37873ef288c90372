// Bodies that are larger than what they come from.
#include "tests/scenarios/reading.hpp"

using namespace townsquare;
using namespace townsquare::test;

TEST_CASE("an assembly has no more seats than there can be people to draw from", "[contract]") {
  const std::string text = "[market]\nsellers = 40\n[growth]\nfounding_sellers = 30\n[governance.fees]\nbody = \"assembly\"\n[bodies.assembly]\nsize = ";
  const Diagnostic d = problem_of(text + "41\n");
  CHECK(brief(d) == "C042 8:8");
  CHECK(d.hint == "41 of `members`, who can never be more than 40");
  CHECK(problems_of(text + "40\n").empty());
  CHECK(problems_of(text + "41\n[ownership]\nworkers = 1\n").empty());
  CHECK(brief_problem(text + "40\n[membership]\ncap = 39\n") == "C042 8:8");
}

TEST_CASE("a board has no more seats than there can be people to stand", "[contract]") {
  const std::string text = "[governance.fees]\nbody = \"board\"\n[ownership]\nworkers = 4\n[bodies.board]\nelected_by = \"workers\"\nseats = ";
  CHECK(brief_problem(text + "5\n") == "C042 7:9");
  CHECK(problems_of(text + "4\n").empty());
}
