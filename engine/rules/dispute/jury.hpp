// Jurors drawn by lot or by stake decide by majority; the loser of a round may appeal to a larger jury.
#pragma once
#include "engine/rules/dispute/dispute.hpp"

namespace townsquare {
DisputeRule jury_rule();
}
