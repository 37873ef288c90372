#include "engine/rules/voting/median.hpp"

#include <catch2/catch.hpp>

#include "tests/engine/voting/profiles.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
Decision counted(std::size_t present, const std::vector<std::pair<std::size_t, std::int64_t>>& votes, const Thresholds& thresholds = {}) {
  Profile profile = profile_of(BallotKind::number, 11, votes);
  profile.present = present;
  return count_with(median_rule(), profile, thresholds);
}
}  // namespace

TEST_CASE("the lowest number that half of the votes do not exceed is in force", "[unit]") {
  const Decision decision = counted(9, {{2, 10}, {4, 10}, {7, 1}, {9, 4}});
  CHECK((decision.result == Result::passed && decision.option == 4 && decision.yes == 20 && decision.no == 5));
  CHECK(counted(9, {{2, 10}, {4, 10}}).option == 2);  // half is enough: the lower of two medians
  CHECK(counted(9, {{2, 10}, {4, 11}}).option == 4);
  CHECK(counted(0, {{10, 1}}).option == 10);
}

TEST_CASE("a median at the number in force, or without a quorum, changes nothing", "[unit]") {
  const Decision kept = counted(4, {{2, 10}, {4, 5}, {7, 9}});
  CHECK((kept.result == Result::defeated && kept.option == 4 && kept.yes == 10 && kept.no == 14));
  CHECK(counted(5, {}).option == 5);
  const Decision missed = counted(5, {{2, 10}}, {.quorum_number = 11});
  CHECK((missed.result == Result::no_quorum && missed.option == 5));
}
