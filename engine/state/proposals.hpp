// Proposals to change a rule, in the life cycle of OpenZeppelin's governor.
#pragma once
#include <cstdint>
#include <vector>

namespace townsquare {

enum class ProposalState : std::uint8_t { pending, active, defeated, expired, queued, executed, canceled };

/// A proposal to set the take rate.
struct Proposal {
  std::uint32_t id = 0;
  std::uint32_t proposer = 0;          // seller id
  double present = 0, proposed = 0;    // take rate when drafted, and asked for
  std::int32_t drafted_week = 0;       // snapshot = drafted + delay; close = snapshot + period; eta = close + timelock
  std::int32_t snapshot_week = 0, close_week = 0, execution_week = 0;
  std::int64_t electorate = 0;         // power at the snapshot
  std::int64_t members = 0;            // people asked
  std::int64_t yes = 0, no = 0, abstain = 0;
  ProposalState state = ProposalState::pending;
};

/// The members of a platform as voters; columns per seller, used while it is a member.
struct Governance {
  std::vector<Proposal> proposals;     // all, in order of drafting
  std::vector<float> duty;             // fixed sense of duty, (n_sellers)
  std::vector<float> fatigue;          // (n_sellers)
  std::vector<std::int64_t> snapshot_power;  // power at the live proposal's snapshot, 0: no member, (n_sellers)
  std::int32_t next_draft_week = 0;    // end of the cooldown
};

}  // namespace townsquare
