// A value that splits a column: so many are not beyond it.
#pragma once
#include <span>

namespace townsquare {

/// A value that at least `least` and at most `most` of a column are not beyond; more only where equal values leave no choice.
/// Found by counting, which vectorises, with four limits at a time.
/// @param value  >= 0, at least `least` of them finite; its size is best a multiple of shelf_lanes
/// @param guess  > 0; with least = most it changes the speed and not who is within
float threshold(std::span<const float> value, std::size_t least, std::size_t most, float guess);

}  // namespace townsquare
