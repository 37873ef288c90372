// Quadratic voting: power is a budget of voice credits, v votes cost v * v of them, and the yes and no votes are counted as by
// majority.
// A voter with budget b = credits * power and strength s casts the whole part of s * sqrt(b) votes, so it spends the share s * s of
// its budget: with equal budgets votes are in proportion to what voters have to gain, which is what makes the sum of gains decide.
// The quorum is judged in votes, against those of everybody at full strength. As budgets are scaled, votes can be more than power.
#pragma once
#include "engine/rules/voting/voting.hpp"

namespace townsquare {
VotingRule quadratic_rule();
}
