// What a vote or a proposal needs and nobody can bring.
#include "tests/scenarios/reading.hpp"

using namespace townsquare;
using namespace townsquare::test;

namespace {
const std::string tokens = "[bodies.members]\nrule = \"token\"\n[ownership]\ntokens = 1000\ncustody_share = \"60 %\"\n";
}

TEST_CASE("a quorum is at most the whole, as a share and as a number", "[contract]") {
  CHECK(brief_problem("[governance.fees]\nquorum = \"101 %\"\n") == "C023 2:10");
  const std::string text = "[market]\nsellers = 40\n[growth]\nfounding_sellers = 30\n[governance.fees]\nquorum_number = ";
  const Diagnostic d = problem_of(text + "41\n");
  CHECK(brief(d) == "C048 6:17");
  CHECK(d.message == "no vote in [governance.fees] can reach `quorum_number`");
  CHECK(d.hint == "41 votes are asked for; `members` can never have more than 40");
  CHECK(problems_of(text + "40\n").empty());
  CHECK(brief_problem("[governance.fees]\nbody = \"board\"\nquorum_number = 6\n") == "C048 3:17");
  CHECK(problems_of("[governance.fees]\nbody = \"board\"\nquorum_number = 5\n").empty());
  const std::string panel = "[governance.fees]\nrule = \"sortition_panel\"\npanel_size = 5\nquorum_number = ";
  CHECK(brief_problem(panel + "6\n") == "C048 4:17");
  CHECK(problems_of(panel + "5\n").empty());
}

TEST_CASE("tokens in custody count in a quorum and never vote", "[contract]") {
  const std::string text = tokens + "[governance.fees]\n";
  const Diagnostic d = problem_of(text + "quorum = \"41 %\"\nquorum_counts = \"yes_only\"\n");
  CHECK(brief(d) == "C048 7:10");
  CHECK(d.hint == "41 % is asked for; `members` can cast 40 % of its votes: the rest lies in custody, which counts and never votes");
  CHECK(problems_of(text + "quorum = \"40 %\"\n").empty());
  CHECK(brief_problem(text + "min_approval = \"41 %\"\n") == "C048 7:16");
  // tokens of a founder without a first worker, and of the treasury, do not count; those of investors do
  CHECK(brief_problem(tokens + "investors = 3\ninvestors_share = \"50 %\"\n[governance.fees]\nquorum = \"71 %\"\n") == "C048 9:10");
  CHECK(problems_of(tokens + "investors = 3\ninvestors_share = \"50 %\"\n[governance.fees]\nquorum = \"70 %\"\n").empty());
  // what custody holds may vote after all, and earned tokens lie with whoever earned them
  CHECK(problems_of(text + "quorum = \"41 %\"\n[attack]\nrule = \"custodian\"\ngoal = \"fee\"\n").empty());
  CHECK(problems_of(tokens + "tokens_per_sale = \"0.1 /USD\"\n[governance.fees]\nquorum = \"41 %\"\n").empty());
  // what is not stopped passes
  CHECK(problems_of(text + "rule = \"optimistic\"\nquorum = \"41 %\"\n").empty());
}

TEST_CASE("the second house must reach the quorum too", "[contract]") {
  CHECK(brief_problem("[ownership]\nworkers = 3\n[governance.fees]\nsecond_body = \"workers\"\nquorum_number = 4\n") == "C048 5:17");
}

TEST_CASE("more than all of the yes and no votes is never yes", "[contract]") {
  CHECK(brief_problem("[governance.amendment]\nbody = \"members\"\nsupport = \"100 %\"\n") == "C048 3:11");
  CHECK(problems_of("[governance.amendment]\nsupport = \"100 %\"\n").empty());  // nobody decides
  CHECK(problems_of("[governance.amendment]\nbody = \"members\"\nrule = \"plurality\"\nsupport = \"100 %\"\n").empty());
  CHECK(brief_problem("[governance.amendment]\nbody = \"members\"\nmin_approval = \"101 %\"\n") == "C023 3:16");
}

TEST_CASE("somebody must have the votes to propose", "[contract]") {
  CHECK(brief_problem("[governance.fees]\nproposal_threshold = \"120 %\"\n") == "C023 2:22");
  const std::string text = "[growth]\nfounding_sellers = 50\n[governance.fees]\nproposal_threshold = ";
  const Diagnostic d = problem_of(text + "\"3 %\"\n");
  CHECK(brief(d) == "C048 4:22");
  CHECK(d.hint == "3 % of the votes are asked for, 2 % is the most that one holder has: each of them has one vote at the launch");
  CHECK(problems_of(text + "\"2 %\"\n").empty());
  CHECK(brief_problem("[governance.fees]\nbody = \"board\"\nproposal_threshold = \"21 %\"\n") == "C048 3:22");
  CHECK(problems_of("[governance.fees]\nbody = \"board\"\nproposal_threshold = \"20 %\"\n").empty());
  CHECK(brief_problem(tokens + "[governance.fees]\nproposal_threshold = \"6 %\"\n", {"bodies.members.cap=5 %"}) == "C048 1:20");
}

TEST_CASE("a deposit above all that the platform begins with is a warning", "[contract]") {
  const auto told = [](const std::string& deposit) {
    Diagnostics warnings;
    read("[churn]\ngrace = \"13 weeks\"\n[capital]\nstart_cash = \"1000 USD\"\n[governance.fees]\nproposal_deposit = \"" + deposit + "\"\n", {}, {}, &warnings);
    return warnings.empty() ? std::string() : brief(warnings.back());
  };
  CHECK(told("1000 USD").empty());
  CHECK(told("1001 USD") == "C048 6:20");
}
