// Constitutions that cannot work: bodies that nobody is in, votes that nobody can win, bounds that exclude what is.
#pragma once
#include "scenarios/contradiction.hpp"

namespace townsquare {

/// Checks the bodies and every class of decision of a platform that its members run; others have no votes.
void check_governance(Check& check);

/// Its first part: bodies without members or without votes, bodies that choose themselves, bodies larger than those they come from.
void check_bodies(Check& check);

}  // namespace townsquare
