// Attention by place in a sorted list.
#pragma once
#include <span>

#include "engine/parameter.hpp"

namespace townsquare {

/// Shares attention by place in a list sorted by score, highest first: place r has a share proportional to r^-steepness.
/// Sellers with the same score share the attention of their places evenly.
/// @param score      one per seller, finite
/// @param steepness  >= 0; 0: all places are alike
/// @param exposure   one per seller, filled with shares that sum to 1
/// *Source*: clicks by place in eBay's result lists follow an inverse power law with an exponent between .77 and 1 (Williams
/// 2012, Clicks in search, hughewilliams.com, 12 April 2012).
void share_by_position(std::span<const float> score, double steepness, std::span<float> exposure);

/// The one number of a rule that sorts.
inline constexpr Parameter position_steepness{"steepness", Unit::number, .77, 0, 3, "Exponent a of the attention r^-a that place r of a list gets.", Evidence::weak,
                                              "Williams 2012: .77 by places 1 and 15, 1 by places 1 and 2"};

}  // namespace townsquare
