// Swings counted over all coalitions: for one holder, the others are cut into two halves, the subsets of each half sorted by
// weight within their sizes, and the pairs that just miss counted with two moving bounds.
#include <algorithm>
#include <array>
#include <stdexcept>

#include "analysis/metrics/power.hpp"

namespace townsquare {
namespace {

using SubsetWeights = std::vector<std::vector<std::int64_t>>;  // by size, ascending
using Counts = std::array<std::int64_t, exact_holders + 1>;

SubsetWeights subsets_of(std::span<const std::int64_t> weights) {
  SubsetWeights by_size(weights.size() + 1);
  by_size[0].push_back(0);
  // each holder doubles the subsets; from the largest size down, so that none takes it twice
  for (std::size_t n = 0; n < weights.size(); ++n)
    for (std::size_t size = n + 1; size > 0; --size)
      for (std::int64_t weight : by_size[size - 1]) by_size[size].push_back(weight + weights[n]);
  for (auto& each : by_size) std::ranges::sort(each);
  return by_size;
}

/// Pairs with low <= a + b < high.
std::int64_t pairs_between(const std::vector<std::int64_t>& a, const std::vector<std::int64_t>& b, std::int64_t low, std::int64_t high) {
  std::int64_t pairs = 0;
  std::size_t below_low = b.size(), below_high = b.size();
  for (std::int64_t weight : a) {
    while (below_low > 0 && weight + b[below_low - 1] >= low) --below_low;
    while (below_high > 0 && weight + b[below_high - 1] >= high) --below_high;
    pairs += static_cast<std::int64_t>(below_high - below_low);
  }
  return pairs;
}

/// Coalitions of the others, by size, that win with this holder and lose without.
Counts swings_of(std::span<const std::int64_t> power, std::size_t holder, std::int64_t needed) {
  std::vector<std::int64_t> others(power.begin(), power.end());
  others.erase(others.begin() + static_cast<std::ptrdiff_t>(holder));
  const std::span all(others);
  const SubsetWeights left = subsets_of(all.first(all.size() / 2)), right = subsets_of(all.subspan(all.size() / 2));
  Counts swings{};
  for (std::size_t i = 0; i < left.size(); ++i)
    for (std::size_t j = 0; j < right.size(); ++j) swings[i + j] += pairs_between(left[i], right[j], needed - power[holder], needed);
  return swings;
}

/// Orders in which `size` others come before this holder, as a part of all: size! (n - 1 - size)! / n!.
double part_of_orders(std::size_t size, std::size_t n) {
  double choose = 1;  // C(n - 1, size)
  for (std::size_t i = 1; i <= size; ++i) choose = choose * static_cast<double>(n - i) / static_cast<double>(i);
  return 1 / (choose * static_cast<double>(n));
}

}  // namespace

PowerIndices exact_power_indices(std::span<const std::int64_t> power, std::int64_t needed) {
  const std::size_t n = power.size();
  if (n > exact_holders) throw std::invalid_argument("too many holders to count all coalitions");
  PowerIndices indices{std::vector<double>(n), std::vector<double>(n), std::vector<double>(n)};
  std::vector<std::int64_t> total(n);
  std::int64_t all_swings = 0;
  for (std::size_t i = 0; i < n; ++i) {
    // equal holders are alike; they usually lie side by side
    const bool is_like_last = i > 0 && power[i] == power[i - 1];
    if (is_like_last) {
      total[i] = total[i - 1];
      indices.shapley_shubik[i] = indices.shapley_shubik[i - 1];
    } else {
      const Counts swings = swings_of(power, i, needed);
      for (std::size_t size = 0; size < n; ++size) {
        total[i] += swings[size];
        indices.shapley_shubik[i] += static_cast<double>(swings[size]) * part_of_orders(size, n);
      }
    }
    all_swings += total[i];
  }
  for (std::size_t i = 0; i < n; ++i) {
    indices.banzhaf[i] = static_cast<double>(total[i]) / static_cast<double>(std::int64_t{1} << (n - 1));
    indices.banzhaf_share[i] = all_swings > 0 ? static_cast<double>(total[i]) / static_cast<double>(all_swings) : 0;
  }
  return indices;
}

}  // namespace townsquare
