#include "engine/rules/electorate/one_member_one_vote.hpp"

#include <algorithm>

namespace townsquare {
namespace {
Electorate bind(std::span<const double>) {
  return [](const ElectorateColumns&, std::span<std::int64_t> power) { std::ranges::fill(power, 1); };
}
}  // namespace

ElectorateRule one_member_one_vote_rule() {
  return {{"one_member_one_vote", "Each member has one vote.", "International Cooperative Alliance, second principle", {}}, bind};
}
}  // namespace townsquare
