#include "engine/rules/voting/supermajority.hpp"

#include <catch2/catch.hpp>

#include "tests/engine/voting/profiles.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
Result counted(std::int64_t yes, std::int64_t no, double share, const Thresholds& thresholds = {}) {
  return count_with(supermajority_rule(), yes_no_of(yes, no, 0, 1000), thresholds, {share}).result;
}
}  // namespace

TEST_CASE("a supermajority is met at equality, for any whole number of votes", "[unit]") {
  for (std::int64_t third = 1; third < 300; ++third) {
    REQUIRE(counted(2 * third, third, 2. / 3) == Result::passed);
    REQUIRE(counted(2 * third - 1, third + 1, 2. / 3) == Result::defeated);
  }
}

TEST_CASE("the stricter of share and support decides, and half must be exceeded", "[unit]") {
  CHECK(counted(70, 30, .6, {.support = .7}) == Result::defeated);
  CHECK(counted(71, 29, .6, {.support = .7}) == Result::passed);
  CHECK(counted(71, 29, .75, {.support = .7}) == Result::defeated);
  CHECK(counted(50, 50, .5) == Result::defeated);
  CHECK(counted(0, 0, 2. / 3) == Result::defeated);
}
