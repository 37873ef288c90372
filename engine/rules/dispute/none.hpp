// Nobody decides: a disputed order settles for the seller in the same week.
#pragma once
#include "engine/rules/dispute/dispute.hpp"

namespace townsquare {
DisputeRule no_dispute_rule();
}
