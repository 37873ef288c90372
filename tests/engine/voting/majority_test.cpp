#include "engine/rules/voting/majority.hpp"

#include <catch2/catch.hpp>

#include "tests/engine/voting/profiles.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
Decision counted(std::int64_t yes, std::int64_t no, std::int64_t abstain, std::int64_t electorate, const Thresholds& thresholds = {}) {
  return count_with(majority_rule(), yes_no_of(yes, no, abstain, electorate), thresholds);
}
}  // namespace

TEST_CASE("a majority is more than the support asked for; a tie and an empty vote fail", "[unit]") {
  CHECK(counted(7, 6, 0, 20).result == Result::passed);
  CHECK(counted(6, 6, 0, 12).result == Result::defeated);
  CHECK(counted(0, 0, 5, 12).result == Result::defeated);
  CHECK(counted(2, 1, 0, 3, {.support = 2. / 3}).result == Result::defeated);
  const Decision passed = counted(7, 6, 1, 20), defeated = counted(6, 7, 1, 20);
  CHECK((passed.option == 1 && passed.yes == 7 && passed.no == 6));
  CHECK((defeated.option == 0 && defeated.yes == 6 && defeated.no == 7));
}

TEST_CASE("a quorum is met at equality, also where its share is not exact in binary", "[unit]") {
  CHECK(counted(7, 0, 0, 100, {.quorum = .07}).result == Result::passed);
  CHECK(counted(6, 0, 0, 100, {.quorum = .07}).result == Result::no_quorum);
  CHECK(counted(40, 0, 0, 100, {.quorum_number = 40}).result == Result::passed);
  CHECK(counted(39, 0, 0, 100, {.quorum_number = 40}).result == Result::no_quorum);
  CHECK(counted(0, 6, 0, 100, {.quorum = .07}).result == Result::no_quorum);  // the quorum is asked first
}

TEST_CASE("a process says which votes its quorum counts", "[unit]") {
  const auto with = [](QuorumCounts counts) { return counted(3, 2, 2, 100, {.quorum = .05, .counts = counts}).result; };
  CHECK(with(QuorumCounts::all_cast) == Result::passed);
  CHECK(with(QuorumCounts::yes_and_abstain) == Result::passed);
  CHECK(with(QuorumCounts::yes_only) == Result::no_quorum);
  CHECK(counted(3, 2, 0, 100, {.quorum = .05, .counts = QuorumCounts::yes_and_abstain}).result == Result::no_quorum);
}

TEST_CASE("a least approval is a share of the electorate, met at equality, and its lack is a defeat", "[unit]") {
  CHECK(counted(10, 2, 0, 100, {.min_approval = .1}).result == Result::passed);
  const Decision missed = counted(9, 2, 50, 100, {.min_approval = .1});
  CHECK((missed.result == Result::defeated && missed.option == 0));
}
