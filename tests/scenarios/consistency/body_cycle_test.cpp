// Bodies that choose, or stop, themselves.
#include "tests/scenarios/reading.hpp"

using namespace townsquare;
using namespace townsquare::test;

TEST_CASE("a board and an assembly that choose each other are a cycle", "[contract]") {
  const std::string text = "[governance.fees]\nbody = \"board\"\n[bodies.board]\nelected_by = \"assembly\"\n[bodies.assembly]\nsize = 5\ndrawn_from = ";
  const Diagnostic d = problem_of(text + "\"board\"\n");
  CHECK(brief(d) == "C046 7:14");
  CHECK(d.message == "the board is elected by the assembly, which is drawn from the board");
  CHECK(problems_of(text + "\"members\"\n").empty());
}

TEST_CASE("a body does not choose itself", "[contract]") {
  CHECK(brief_problem("[governance.fees]\nbody = \"board\"\n[bodies.board]\nelected_by = \"board\"\n") == "C046 4:14");
  CHECK(brief_problem("[governance.fees]\nbody = \"assembly\"\n[bodies.assembly]\ndrawn_from = \"assembly\"\n") == "C046 4:14");
  CHECK(brief_problem("[governance.fees]\nbody = \"board\"\n", {"bodies.board.elected_by=board"}) == "C046 1:25");
  CHECK(problems_of("[bodies.board]\nelected_by = \"board\"\n").empty());  // nobody asks the board
}

TEST_CASE("who decides neither agrees with itself nor objects to itself", "[contract]") {
  CHECK(brief_problem("[governance.fees]\nsecond_body = \"members\"\n") == "C046 2:15");
  CHECK(brief_problem("[governance.fees]\nveto_body = \"members\"\n") == "C046 2:13");
  CHECK(problems_of("[governance.fees]\nsecond_body = \"sellers\"\nveto_body = \"sellers\"\n").empty());
  // support that gathers over time has no votes against
  CHECK(problems_of("[governance.fees]\nrule = \"conviction\"\nveto_body = \"members\"\n").empty());
}
