#include "engine/rules/voting/condorcet.hpp"

#include <catch2/catch.hpp>

#include "engine/rules/voting/settle.hpp"
#include "tests/engine/voting/profiles.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
using Votes = std::vector<std::pair<std::vector<int>, std::int64_t>>;
Decision counted(std::size_t n_options, const Votes& votes) { return count_with(condorcet_rule(), rankings_of(n_options, votes)); }
}  // namespace

TEST_CASE("who beats every other option wins without a first majority", "[unit]") {
  const Votes tennessee = {{{0, 1, 2, 3}, 42}, {{1, 2, 3, 0}, 26}, {{2, 3, 1, 0}, 15}, {{3, 2, 1, 0}, 17}};
  const Decision decision = counted(4, tennessee);
  CHECK((decision.result == Result::passed && decision.option == 1 && decision.yes == 58 && decision.no == 42));
}

TEST_CASE("Schulze's example of 45 voters and five options is won by the fifth", "[unit]") {
  // Schulze 2011, example of section 3: A to E as 0 to 4
  const Votes votes = {{{0, 2, 1, 4, 3}, 5}, {{0, 3, 4, 2, 1}, 5}, {{1, 4, 3, 0, 2}, 8}, {{2, 0, 1, 4, 3}, 3},
                       {{2, 0, 4, 1, 3}, 7}, {{2, 1, 0, 3, 4}, 2}, {{3, 2, 4, 1, 0}, 7}, {{4, 1, 0, 3, 2}, 8}};
  CHECK(votes_preferring(rankings_of(5, votes), 0, 1) == 20);
  CHECK(counted(5, votes).option == 4);
}

TEST_CASE("the weakest beat of a cycle of three gives way, and a perfect cycle goes to the lower index", "[unit]") {
  // 1 beats 2 by 8, 2 beats 0 by 7, 0 beats 1 by 6 of 11
  CHECK(counted(3, {{{1, 2, 0}, 4}, {{0, 1, 2}, 4}, {{2, 0, 1}, 2}, {{2, 1, 0}, 1}}).option == 1);
  CHECK(counted(3, {{{0, 1, 2}, 3}, {{1, 2, 0}, 3}, {{2, 0, 1}, 3}}).result == Result::defeated);
  CHECK(counted(4, {{{1, 2, 3, 0}, 3}, {{2, 3, 1, 0}, 3}, {{3, 1, 2, 0}, 3}}).option == 1);
  CHECK(counted(3, {}).result == Result::defeated);
}
