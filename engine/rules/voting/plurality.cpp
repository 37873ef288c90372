#include "engine/rules/voting/plurality.hpp"

#include <algorithm>

#include "engine/rules/voting/settle.hpp"

namespace townsquare {
namespace {

Decision count(const Profile& profile, const Thresholds& thresholds) {
  const std::vector<std::int64_t>& votes = profile.power;
  const auto rival = std::max_element(votes.begin() + 1, votes.end());  // the first of equals
  const auto place = static_cast<std::size_t>(rival - votes.begin());
  return settle(profile, thresholds, {*rival > votes[0] ? place : 0, *rival, votes[0]});
}

Count bind(std::span<const double>) { return count; }
}  // namespace

VotingRule plurality_rule() {
  return {{"plurality", "One vote for one option; most votes win.", "textbook definition, as in Brams and Fishburn 2002", {}},
          BallotKind::one_option, false, bind, weigh_by_power};
}
}  // namespace townsquare
