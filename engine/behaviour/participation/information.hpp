// Hearing of a platform: marketing and word of mouth as a hazard.
#pragma once
#include "engine/math.hpp"

namespace townsquare::information {

/// Chance in one period of hearing, for a hazard per period: 1 - e^{-h}.
/// *Source*: Bass 1969: with full mixing, satisfied adopters and short periods, hazard p + q F gives his curve.
inline double chance(double hazard) { return 1 - math::exp(-hazard); }

/// p + q F + audience: marketing, word of mouth times the satisfied share of the circle, sellers' own customers.
inline double hazard(double marketing, double word_of_mouth, double satisfied_share_of_circle, double from_sellers) {
  return marketing + word_of_mouth * satisfied_share_of_circle + from_sellers;
}

}  // namespace townsquare::information
