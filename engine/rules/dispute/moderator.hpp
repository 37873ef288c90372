// A third key holder of a 2-of-3 escrow decides for a fee; the seller may release alone after a time.
#pragma once
#include "engine/rules/dispute/dispute.hpp"

namespace townsquare {
DisputeRule moderator_rule();
}
