#include "engine/behaviour/choice/threshold.hpp"

#include <array>
#include <cstdint>
#include <limits>

namespace townsquare {
namespace {

constexpr std::size_t n_limits = 4;
using Limits = std::array<float, n_limits>;

/// How many values are within each limit; several at once cost little more than one.
std::array<std::uint32_t, n_limits> count_within(std::span<const float> value, const Limits& limit) {
  const float a = limit[0], b = limit[1], c = limit[2], d = limit[3];
  std::uint32_t n_a = 0, n_b = 0, n_c = 0, n_d = 0;
  for (float v : value) {
    n_a += v <= a ? 1U : 0U;
    n_b += v <= b ? 1U : 0U;
    n_c += v <= c ? 1U : 0U;
    n_d += v <= d ? 1U : 0U;
  }
  return {n_a, n_b, n_c, n_d};
}

}  // namespace

float threshold(std::span<const float> value, std::size_t least, std::size_t most, float guess) {
  constexpr float unknown = std::numeric_limits<float>::infinity();
  float low = 0, high = unknown;
  Limits limit = {.8F * guess, .93F * guess, 1.08F * guess, 1.26F * guess};
  for (;;) {
    const auto n = count_within(value, limit);
    for (std::size_t i = 0; i < n_limits; ++i)
      if (n[i] >= least && n[i] <= most) return limit[i];
    for (std::size_t i = 0; i < n_limits; ++i) low = n[i] < least ? limit[i] : low;
    for (std::size_t i = n_limits; i-- > 0;) high = n[i] > most ? limit[i] : high;
    if (high == unknown) {
      limit = {1.2F * low, 1.5F * low, 2 * low, 4 * low};
      continue;
    }
    const float middle = low + .5F * (high - low);
    if (!(middle > low && middle < high)) return high;
    for (std::size_t i = 0; i < n_limits; ++i) limit[i] = low + (high - low) * (.2F * static_cast<float>(i + 1));
  }
}

}  // namespace townsquare
