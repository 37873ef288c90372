// A proposal that is void: its deposit goes back, and the record says so.
#pragma once
#include "engine/state/state.hpp"

namespace townsquare {

/// Ends an open proposal before its vote. An attacker's deposit leaves the platform with it.
inline void cancel_proposal(State& state, std::size_t platform, Proposal& proposal) {
  PlatformState& p = state.platforms[platform];
  p.ledger.move(Account::deposits, proposal.is_attack ? Account::outside : Account::members, proposal.deposit);
  if (proposal.is_attack) p.attack.spent -= proposal.deposit;
  proposal.deposit = 0;
  end(proposal, ProposalState::canceled);
  state.log.events.push_back({.week = state.week, .platform = static_cast<std::uint16_t>(platform), .kind = EventKind::canceled, .subject = proposal.subject,
                              .proposal = proposal.id, .key = proposal.lever, .before = proposal.present, .after = proposal.proposed});
}

}  // namespace townsquare
