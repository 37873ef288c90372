// Social capital of one platform, and what it is judged by.
#pragma once

namespace townsquare {

/// Rates are smoothed over about a quarter.
struct CultureState {
  double level = .5;         // S, in [0, 1]
  double gain = 0;           // of the loop through S, dLambda/dS; below 1 there is one resting point
  double asked = 0, cast = 0;          // ballots, exponential 13-week sums
  double orders = 0, disputes = 0;     // the same of orders and disputes opened
  double decided = 0, incoherent = 0;  // of disputes decided, and of jurors' votes against the verdict
  double members = 0, left = 0;        // of member-weeks, and of members who left
  double promises = 0;                 // kept less broken, exponential 13-week sum
};

}  // namespace townsquare
