// Keys of ownership that are right one by one and wrong together.
#include <catch2/catch.hpp>

#include "tests/scenarios/reading.hpp"

using namespace townsquare;
using namespace townsquare::test;

TEST_CASE("no more tokens are given away at the launch than there are", "[contract]") {
  const std::string text = "[ownership]\ntokens = 100\nfounders_share = \"50 %\"\ninvestors_share = \"30 %\"\ntreasury_share = ";
  CHECK(brief_problem(text + "\"21 %\"\n") == "C040 5:18");
  CHECK(problems_of(text + "\"20 %\"\n").empty());
}
