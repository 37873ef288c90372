// What became of the proposals of a run.
#pragma once
#include <cstddef>

#include "engine/state/state.hpp"

namespace townsquare {

/// Sums over the changes that members' votes made.
struct ChangeTimes {
  double weeks = 0;   // from problem to change
  double n = 0;       // changes made
};

/// Time from problem to rule change. The problem is known from the week in which a member first asked for a change of that number
/// in that direction since it last changed, tries that failed included; of spending, and of votes among more than two options that
/// end on the other side of the present, from the week of the proposal. Attackers' proposals are left out. *Definition* of this
/// project: the week in which members on average first gained by the change is not recorded.
ChangeTimes change_times(const State& state, std::size_t platform);

/// Of the first houses of votes that are over; shares are means over these votes.
struct VotesHeld {
  double n = 0;
  double of_people = 0;       // ballots cast over members asked
  double of_power = 0;        // power cast over all power, what never votes included
  double median_ballots = 0;  // ballots of a vote; the lower of the two in the middle
};
VotesHeld votes_held(const PlatformState& platform);

}  // namespace townsquare
