#include "engine/rules/voting/approval.hpp"

#include <catch2/catch.hpp>

#include "tests/engine/voting/profiles.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
Decision counted(const std::vector<std::pair<std::size_t, std::int64_t>>& votes, const Thresholds& thresholds = {}) {
  return count_with(approval_rule(), profile_of(BallotKind::approval, 3, votes), thresholds);
}
}  // namespace

TEST_CASE("the option approved by most wins, whatever else its supporters approve", "[unit]") {
  // 0: 40, 1: 35 + 25, 2: 40 + 25 of 105
  const Decision decision = counted({{0b101, 40}, {0b010, 35}, {0b110, 25}, {0b000, 5}});
  CHECK((decision.result == Result::passed && decision.option == 2));
  CHECK((decision.yes == 25 && decision.no == 0));  // of those who like one of the two only
}

TEST_CASE("the present keeps its place in a tie of approvals, and the lower index wins one among others", "[unit]") {
  CHECK(counted({{0b001, 30}, {0b010, 30}}).result == Result::defeated);
  CHECK(counted({{0b110, 30}, {0b001, 10}}).option == 1);
  CHECK(counted({{0b000, 30}}).result == Result::defeated);
}

TEST_CASE("a ballot that approves nothing counts for the quorum only", "[unit]") {
  Profile profile = profile_of(BallotKind::approval, 3, {{0b100, 3}, {0b000, 2}});
  profile.electorate = 100;
  CHECK(count_with(approval_rule(), profile, {.quorum = .05}).option == 2);
  CHECK(count_with(approval_rule(), profile, {.quorum = .06}).result == Result::no_quorum);
}
