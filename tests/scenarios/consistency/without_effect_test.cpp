// Keys that nothing in a scenario reads.
#include <catch2/catch.hpp>

#include "tests/scenarios/reading.hpp"

using namespace townsquare;
using namespace townsquare::test;

TEST_CASE("a key that nothing reads is told, and one that is read is not", "[contract]") {
  const auto warned = [](const std::string& text) {
    Diagnostics warnings;
    read("[market]\nniches = 3\n" + text, {}, {}, &warnings);
    return warnings.size() == 1 && warnings[0].code == "C055" ? warnings[0].at.line : warnings.empty() ? 0 : -1;
  };
  const std::string by_operator = "[control]\nby = \"operator\"\n", silent = "[conduct]\nreweighting = \"10 %\"\n";
  CHECK(warned(silent) == 4);
  CHECK(warned(by_operator + silent) == 0);
  CHECK(warned(by_operator + "[ranking]\nrule = \"lottery\"\n" + silent) == 8);
  CHECK(warned("[membership]\nwaiting_list = \"yes\"\n") == 4);
  CHECK(warned("[membership]\ncap = 200\nwaiting_list = \"yes\"\n") == 0);
  CHECK(warned("[visit]\nloyalty_fade = \"20 %\"\n") == 4);
  CHECK(warned("[visit]\nloyalty = 1\nloyalty_fade = \"20 %\"\n") == 0);
  CHECK(warned("capacity = 5\n") == 0);
  CHECK(warned("capacity = 5\nbuyers_per_agent = 10\n") == 3);
}
