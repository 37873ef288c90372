#include "engine/behaviour/choice/shelf.hpp"

#include <algorithm>
#include <limits>

namespace townsquare {

void fill_shelf_tables(std::span<const float> exposure, std::span<float> wait, std::span<std::uint32_t> cumulative, std::span<std::uint32_t> guide) {
  const std::size_t n = exposure.size();
  double sum = 0;
  for (float e : exposure) sum += static_cast<double>(e);
  // cumulative exposure on a line of 2^32 points
  const double scale = 4294967296. / sum;
  double reached = 0;
  for (std::size_t j = 0; j < n; ++j) {
    reached += static_cast<double>(exposure[j]) * scale;
    cumulative[j] = j + 1 == n || reached >= 4294967295. ? std::numeric_limits<std::uint32_t>::max() : static_cast<std::uint32_t>(reached);
    wait[j] = 1 / std::max(exposure[j], 1e-30F);
  }
  // first seller that a search from k / n can end at
  std::uint32_t j = 0;
  const std::uint64_t step = (std::uint64_t{1} << 32) / std::max<std::size_t>(1, n);
  for (std::size_t k = 0; k < n; ++k) {
    const auto point = static_cast<std::uint32_t>(k * step);
    while (cumulative[j] < point) ++j;
    guide[k] = j;
  }
}

}  // namespace townsquare
