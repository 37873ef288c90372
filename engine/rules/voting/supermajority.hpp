// Supermajority: as majority, and yes / (yes + no) must reach a share written in the rule, met at equality ("two thirds").
// The support of the process must be exceeded as well: the stricter of the two decides. An empty vote fails.
#pragma once
#include "engine/rules/voting/voting.hpp"

namespace townsquare {
VotingRule supermajority_rule();
}
