#include "engine/behaviour/choice/shelf.hpp"

#include <algorithm>
#include <limits>

#include "engine/math.hpp"

namespace townsquare {

void fill_shelf_tables(std::span<const float> exposure, std::span<std::uint32_t> cumulative, std::span<std::uint32_t> guide,
                       std::span<float> log_exposure) {
  const std::size_t n = exposure.size();
  double sum = 0;
  for (float e : exposure) sum += static_cast<double>(e);
  // cumulative exposure on a line of 2^32 points
  double reached = 0;
  for (std::size_t j = 0; j < n; ++j) {
    reached += static_cast<double>(exposure[j]) / sum;
    const double point = reached * 4294967296.;
    cumulative[j] = j + 1 == n || point >= 4294967295. ? std::numeric_limits<std::uint32_t>::max() : static_cast<std::uint32_t>(point);
    const float positive = exposure[j] > 1e-30F ? exposure[j] : 1e-30F;
    log_exposure[j] = math::log(positive);
  }
  // first seller that a search from k / (guide_factor n) can end at
  std::uint32_t j = 0;
  const std::uint64_t step = (std::uint64_t{1} << 32) / std::max<std::size_t>(1, guide.size());
  for (std::size_t k = 0; k < guide.size(); ++k) {
    const auto point = static_cast<std::uint32_t>(k * step);
    while (cumulative[j] < point) ++j;
    guide[k] = j;
  }
}

}  // namespace townsquare
