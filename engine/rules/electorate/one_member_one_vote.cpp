#include "engine/rules/electorate/one_member_one_vote.hpp"

#include <algorithm>

namespace townsquare {
namespace {
Electorate bind(std::span<const double>) {
  return [](const ElectorateColumns& c, std::span<std::int64_t> power) { std::ranges::copy(c.people, power.begin()); };
}
}  // namespace

ElectorateRule one_member_one_vote_rule() {
  return {{"one_member_one_vote", "Each member has one vote.", "International Cooperative Alliance, second principle", {}}, false, false, 1, bind};
}
}  // namespace townsquare
