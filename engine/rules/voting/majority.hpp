// Passes when the quorum is met and yes / (yes + no) is greater than the support asked for.
#pragma once
#include "engine/rules/voting/voting.hpp"

namespace townsquare {
VotingRule majority_rule();

/// Quorum counts yes, no and abstentions and is met at equality; support is strict; a tie and an empty vote fail.
Result majority(const Tally& tally, const Thresholds& thresholds);
}
