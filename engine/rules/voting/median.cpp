#include "engine/rules/voting/median.hpp"

#include <numeric>

#include "engine/rules/voting/settle.hpp"

namespace townsquare {
namespace {

/// Lowest place at which half of the votes, or more, have been passed; the present if nobody votes.
std::size_t lower_median(const std::vector<std::int64_t>& votes, std::size_t present) {
  const std::int64_t all = std::accumulate(votes.begin(), votes.end(), std::int64_t{0});
  if (all == 0) return present;
  std::size_t place = 0;
  for (std::int64_t passed = votes[0]; passed < all - passed;) passed += votes[++place];
  return place;
}

/// Votes nearer on the grid to place `a` than to place `b`.
std::int64_t votes_nearer(const std::vector<std::int64_t>& votes, std::size_t a, std::size_t b) {
  const auto distance = [](std::size_t i, std::size_t k) { return i > k ? i - k : k - i; };
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < votes.size(); ++i)
    if (distance(i, a) < distance(i, b)) sum += votes[i];
  return sum;
}

Decision count(const Profile& profile, const Thresholds& thresholds) {
  const std::vector<std::int64_t>& votes = profile.power;
  const std::size_t present = profile.present, winner = lower_median(votes, present);
  if (winner != present)
    return settle(profile, thresholds, {winner, votes_nearer(votes, winner, present), votes_nearer(votes, present, winner)});
  const auto here = votes.begin() + static_cast<std::ptrdiff_t>(present);
  const std::int64_t below = std::accumulate(votes.begin(), here, std::int64_t{0});
  const std::int64_t above = std::accumulate(here + 1, votes.end(), std::int64_t{0});
  const std::int64_t larger = below > above ? below : above;
  return settle(profile, thresholds, {winner, larger, below + above + *here - larger});
}

Count bind(std::span<const double>) { return count; }
}  // namespace

VotingRule median_rule() {
  return {{"median", "Numbers are submitted; their weighted median is in force.",
           "Black 1948, On the rationale of group decision-making; Moulin 1980", {}},
          BallotKind::number, false, bind, weigh_by_power};
}
}  // namespace townsquare
