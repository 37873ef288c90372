// What happens to a change that has passed, and what members learn from it.
#pragma once
#include "engine/phases/govern/weighing.hpp"

namespace townsquare::governing {

/// A due change is stopped by its veto body or guardian, or made; one that cannot be made yet waits until its grace is over.
/// `books` may be null in a platform that has not traded for a quarter.
void execute(World& world, const Books* books, std::size_t platform, Proposal& proposal);

/// A quarter after a change of the take rate, what trade did moves the belief about the elasticity.
/// *Source*: normal updating, DeGroot 1970, Optimal Statistical Decisions, 9.5.
void learn_elasticity(World& world, std::size_t platform);

}  // namespace townsquare::governing
