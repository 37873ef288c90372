#include "engine/rules/voting/voting.hpp"

#include <algorithm>
#include <numeric>

#include "engine/rules/voting/approval.hpp"
#include "engine/rules/voting/condorcet.hpp"
#include "engine/rules/voting/conviction.hpp"
#include "engine/rules/voting/instant_runoff.hpp"
#include "engine/rules/voting/liquid_delegation.hpp"
#include "engine/rules/voting/majority.hpp"
#include "engine/rules/voting/median.hpp"
#include "engine/rules/voting/optimistic.hpp"
#include "engine/rules/voting/plurality.hpp"
#include "engine/rules/voting/quadratic.hpp"
#include "engine/rules/voting/sortition_panel.hpp"
#include "engine/rules/voting/supermajority.hpp"

namespace townsquare {

std::span<const VotingRule> voting_rules() {
  static const VotingRule table[] = {
      majority_rule(),  supermajority_rule(), plurality_rule(),  approval_rule(),   instant_runoff_rule(),    condorcet_rule(),
      median_rule(),    quadratic_rule(),     conviction_rule(), optimistic_rule(), liquid_delegation_rule(), sortition_panel_rule()};
  return table;
}

Voting bind_voting(const VotingRule& rule, std::span<const double> values) {
  return {rule.bind(values), rule.weigh(values), rule.ballot, rule.is_continuous};
}

Weigh weigh_by_power(std::span<const double>) {
  return [](const VoterColumns& rows, const Luck&, std::uint32_t, std::span<std::int64_t> votes) {
    for (std::size_t i = 0; i < votes.size(); ++i) votes[i] = rows.is_casting[i] ? rows.power[i] : 0;
  };
}

std::int64_t electorate_of(const Weigh& weigh, std::span<const std::int64_t> power, const Luck& luck, std::uint32_t proposal) {
  const std::vector<std::uint8_t> everybody(power.size(), 1);
  const std::vector<float> fully(power.size(), 1);
  std::vector<std::int64_t> votes(power.size());
  weigh({power, everybody, {}, fully}, luck, proposal, votes);
  return std::accumulate(votes.begin(), votes.end(), std::int64_t{0});
}

Profile collect_ballots(BallotKind kind, std::size_t n_options, std::span<const std::uint32_t> ballot,
                        std::span<const std::int64_t> votes, std::int64_t electorate) {
  Profile profile{.kind = kind, .n_options = n_options, .electorate = electorate};
  profile.power.assign(n_ballot_codes(kind, n_options), 0);
  for (std::size_t i = 0; i < ballot.size(); ++i) (ballot[i] == abstention ? profile.abstain : profile.power[ballot[i]]) += votes[i];
  return profile;
}

Profile profile_of_two(BallotKind kind, std::int64_t yes, std::int64_t no, std::int64_t abstain, std::int64_t electorate) {
  constexpr double wanted[] = {0, 1}, unwanted[] = {0, -1};
  Profile profile{.kind = kind, .n_options = 2, .abstain = abstain, .electorate = electorate};
  profile.power.assign(n_ballot_codes(kind, 2), 0);
  profile.power[ballot_of(kind, wanted)] += yes;
  profile.power[ballot_of(kind, unwanted)] += no;
  return profile;
}

}  // namespace townsquare
