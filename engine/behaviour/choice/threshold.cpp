#include "engine/behaviour/choice/threshold.hpp"

#include <algorithm>
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
  float limit = guess, low = 0, high = 0, missed = -wanted, beyond = 0;  // counts below and above what is wanted
  for (int step = 0;; ++step) {
    const std::size_t n = count_within(value, limit);
    if (n >= least && n <= most) return limit;
    const float miss = static_cast<float>(n) - wanted;
    if (miss < 0) low = limit, missed = miss;
    else high = limit, beyond = miss;
    if (step == 0 || high == 0) {
      // in proportion to the miss, and a little further, so that the next count is likely beyond
      limit *= std::clamp(1 - 1.2F * miss / wanted, .5F, 2.F);
    } else {
      limit = low + (high - low) * (step < 12 ? missed / (missed - beyond) : .5F);
    }
    if (high == 0 || (limit > low && limit < high)) continue;
    limit = low + (high - low) / 2;
    if (!(limit > low && limit < high)) return high;
  }
}

}  // namespace townsquare
