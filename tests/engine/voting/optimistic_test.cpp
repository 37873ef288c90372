#include "engine/rules/voting/optimistic.hpp"

#include <catch2/catch.hpp>

#include "tests/engine/voting/profiles.hpp"

using namespace townsquare;
using namespace townsquare::testing;

TEST_CASE("an optimistic proposal passes unless enough of all vote against it, whatever votes for it", "[unit]") {
  const auto counted = [](std::int64_t yes, std::int64_t no) {
    return count_with(optimistic_rule(), yes_no_of(yes, no, 0, 1000), {.quorum = .5, .support = .9, .min_approval = .5}, {.1}).result;
  };
  CHECK(counted(0, 0) == Result::passed);
  CHECK(counted(0, 99) == Result::passed);
  CHECK(counted(0, 100) == Result::defeated);
  CHECK(counted(900, 100) == Result::defeated);
}

TEST_CASE("without a vote against it an optimistic proposal passes, even where any would stop it", "[unit]") {
  CHECK(count_with(optimistic_rule(), yes_no_of(0, 0, 0, 0), {}, {0.}).option == 1);
  CHECK(count_with(optimistic_rule(), yes_no_of(50, 1, 0, 1000), {}, {0.}).option == 0);
}
