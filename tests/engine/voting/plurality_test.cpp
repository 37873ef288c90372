#include "engine/rules/voting/plurality.hpp"

#include <catch2/catch.hpp>

#include "tests/engine/voting/profiles.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
Decision counted(const std::vector<std::int64_t>& votes, const Thresholds& thresholds = {}) {
  std::vector<std::pair<std::size_t, std::int64_t>> by_code;
  for (std::size_t k = 0; k < votes.size(); ++k) by_code.emplace_back(k, votes[k]);
  return count_with(plurality_rule(), profile_of(BallotKind::one_option, votes.size(), by_code), thresholds);
}
}  // namespace

TEST_CASE("most votes win, however few they are", "[unit]") {
  const Decision decision = counted({20, 21, 30, 29});
  CHECK((decision.result == Result::passed && decision.option == 2 && decision.yes == 30 && decision.no == 20));
}

TEST_CASE("the present keeps its place in a tie, and the lower index wins one among others", "[unit]") {
  const Decision kept = counted({30, 20, 30});
  CHECK((kept.result == Result::defeated && kept.option == 0 && kept.yes == 30 && kept.no == 30));
  CHECK(counted({0, 20, 30, 30}).option == 2);
  CHECK(counted({0, 0, 0}).result == Result::defeated);
}

TEST_CASE("a winner without a quorum changes nothing", "[unit]") {
  Profile profile = profile_of(BallotKind::one_option, 3, {{0, 2}, {2, 5}});
  profile.electorate = 100;
  const Decision missed = count_with(plurality_rule(), profile, {.quorum = .08});
  CHECK((missed.result == Result::no_quorum && missed.option == 0));
  profile.abstain = 1;
  CHECK(count_with(plurality_rule(), profile, {.quorum = .08}).option == 2);
  CHECK(count_with(plurality_rule(), profile, {.min_approval = .06}).result == Result::defeated);
}
