// A draft becomes a proposal.
#include <algorithm>

#include "engine/phases/govern/levers.hpp"
#include "engine/phases/govern/vote.hpp"

namespace townsquare::governing {

std::uint32_t file(World& world, std::size_t platform, Draft draft) {
  PlatformState& p = world.state.platforms[platform];
  const DecisionClass subject = draft.change.subject;
  const DecisionProcess& process = p.policy.process(subject);
  const BallotKind ballot = voting_rules()[world.scenario.platforms[platform].process(subject).rule.row].ballot;
  Proposal proposal;
  proposal.id = static_cast<std::uint32_t>(p.governance.proposals.size());
  proposal.subject = subject;
  proposal.lever = static_cast<std::uint16_t>(draft.change.lever);
  proposal.proposer = draft.proposer;
  proposal.present = draft.change.options[0];
  proposal.proposed = draft.change.options[1];
  const bool is_yes_or_no = subject == DecisionClass::spending || is_guildkick(world.scenario.platforms[platform], subject, draft.change.lever);
  proposal.options = is_yes_or_no
                         ? draft.change.options
                         : ballot_options(ballot, world, platform, subject, draft.change.lever, proposal.proposed);
  proposal.present_option = static_cast<std::size_t>(std::ranges::find(proposal.options, proposal.present) - proposal.options.begin());
  if (subject == DecisionClass::spending) proposal.amount = static_cast<Cents>(proposal.proposed);
  proposal.worth = draft.change.worth;
  proposal.deposit = static_cast<Cents>(process.proposal_deposit);
  proposal.is_attack = draft.is_attack;
  p.ledger.move(draft.is_attack ? Account::outside : Account::members, Account::deposits, proposal.deposit);
  proposal.drafted_week = world.state.week;
  proposal.snapshot_week = world.state.week + static_cast<std::int32_t>(process.voting_delay);
  proposal.close_week = proposal.snapshot_week + static_cast<std::int32_t>(process.voting_period);
  proposal.execution_week = proposal.close_week + static_cast<std::int32_t>(process.timelock);
  record(world, platform, EventKind::drafted, proposal);
  p.governance.live.push_back(proposal.id);
  p.governance.proposals.push_back(std::move(proposal));
  return p.governance.live.back();
}

}  // namespace townsquare::governing
