// Who is seen: how attention is spread over the sellers of a platform.
#pragma once
#include <cstddef>
#include <limits>

#include "engine/simulate.hpp"

namespace townsquare {

/// How often the listed sellers of a platform were examined, remembered over about a quarter (13 weeks). NaN where nobody was.
struct Exposure {
  double gini = std::numeric_limits<double>::quiet_NaN();           // of views over the mean of the seller's niche
  double newcomers = std::numeric_limits<double>::quiet_NaN();      // part of views, of sellers who joined less than 13 weeks ago
  double small_sellers = std::numeric_limits<double>::quiet_NaN();  // part of views, of the half with fewest orders; the middle one counts half
};

/// *Source*: share of exposure of a group: Singh and Joachims 2018, Fairness of exposure in rankings; Gini coefficient of exposure. That
/// newcomers are of 13 weeks and the small ones half of all is an assumption.
Exposure exposure_of(const State& state, std::size_t platform);

}  // namespace townsquare
