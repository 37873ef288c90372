// Instant runoff (single transferable vote for one seat): everybody ranks all options. The option that fewest votes put first
// among those left is removed, again and again, until one is left.
// Of several with fewest first places the one with the highest index is removed, so the present goes last. To stop at an absolute
// majority would give the same winner. It must also meet the quorum and the least approval, if it is not the present. For the
// record, yes are votes that rank the winner above the present, no the others.
#pragma once
#include "engine/rules/voting/voting.hpp"

namespace townsquare {
VotingRule instant_runoff_rule();
}
