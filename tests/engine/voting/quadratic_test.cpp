#include "engine/rules/voting/quadratic.hpp"

#include <catch2/catch.hpp>

#include "tests/engine/voting/profiles.hpp"

using namespace townsquare;
using namespace townsquare::testing;

TEST_CASE("votes are the whole part of strength times the root of the budget, and never cost more than it", "[unit]") {
  Members members({1, 4, 2, 0, 1, 1});
  members.strength = {1, 1, 1, 1, .29f, 0};
  CHECK(members.weighed(quadratic_rule()) == std::vector<std::int64_t>{100, 200, 141, 0, 29, 0});
  members.is_casting[1] = 0;
  CHECK(members.weighed(quadratic_rule())[1] == 0);
  for (std::int64_t budget : {99'999'999LL, 100'000'000LL, 999'999'999'999LL, 4'503'599'627'370'496LL - 1}) {
    const std::int64_t votes = Members({budget}).weighed(quadratic_rule(), {1})[0];
    CHECK((votes * votes <= budget && (votes + 1) * (votes + 1) > budget));
  }
}

TEST_CASE("the electorate of a quadratic vote is everybody at full strength", "[unit]") {
  const Weigh weigh = quadratic_rule().weigh(std::vector{10'000.});
  CHECK(electorate_of(weigh, std::vector<std::int64_t>{1, 4, 0}, make_luck(1, 0), 0) == 300);
}
