#include "engine/rules/voting/settle.hpp"

#include <numeric>

namespace townsquare {

std::int64_t votes_cast(const Profile& profile) {
  return std::accumulate(profile.power.begin(), profile.power.end(), profile.abstain);
}

bool meets_quorum(const Profile& profile, const Thresholds& thresholds, std::int64_t yes) {
  const std::int64_t counted = thresholds.counts == QuorumCounts::all_cast          ? votes_cast(profile)
                               : thresholds.counts == QuorumCounts::yes_and_abstain ? yes + profile.abstain
                                                                                    : yes;
  const double least = thresholds.quorum * static_cast<double>(profile.electorate);
  return static_cast<double>(counted) >= least - vote_rounding && static_cast<double>(counted) >= thresholds.quorum_number - vote_rounding;
}

bool meets_approval(const Profile& profile, const Thresholds& thresholds, std::int64_t yes) {
  return static_cast<double>(yes) >= thresholds.min_approval * static_cast<double>(profile.electorate) - vote_rounding;
}

Decision settle(const Profile& profile, const Thresholds& thresholds, const Finding& finding) {
  Decision decision{Result::passed, finding.option, finding.yes, finding.no, 0};
  if (!meets_quorum(profile, thresholds, finding.yes)) decision.result = Result::no_quorum;
  else if (finding.option == profile.present || !meets_approval(profile, thresholds, finding.yes)) decision.result = Result::defeated;
  if (decision.result != Result::passed) decision.option = profile.present;
  return decision;
}

bool has_support(std::int64_t yes, std::int64_t no, double support) {
  return static_cast<double>(yes) > support * static_cast<double>(yes + no) + vote_rounding;
}

Decision count_majority(const Profile& profile, const Thresholds& thresholds) {
  const std::int64_t yes = profile.power[1], no = profile.power[0];
  return settle(profile, thresholds, {has_support(yes, no, thresholds.support) ? 1u : 0u, yes, no});
}

std::int64_t votes_preferring(const Profile& profile, std::size_t first, std::size_t second) {
  std::int64_t votes = 0;
  for (std::size_t code = 0; code < profile.power.size(); ++code) {
    if (profile.power[code] == 0) continue;
    const Preference order = order_of_code(code, profile.n_options);
    std::size_t place = 0;
    while (order[place] != first && order[place] != second) ++place;
    if (order[place] == first) votes += profile.power[code];
  }
  return votes;
}

}  // namespace townsquare
