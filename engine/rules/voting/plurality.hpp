// Plurality: everybody names one option, the option with most votes wins, however few they are.
// Ties go to the lower index, so the present keeps its place against its equals. Another winner must also meet the quorum and the
// least approval. For the record, yes are votes for the winner, no are votes for the present.
#pragma once
#include "engine/rules/voting/voting.hpp"

namespace townsquare {
VotingRule plurality_rule();
}
