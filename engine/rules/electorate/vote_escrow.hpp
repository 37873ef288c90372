// Locked tokens count, in proportion to the time left of their lock.
#pragma once
#include "engine/rules/electorate/electorate.hpp"

namespace townsquare {
ElectorateRule vote_escrow_rule();
}
