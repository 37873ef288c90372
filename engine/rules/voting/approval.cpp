#include "engine/rules/voting/approval.hpp"

#include "engine/rules/voting/settle.hpp"

namespace townsquare {
namespace {

bool approves(std::size_t ballot, std::size_t option) { return ballot >> option & 1; }

/// Votes that approve the first and not the second.
std::int64_t votes_for(const Profile& profile, std::size_t first, std::size_t second) {
  std::int64_t votes = 0;
  for (std::size_t ballot = 0; ballot < profile.power.size(); ++ballot)
    if (approves(ballot, first) && !approves(ballot, second)) votes += profile.power[ballot];
  return votes;
}

Decision count(const Profile& profile, const Thresholds& thresholds) {
  std::array<std::int64_t, most_approved_options> approvals{};
  for (std::size_t ballot = 0; ballot < profile.power.size(); ++ballot)
    for (std::size_t k = 0; k < profile.n_options; ++k)
      if (approves(ballot, k)) approvals[k] += profile.power[ballot];
  std::size_t rival = 1;
  for (std::size_t k = 2; k < profile.n_options; ++k)
    if (approvals[k] > approvals[rival]) rival = k;
  const std::size_t winner = approvals[rival] > approvals[0] ? rival : 0;
  return settle(profile, thresholds, {winner, votes_for(profile, rival, 0), votes_for(profile, 0, rival)});
}

Count bind(std::span<const double>) { return count; }
}  // namespace

VotingRule approval_rule() {
  return {{"approval", "Any number of options can be approved; the most approved wins.", "Brams and Fishburn 1978, Approval voting", {}},
          BallotKind::approval, false, bind, weigh_by_power};
}
}  // namespace townsquare
