#include "engine/rules/voting/condorcet.hpp"

#include <algorithm>

#include "engine/rules/voting/settle.hpp"

namespace townsquare {
namespace {
using Strengths = std::array<std::array<std::int64_t, most_ranked_options>, most_ranked_options>;

/// Votes behind each beat, 0 where an option does not beat the other.
Strengths beats_of(const Profile& profile) {
  Strengths beats{};
  for (std::size_t i = 0; i < profile.n_options; ++i)
    for (std::size_t k = 0; k < i; ++k) {
      const std::int64_t up = votes_preferring(profile, i, k), down = votes_preferring(profile, k, i);
      if (up > down) beats[i][k] = up;
      if (down > up) beats[k][i] = down;
    }
  return beats;
}

/// Strength of the strongest path between any two options (Floyd and Warshall with the weakest beat for the sum).
Strengths paths_of(Strengths path, std::size_t n) {
  for (std::size_t via = 0; via < n; ++via)
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t k = 0; k < n; ++k)
        if (i != k) path[i][k] = std::max(path[i][k], std::min(path[i][via], path[via][k]));
  return path;
}

Decision count(const Profile& profile, const Thresholds& thresholds) {
  const std::size_t n = profile.n_options;
  const Strengths path = paths_of(beats_of(profile), n);
  const auto wins = [&](std::size_t i) {
    for (std::size_t k = 0; k < n; ++k)
      if (path[i][k] < path[k][i]) return false;
    return true;
  };
  std::size_t winner = 0;  // somebody wins, because "has the stronger path" is transitive
  while (!wins(winner)) ++winner;

  // if the present stays, the option that came nearest to beating it
  std::size_t rival = winner;
  for (std::size_t k = 1; winner == 0 && k < n; ++k)
    if (rival == 0 || votes_preferring(profile, k, 0) > votes_preferring(profile, rival, 0)) rival = k;
  return settle(profile, thresholds, {winner, votes_preferring(profile, rival, 0), votes_preferring(profile, 0, rival)});
}

Count bind(std::span<const double>) { return count; }
}  // namespace

VotingRule condorcet_rule() {
  return {{"condorcet", "Options are ranked; the one that beats every other wins, cycles are broken by strongest paths.",
           "Condorcet 1785; Schulze 2011, A new monotonic, clone-independent voting method", {}},
          BallotKind::ranking, false, bind, weigh_by_power};
}
}  // namespace townsquare
