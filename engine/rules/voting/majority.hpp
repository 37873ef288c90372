// Majority: passes if the quorum is met and yes / (yes + no) is greater than the support asked for.
// Quorum and least approval are met at equality, support is strict; a tie and an empty vote fail. Abstentions count for the
// quorum only (when the process counts them).
#pragma once
#include "engine/rules/voting/voting.hpp"

namespace townsquare {
VotingRule majority_rule();
}
