// Liquid delegation: the power of a member who does not cast goes to its delegate, to the delegate's delegate if that one does not
// cast either, and so on to the first who casts. Then as majority.
// Who casts keeps its own power, whomever it named (override). Power on a path that ends at a member without a delegate, or runs
// in a circle in which nobody casts, is not cast. One step for every row: what a walk finds out, no later walk finds out again.
#pragma once
#include "engine/rules/voting/voting.hpp"

namespace townsquare {
VotingRule liquid_delegation_rule();
}
