#include "analysis/metrics/proposal_outcomes.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <vector>

namespace townsquare {
namespace {

/// A number of the rule book and a direction in which somebody wants it.
using Wish = std::tuple<DecisionClass, std::uint16_t, bool>;

Wish wish_of(const Event& e) { return {e.subject, e.key, e.after > e.before}; }

}  // namespace

ChangeTimes change_times(const State& state, std::size_t platform) {
  const std::vector<Proposal>& proposals = state.platforms[platform].governance.proposals;
  std::map<Wish, std::int32_t> since;  // first draft of each that is not met
  ChangeTimes times;
  for (const Event& e : state.log.events) {
    if (e.platform != platform || e.proposal >= proposals.size() || proposals[e.proposal].is_attack) continue;
    if (e.kind == EventKind::drafted) since.try_emplace(wish_of(e), e.week);
    if (e.kind != EventKind::executed) continue;
    const auto first = since.find(wish_of(e));
    const bool is_of_its_own = e.subject == DecisionClass::spending || first == since.end();
    times.weeks += e.week - (is_of_its_own ? proposals[e.proposal].drafted_week : first->second);
    times.n += 1;
    // what was wanted of the old number, either way, is settled
    for (const bool is_up : {false, true}) since.erase({e.subject, e.key, is_up});
  }
  return times;
}

VotesHeld votes_held(const PlatformState& platform) {
  VotesHeld held;
  std::vector<std::int64_t> ballots;
  for (const Proposal& proposal : platform.governance.proposals) {
    const bool is_open = proposal.state == ProposalState::pending || proposal.state == ProposalState::active || proposal.state == ProposalState::canceled;
    const House& house = proposal.houses[0];
    if (is_open || house.members == 0 || house.electorate == 0) continue;
    held.of_people += static_cast<double>(house.cast) / static_cast<double>(house.members);
    held.of_power += static_cast<double>(house.yes + house.no + house.abstain) / static_cast<double>(house.electorate);
    ballots.push_back(house.cast);
  }
  if (ballots.empty()) return held;
  held.n = static_cast<double>(ballots.size());
  held.of_people /= held.n;
  held.of_power /= held.n;
  const auto middle = ballots.begin() + static_cast<std::ptrdiff_t>((ballots.size() - 1) / 2);
  std::ranges::nth_element(ballots, middle);
  held.median_ballots = static_cast<double>(*middle);
  return held;
}

}  // namespace townsquare
