// One member, one vote.
#pragma once
#include "engine/rules/electorate/electorate.hpp"

namespace townsquare {
ElectorateRule one_member_one_vote_rule();
}
