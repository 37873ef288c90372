#include "engine/behaviour/choice/threshold.hpp"

#include <cstdint>

namespace townsquare {
namespace {

std::size_t count_within(std::span<const float> value, float limit) {
  std::uint32_t n = 0;
  for (float v : value) n += v <= limit ? 1U : 0U;
  return n;
}

}  // namespace

float threshold(std::span<const float> value, std::size_t least, std::size_t most, float guess) {
  const float wanted = .5F * static_cast<float>(least + most);
  float limit = guess, low = 0, high = 0, miss_low = -wanted, miss_high = 0;
  for (int step = 0;; ++step) {
    const std::size_t n = count_within(value, limit);
    if (n >= least && n <= most) return limit;
    const float miss = static_cast<float>(n) - wanted;
    if (miss < 0) low = limit, miss_low = miss, miss_high /= 2;
    else high = limit, miss_high = miss, miss_low /= 2;
    // between the two, weighed by how far each is off; halfway when that takes long
    if (high == 0) {
      limit = 2 * low;
      continue;
    }
    const float part = step < 8 ? miss_low / (miss_low - miss_high) : .5F;
    limit = low + (high - low) * part;
    if (!(limit > low && limit < high)) limit = low + (high - low) / 2;
    if (!(limit > low && limit < high)) return high;
  }
}

}  // namespace townsquare
