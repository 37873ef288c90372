#include "analysis/metrics/inequality.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <vector>

namespace townsquare {
namespace {

std::vector<double> descending(std::span<const double> values) {
  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted, std::greater<>());
  return sorted;
}

double total_of(std::span<const double> values) { return std::accumulate(values.begin(), values.end(), 0.); }

}  // namespace

double gini(std::span<const double> values) {
  const std::vector<double> x = descending(values);
  const double n = static_cast<double>(x.size()), total = total_of(x);
  if (!(total > 0)) return 0;
  double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) sum += (n - 1 - 2 * static_cast<double>(i)) * x[i];
  return sum / (n * total);
}

double herfindahl(std::span<const double> values) {
  const double total = total_of(values);
  if (!(total > 0)) return 0;
  double sum = 0;
  for (double v : descending(values)) sum += (v / total) * (v / total);
  return sum;
}

std::size_t nakamoto(std::span<const double> values) {
  const std::vector<double> x = descending(values);
  const double half = total_of(x) / 2;
  double held = 0;
  for (std::size_t k = 0; k < x.size(); ++k)
    if ((held += x[k]) > half) return k + 1;
  return 0;
}

double top_share(std::span<const double> values, double part) {
  const std::vector<double> x = descending(values);
  const double total = total_of(x);
  if (!(total > 0)) return 0;
  const auto k = std::max<std::size_t>(1, static_cast<std::size_t>(std::floor(part * static_cast<double>(x.size()) + 1e-9)));
  return std::accumulate(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(std::min(k, x.size())), 0.) / total;
}

}  // namespace townsquare
