// A stated share of the applications is accepted.
#pragma once
#include "engine/rules/membership/membership.hpp"

namespace townsquare {
MembershipRule curated_rule();
}
