// Approval: everybody marks the options it could live with, the option approved by most votes wins.
// Ties go to the lower index, so the present keeps its place against its equals. A ballot that approves nothing is cast and helps
// nobody. Another winner must also meet the quorum and the least approval. For the record, yes are votes that approve the winner
// and not the present, no those that approve the present and not the winner.
#pragma once
#include "engine/rules/voting/voting.hpp"

namespace townsquare {
VotingRule approval_rule();
}
