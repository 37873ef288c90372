// The members of a platform as voters on its take rate: who drafts, who votes, and how. Part of `govern`.
#pragma once
#include <optional>

#include "engine/simulate.hpp"

namespace townsquare {

/// A proposal in the making.
struct Draft {
  std::uint32_t proposer;     // seller id
  double present, proposed;   // take rate
};

/// The proposal that a member drafts this week, if any: one step in its own direction.
/// When several would, the one whose urge was strongest is first.
std::optional<Draft> draft_fee_change(const World& world, std::size_t platform);

/// Casts the ballots of everybody in the snapshot who is still a member; fills yes, no and abstain.
/// A member who left keeps its place in the electorate and casts nothing.
void cast_ballots(const World& world, std::size_t platform, Proposal& proposal);

}  // namespace townsquare
