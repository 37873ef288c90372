// Members draft, vote on and execute changes of the take rate.
// Pending -> Active (snapshot) -> Defeated | Expired (no quorum) | Queued -> Executed.
#include <algorithm>

#include "engine/phases/fee_vote.hpp"
#include "engine/phases/phases.hpp"

namespace townsquare {
namespace {

bool is_live(const Proposal& p) {
  return p.state == ProposalState::pending || p.state == ProposalState::active || p.state == ProposalState::queued;
}

/// Writes down what has just happened to a proposal.
void record(const World& world, std::size_t platform, EventKind kind, const Proposal& p, double before, double after) {
  const double quorum = world.scenario.platforms[platform].fee_decisions.quorum;
  const auto key = static_cast<std::uint16_t>(world.institutions[platform].voted_fee);
  const std::uint32_t actor = kind == EventKind::drafted ? p.proposer : no_actor;
  world.state.log.events.push_back({world.state.week, static_cast<std::uint16_t>(platform), kind, DecisionClass::fees, p.id, actor, key,
                                    before, after, p.yes, p.no, p.abstain, p.electorate, quorum, 0});
}
void record(const World& world, std::size_t platform, EventKind kind, const Proposal& p) { record(world, platform, kind, p, p.present, p.proposed); }

/// Power of everybody who is a member at the end of the week; who was listed but left this week has none.
void take_snapshot(const World& world, std::size_t platform, Proposal& proposal) {
  PlatformState& p = world.state.platforms[platform];
  proposal.state = ProposalState::active;
  std::vector<std::uint32_t> members;
  std::vector<std::int64_t> tenure;
  for (std::uint32_t j : p.niches.active) {
    if (!p.sellers.is_member(j)) continue;
    members.push_back(j);
    tenure.push_back(world.state.week - p.sellers.joined_week[static_cast<Eigen::Index>(j)]);
  }
  std::vector<std::int64_t> power(members.size());
  world.institutions[platform].electorate({tenure}, power);
  proposal.members = static_cast<std::int64_t>(members.size());
  std::ranges::fill(p.governance.snapshot_power, 0);
  for (std::size_t i = 0; i < power.size(); ++i) {
    p.governance.snapshot_power[members[i]] = power[i];
    proposal.electorate += power[i];
  }
  record(world, platform, EventKind::opened, proposal);
}

void close_vote(const World& world, std::size_t platform, Proposal& proposal) {
  PlatformState& p = world.state.platforms[platform];
  const DecisionProcess& process = world.scenario.platforms[platform].fee_decisions;
  cast_ballots(world, platform, proposal);
  p.week.ballots_asked += proposal.members;
  const Voting& voting = world.institutions[platform].voting;
  const Profile profile = profile_of_two(voting.ballot, proposal.yes, proposal.no, proposal.abstain, proposal.electorate);
  const Result result = voting.count(profile, {.quorum = process.quorum, .support = process.support}).result;
  p.governance.next_draft_week = world.state.week + static_cast<std::int32_t>(process.cooldown);
  constexpr EventKind kinds[] = {EventKind::passed, EventKind::defeated, EventKind::no_quorum};  // as Result
  record(world, platform, kinds[static_cast<std::size_t>(result)], proposal);
  if (result == Result::passed && process.timelock > 0) record(world, platform, EventKind::queued, proposal);
  if (result == Result::passed) proposal.state = ProposalState::queued;
  else proposal.state = result == Result::defeated ? ProposalState::defeated : ProposalState::expired;
}

/// The change takes effect next week; bounds are checked again.
void execute(const World& world, std::size_t platform, Proposal& proposal) {
  PlatformState& p = world.state.platforms[platform];
  const DecisionProcess& process = world.scenario.platforms[platform].fee_decisions;
  const auto voted = static_cast<std::size_t>(world.institutions[platform].voted_fee);
  const double before = p.policy.fees[voted];
  p.policy.fees[voted] = std::clamp(proposal.proposed, process.lower_bound, process.upper_bound);
  proposal.state = ProposalState::executed;
  record(world, platform, EventKind::executed, proposal, before, p.policy.fees[voted]);
  p.governance.next_draft_week = world.state.week + static_cast<std::int32_t>(process.cooldown);
}

void advance(const World& world, std::size_t platform, Proposal& proposal) {
  const std::int32_t week = world.state.week;
  if (proposal.state == ProposalState::pending && week >= proposal.snapshot_week) take_snapshot(world, platform, proposal);
  if (proposal.state == ProposalState::active && week >= proposal.close_week) close_vote(world, platform, proposal);
  if (proposal.state == ProposalState::queued && week >= proposal.execution_week) execute(world, platform, proposal);
}

void draft(const World& world, std::size_t platform) {
  PlatformState& p = world.state.platforms[platform];
  const DecisionProcess& process = world.scenario.platforms[platform].fee_decisions;
  const std::optional<Draft> drafted = draft_fee_change(world, platform);
  if (!drafted) return;
  Proposal proposal;
  proposal.id = static_cast<std::uint32_t>(p.governance.proposals.size());
  proposal.proposer = drafted->proposer;
  proposal.present = drafted->present;
  proposal.proposed = drafted->proposed;
  proposal.drafted_week = world.state.week;
  proposal.snapshot_week = world.state.week + static_cast<std::int32_t>(process.voting_delay);
  proposal.close_week = proposal.snapshot_week + static_cast<std::int32_t>(process.voting_period);
  proposal.execution_week = proposal.close_week + static_cast<std::int32_t>(process.timelock);
  p.governance.proposals.push_back(proposal);
  record(world, platform, EventKind::drafted, proposal);
}

}  // namespace

void govern(World& world) {
  for (std::size_t k = 0; k < world.state.platforms.size(); ++k) {
    PlatformState& p = world.state.platforms[k];
    const bool votes = is_run_by(world.scenario.platforms[k], Control::members) && world.institutions[k].voted_fee >= 0;
    if (!p.is_alive || !votes) continue;
    Governance& g = p.governance;
    for (float& fatigue : g.fatigue) fatigue *= static_cast<float>(world.scenario.voters.fatigue_decay);
    if (!g.proposals.empty() && is_live(g.proposals.back())) advance(world, k, g.proposals.back());
    else if (world.state.week >= g.next_draft_week) draft(world, k);
  }
}

}  // namespace townsquare
