// Whoever applies is a member.
#pragma once
#include "engine/rules/membership/membership.hpp"

namespace townsquare {
MembershipRule open_rule();
}
