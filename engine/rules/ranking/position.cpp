#include "engine/rules/ranking/position.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

#include "engine/math.hpp"

namespace townsquare {

void share_by_position(std::span<const float> score, double steepness, std::span<float> exposure) {
  const std::size_t n = score.size();
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return score[a] != score[b] ? score[a] > score[b] : a < b; });

  std::vector<double> attention(n);
  for (std::size_t r = 0; r < n; ++r) attention[r] = math::pow(static_cast<double>(r + 1), -steepness);
  const double all = std::accumulate(attention.begin(), attention.end(), 0.);

  // whoever ties shares alike, so that the order of sellers cannot matter
  for (std::size_t first = 0; first < n;) {
    std::size_t last = first;
    double sum = 0;
    for (; last < n && score[order[last]] == score[order[first]]; ++last) sum += attention[last];
    for (std::size_t r = first; r < last; ++r) exposure[order[r]] = static_cast<float>(sum / static_cast<double>(last - first) / all);
    first = last;
  }
}

}  // namespace townsquare
