// Condorcet: everybody ranks all options; who beats every other option one against one wins.
// If there is a cycle, it is broken by Schulze's strongest paths: a beat is as strong as the votes behind it, a path as strong as
// its weakest beat, and an option wins if from it to every other there is a path at least as strong as the one back. (An option
// that beats all others always wins so.) Of several winners the lowest index is taken, so the present keeps its place.
// Another winner must also meet the quorum and the least approval. For the record, yes are votes that rank the winner above the
// present, no the others.
#pragma once
#include "engine/rules/voting/voting.hpp"

namespace townsquare {
VotingRule condorcet_rule();
}
