// Multinomial logit with an outside good of utility 0.
#pragma once
#include <cstddef>
#include <span>

#include "engine/random.hpp"

namespace townsquare {

/// Nothing of what was examined was bought.
inline constexpr std::size_t bought_nothing = static_cast<std::size_t>(-1);

/// What a choice gave: the position among the examined, and the expected surplus ln(1 + sum e^V) in utility.
struct Choice {
  std::size_t chosen = bought_nothing;
  float logsum = 0;
};

/// ln(1 + sum e^V): the expected surplus of a choice among these and the outside good, in utility.
float logsum(std::span<const float> utility);

/// max(0, V): the surplus of whoever takes the best, or nothing.
float best_surplus(std::span<const float> utility);

/// Takes the first of the best, or nothing when nothing is better than that; `logsum` is the surplus.
Choice choose_best(std::span<const float> utility);

/// Chooses by inversion of one uniform u in (0, 1): P_j = e^{V_j} / (1 + sum e^V).
/// *Source*: McFadden 1974; surplus: Williams 1977, Small and Rosen 1981.
Choice choose_by_inversion(std::span<const float> utility, float u);

/// Chooses the largest V + Gumbel, the noise keyed by (buyer, seller, week, need): the same law, and the same
/// noise meets the same pair in every arm. `seller` are ids.
Choice choose_by_race(std::span<const float> utility, std::span<const std::uint32_t> seller, const Luck& luck, std::uint32_t week,
                      std::uint32_t buyer, std::uint32_t need);

}  // namespace townsquare
