// Classes of decision that have nothing to decide.
#include <catch2/catch.hpp>

#include "tests/scenarios/reading.hpp"

using namespace townsquare;
using namespace townsquare::test;

TEST_CASE("a class that is given to a body by name must have something to decide", "[contract]") {
  const auto warned = [](const std::string& text) {
    Diagnostics warnings;
    read("[market]\nniches = 3\n" + text, {}, {}, &warnings);
    return warnings.size() == 1 && warnings[0].code == "C054" ? warnings[0].at.line : warnings.empty() ? 0 : -1;
  };
  const std::string by_lot = "[ranking]\nrule = \"lottery\"\n";
  CHECK(warned(by_lot + "[governance.ranking]\nbody = \"sellers\"\n") == 6);
  CHECK(warned("[governance.ranking]\nbody = \"sellers\"\n") == 0);
  CHECK(warned(by_lot + "[governance.default]\nbody = \"sellers\"\n") == 0);
  CHECK(warned("[governance.membership]\nbody = \"members\"\n") == 4);
  CHECK(warned("[exit]\nguildkick = \"yes\"\n[governance.membership]\nbody = \"members\"\n") == 0);
  CHECK(warned(by_lot + "[control]\nby = \"nobody\"\n[governance.ranking]\nbody = \"sellers\"\n") == 0);
}
