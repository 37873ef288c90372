// Times that end after the run: a warning, for a short look at a slow constitution is allowed.
#include "tests/scenarios/reading.hpp"

using namespace townsquare;
using namespace townsquare::test;

TEST_CASE("a change that cannot take effect within the run is a warning in every class that somebody decides", "[contract]") {
  Diagnostics warnings;
  const std::vector<std::string> market = {"churn.grace=13 weeks"};
  const std::string run = "[run]\nweeks = \"52 weeks\"\n[governance.data]\n";
  read(run + "body = \"members\"\ntimelock = \"53 weeks\"\n", market, {}, &warnings);
  REQUIRE(warnings.size() == 1);
  CHECK(brief(warnings[0]) == "C043 5:12");
  CHECK(warnings[0].severity == Severity::warning);
  CHECK(warnings[0].message == "no change in [governance.data] can take effect within the run");
  CHECK(warnings[0].hint == "voting_delay + voting_period + timelock is 56 weeks, the run is 52 weeks");
  read(run + "body = \"members\"\ntimelock = \"49 weeks\"\n", market, {}, &warnings);
  CHECK(warnings.empty());
  read(run + "timelock = \"53 weeks\"\n", market, {}, &warnings);
  CHECK(warnings.empty());
}
