#include "engine/rules/voting/instant_runoff.hpp"

#include <catch2/catch.hpp>

#include "tests/engine/voting/profiles.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
using Votes = std::vector<std::pair<std::vector<int>, std::int64_t>>;
Decision counted(std::size_t n_options, const Votes& votes) { return count_with(instant_runoff_rule(), rankings_of(n_options, votes)); }
}  // namespace

TEST_CASE("votes move to the next option left when theirs is removed", "[unit]") {
  // Tennessee's capital: Memphis 0, Nashville 1, Chattanooga 2, Knoxville 3; Knoxville wins the runoff
  const Votes tennessee = {{{0, 1, 2, 3}, 42}, {{1, 2, 3, 0}, 26}, {{2, 3, 1, 0}, 15}, {{3, 2, 1, 0}, 17}};
  const Decision decision = counted(4, tennessee);
  CHECK((decision.result == Result::passed && decision.option == 3 && decision.yes == 58 && decision.no == 42));
}

TEST_CASE("of several with fewest first places the highest index goes, the present last", "[unit]") {
  CHECK(counted(3, {{{0, 1, 2}, 1}, {{1, 0, 2}, 1}, {{2, 1, 0}, 1}}).option == 1);  // 2 goes and makes 1 win
  CHECK(counted(2, {{{0, 1}, 5}, {{1, 0}, 5}}).result == Result::defeated);
  CHECK(counted(3, {{{1, 0, 2}, 4}, {{2, 0, 1}, 4}}).option == 1);  // nobody puts the present first: it is removed at once
  CHECK(counted(3, {}).result == Result::defeated);
}

TEST_CASE("when the present stays, the record shows it against the last option removed", "[unit]") {
  const Decision kept = counted(3, {{{0, 1, 2}, 6}, {{1, 2, 0}, 3}, {{2, 1, 0}, 2}});
  CHECK((kept.result == Result::defeated && kept.option == 0 && kept.yes == 5 && kept.no == 6));
}
