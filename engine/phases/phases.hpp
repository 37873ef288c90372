// The phases of a week. Each reads frozen columns, acts on agents in parallel, and applies effects in an
// order that does not depend on threads.
#pragma once
#include "engine/simulate.hpp"

namespace townsquare {

void shock(World& world);
void inform(World& world);
void join(World& world);
void price(World& world);
void rank(World& world);
void shop(World& world);
void settle(World& world);
void judge(World& world);
void learn(World& world);
void leave(World& world);
void account(World& world);
void govern(World& world);
void operate(World& world);

}  // namespace townsquare
