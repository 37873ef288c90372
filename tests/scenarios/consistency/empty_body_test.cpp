// A body that is asked and has no votes.
#include "tests/scenarios/reading.hpp"

using namespace townsquare;
using namespace townsquare::test;

TEST_CASE("a class of members that has nobody in it cannot decide", "[contract]") {
  const std::string text = "[governance.fees]\nbody = ";
  CHECK(brief_problem(text + "\"workers\"\n") == "C047 2:8");
  CHECK(brief_problem(text + "\"investors\"\n") == "C047 2:8");
  CHECK(brief_problem(text + "\"buyers\"\n") == "C047 2:8");
  CHECK(brief_problem(text + "\"delegates\"\n") == "C047 2:8");
  CHECK(problems_of(text + "\"workers\"\n[ownership]\nworkers = 3\n").empty());
  CHECK(problems_of(text + "\"investors\"\n[ownership]\ninvestors = 3\n").empty());
  CHECK(problems_of(text + "\"buyers\"\n[ownership]\nbuyers = \"yes\"\n").empty());
  CHECK(problems_of(text + "\"delegates\"\n[ownership]\ndelegation_rate = \"20 %\"\n").empty());
  CHECK(problems_of("[control]\nby = \"operator\"\n" + text + "\"workers\"\n").empty());
}

TEST_CASE("an empty body is named with the reason, at the key that was given last", "[contract]") {
  const Diagnostic d = problem_of("[governance.data]\nbody = \"workers\"\n[ownership]\nworkers = 0\n");
  CHECK(brief(d) == "C047 4:11");
  CHECK(d.message == "`workers` decides in [governance.data] and has no votes");
  CHECK(d.hint == "[ownership] has no workers");
  CHECK(d.severity == Severity::error);
}

TEST_CASE("whoever must agree or may object needs votes too", "[contract]") {
  CHECK(brief_problem("[governance.fees]\nsecond_body = \"investors\"\n") == "C047 2:15");
  CHECK(brief_problem("[governance.fees]\nveto_body = \"buyers\"\n") == "C047 2:13");
  CHECK(problems_of("[governance.fees]\nveto_body = \"guardian\"\n").empty());
  CHECK(brief_problem("[governance.fees]\nbody = \"guardian\"\n") == "C047 2:8");
  CHECK(brief_problem("[governance.fees]\nsecond_body = \"guardian\"\n") == "C047 2:15");
}

TEST_CASE("a board needs electors and an assembly somebody to be drawn from, where they are asked", "[contract]") {
  const std::string board = "[governance.fees]\nbody = \"board\"\n[bodies.board]\nelected_by = ";
  CHECK(brief_problem(board + "\"nobody\"\n") == "C047 4:14");
  CHECK(brief_problem(board + "\"workers\"\n") == "C047 4:14");
  CHECK(problems_of(board + "\"sellers\"\n").empty());
  CHECK(problems_of("[bodies.board]\nelected_by = \"nobody\"\n").empty());
  CHECK(brief_problem("[governance.fees]\nbody = \"assembly\"\n[bodies.assembly]\ndrawn_from = \"nobody\"\n") == "C047 4:14");
  CHECK(brief_problem("[bodies.board]\nseats = 0\n") == "C023 2:9");
}

TEST_CASE("votes by token need tokens, votes by lock need locks, votes by trade need trade", "[contract]") {
  CHECK(brief_problem("[bodies.members]\nrule = \"token\"\n") == "C047 2:8");
  CHECK(problems_of("[bodies.members]\nrule = \"token\"\n[ownership]\ntokens = 1000\n").empty());
  CHECK(problems_of("[bodies.members]\nrule = \"token\"\n[ownership]\ntokens_per_sale = \"0.1 /USD\"\n").empty());
  CHECK(problems_of("[bodies.sellers]\nrule = \"token\"\n").empty());  // nobody asks them
  CHECK(brief_problem("[bodies.members]\nrule = \"vote_escrow\"\n[ownership]\ntokens = 1000\n") == "C047 4:10");
  CHECK(problems_of("[bodies.members]\nrule = \"vote_escrow\"\n[ownership]\ntokens = 1000\nlock_share = \"30 %\"\n").empty());
  CHECK(brief_problem("[governance.fees]\nbody = \"workers\"\n[ownership]\nworkers = 3\n[bodies.workers]\nrule = \"patronage\"\n") == "C047 6:8");
}

TEST_CASE("votes by class need a class that has members", "[contract]") {
  const std::string text = "[bodies.members]\nrule = \"class_weighted\"\nbuyers = \"0 %\"\nworkers = \"100 %\"\ninvestors = \"0 %\"\nsellers = ";
  CHECK(brief_problem(text + "\"0 %\"\n") == "C047 6:11");
  CHECK(problems_of(text + "\"10 %\"\n").empty());
  CHECK(problems_of(text + "\"0 %\"\n[ownership]\nworkers = 2\n").empty());
}

TEST_CASE("a class that has a part of the votes and nobody in it is a warning at its part", "[contract]") {
  const auto told = [](const std::string& text) {
    Diagnostics warnings;
    read("[churn]\ngrace = \"13 weeks\"\n[bodies.members]\nrule = \"class_weighted\"\n" + text, {}, {}, &warnings);
    std::string all;
    for (const Diagnostic& d : warnings) all += (all.empty() ? "" : ", ") + brief(d);
    return all;
  };
  CHECK(told("sellers = \"50 %\"\nbuyers = \"0 %\"\nworkers = \"0 %\"\ninvestors = \"50 %\"\n") == "C047 8:13");
  CHECK(told("sellers = \"50 %\"\nbuyers = \"0 %\"\nworkers = \"0 %\"\ninvestors = \"50 %\"\n[ownership]\ninvestors = 3\n").empty());
}

TEST_CASE("what a default process does wrong in every class is told once, and separate mistakes all at once", "[contract]") {
  CHECK(brief_problem("[governance.default]\nbody = \"investors\"\n[governance.fees]\nbody = \"members\"\n") == "C047 2:8");
  const Diagnostics two = problems_of("[governance.fees]\nbody = \"workers\"\n[governance.data]\nbody = \"investors\"\n");
  REQUIRE(two.size() == 2);
  CHECK(brief(two[0]) == "C047 2:8");
  CHECK(brief(two[1]) == "C047 4:8");
}

TEST_CASE("parts of classes that are no whole, and a board that is asked nothing, are warnings at their keys", "[contract]") {
  const auto told = [](const std::string& text) {
    Diagnostics warnings;
    read("[churn]\ngrace = \"13 weeks\"\n" + text, {}, {}, &warnings);
    std::string all;
    for (const Diagnostic& d : warnings) all += (all.empty() ? "" : ", ") + brief(d);
    return all;
  };
  const std::string classes = "[bodies.members]\nrule = \"class_weighted\"\nbuyers = \"0 %\"\nworkers = \"0 %\"\ninvestors = \"0 %\"\nsellers = ";
  CHECK(told(classes + "\"100 %\"\n").empty());
  CHECK(told(classes + "\"90 %\"\n") == "C040 8:11");
  CHECK(told("[bodies.board]\nseats = 5\n") == "C054 4:9");
  CHECK(told("[bodies.board]\nseats = 5\n[governance.fees]\nbody = \"board\"\n").empty());
  CHECK(told("[bodies.assembly]\nsize = 20\n") == "C054 4:8");
}
