// Optimistic: passes unless the votes against it reach a share of the electorate, met at equality.
// Silence is consent, so quorum, support and least approval are not asked. Without a vote against it, it passes.
#pragma once
#include "engine/rules/voting/voting.hpp"

namespace townsquare {
VotingRule optimistic_rule();
}
