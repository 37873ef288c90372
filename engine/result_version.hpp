// Which results this engine gives: part of the identity of every run of a sweep.
#pragma once
#include <cstdint>

namespace townsquare {

/// Raised when any scenario gives other bits than before, so that a folder of runs never mixes two engines. Git knows more
/// than this number: a sweep that goes on with another revision also repeats kept runs and compares them to the bit.
inline constexpr std::int64_t engine_results = 1;

}  // namespace townsquare
