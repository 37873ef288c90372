// A run on the treasury: members who fear that their shares cannot all be paid back ask for them first.
#pragma once
#include <algorithm>

#include "engine/math.hpp"

namespace townsquare::leaving {

/// What a member loses by leaving, as share of that and its capital, in [.01, .99]: the cost of running.
/// @param membership  value of going on as a member, minor units
/// @param capital     of the member, minor units, > 0
inline double cost_of_running(double membership, double capital) {
  return std::clamp(membership > 0 ? membership / (membership + capital) : 0., .01, .99);
}

/// Whether a member that thinks about it asks for its capital: its reading of coverage + sigma z is below the equilibrium
/// threshold x* = (1 - t) + sigma F^-1(1 - t).
/// @param coverage  money there is over all claims of members and leavers
/// @param t         cost of running, in (0, 1)
/// @param z         standard normal error of its reading
/// @param sigma     size of that error, share of all claims; `exit.reading_sigma`
/// *Source*: global game of exit with a diffuse prior, Morris and Shin 2003, Global games: theory and applications; the run
/// itself, Diamond and Dybvig 1983. Costs differ among members here, so the threshold is each member's own, an *assumption*.
inline bool runs(double coverage, double t, double z, double sigma = .1) {
  return coverage + sigma * z < 1 - t + sigma * math::normal_quantile(1 - t);
}

}  // namespace townsquare::leaving
