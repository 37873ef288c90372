// One token, one vote.
#pragma once
#include "engine/rules/electorate/electorate.hpp"

namespace townsquare {
ElectorateRule token_rule();
}
