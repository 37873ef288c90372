// Median: everybody submits a number from a grid, the weighted lower median is in force from now on: the lowest number such
// that at least half of the votes ask for it or less.
// With one peak for every voter nobody gains by lying, and no other number beats it by majority. If it is not the number in force,
// it must also meet the quorum and the least approval. For the record, yes are votes nearer on the grid to the winner than to the
// present, no those nearer to the present; if the present stays, the larger side of it against the rest.
#pragma once
#include "engine/rules/voting/voting.hpp"

namespace townsquare {
VotingRule median_rule();
}
