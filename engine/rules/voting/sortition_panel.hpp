// Sortition panel: a panel is drawn by lot for each proposal, and only the panel votes. Each of its members has one vote; the
// panel decides as by majority.
// The panel is drawn without replacement, with equal chances, from all who have power; everybody's lot is luck keyed by proposal
// and row, and the lowest lots serve. The quorum is judged against the panel. Not casting is not replaced.
#pragma once
#include "engine/rules/voting/voting.hpp"

namespace townsquare {
VotingRule sortition_panel_rule();
}
