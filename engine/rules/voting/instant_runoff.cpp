#include "engine/rules/voting/instant_runoff.hpp"

#include "engine/rules/voting/settle.hpp"

namespace townsquare {
namespace {

/// Votes that put each option first among those left.
std::array<std::int64_t, most_ranked_options> first_places(const Profile& profile, unsigned left) {
  std::array<std::int64_t, most_ranked_options> votes{};
  for (std::size_t code = 0; code < profile.power.size(); ++code) {
    if (profile.power[code] == 0) continue;
    const Preference order = order_of_code(code, profile.n_options);
    std::size_t place = 0;
    while (!(left >> order[place] & 1u)) ++place;
    votes[order[place]] += profile.power[code];
  }
  return votes;
}

Decision count(const Profile& profile, const Thresholds& thresholds) {
  unsigned left = (1u << profile.n_options) - 1;
  std::size_t removed = 0;  // in the end the runner-up
  for (std::size_t n_left = profile.n_options; n_left > 1; --n_left) {
    const auto votes = first_places(profile, left);
    removed = profile.n_options;
    for (std::size_t k = profile.n_options; k-- > 0;)
      if (left >> k & 1u && (removed == profile.n_options || votes[k] < votes[removed])) removed = k;
    left &= ~(1u << removed);
  }
  std::size_t winner = 0;
  while (!(left >> winner & 1u)) ++winner;
  const std::size_t rival = winner != 0 ? winner : removed;
  return settle(profile, thresholds, {winner, votes_preferring(profile, rival, 0), votes_preferring(profile, 0, rival)});
}

Count bind(std::span<const double>) { return count; }
}  // namespace

VotingRule instant_runoff_rule() {
  return {{"instant_runoff", "Options are ranked; the one with fewest first places is removed until one is left.",
           "Ware's method of 1871, as in Tideman 1995, The single transferable vote", {}},
          BallotKind::ranking, false, bind, weigh_by_power};
}
}  // namespace townsquare
