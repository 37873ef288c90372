#include "analysis/statistics/statistics.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace townsquare {
namespace {

constexpr double upper_tail = .025;

double sum_of(std::span<const double> values) { return std::accumulate(values.begin(), values.end(), 0.); }

double variance_of(std::span<const double> values) {
  if (values.size() < 2) return 0;
  const double mean = sum_of(values) / static_cast<double>(values.size());
  double squares = 0;
  for (double v : values) squares += (v - mean) * (v - mean);
  return squares / static_cast<double>(values.size() - 1);
}

/// The values that are defined.
std::vector<double> defined(std::span<const double> values) {
  std::vector<double> kept;
  std::ranges::copy_if(values, std::back_inserter(kept), [](double v) { return !std::isnan(v); });
  return kept;
}

/// The pairs in which both values are defined. *Errors*: std::invalid_argument when the sizes differ.
struct Pairs {
  std::vector<double> a, b;
};
Pairs defined_pairs(std::span<const double> a, std::span<const double> b) {
  if (a.size() != b.size()) throw std::invalid_argument("paired samples differ in size");
  Pairs pairs;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (std::isnan(a[i]) || std::isnan(b[i])) continue;
    pairs.a.push_back(a[i]);
    pairs.b.push_back(b[i]);
  }
  return pairs;
}

double normal_limit() { return boost::math::quantile(boost::math::complement(boost::math::normal(), upper_tail)); }

std::vector<double> differences(std::span<const double> a, std::span<const double> b) {
  std::vector<double> d(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) d[i] = b[i] - a[i];
  return d;
}

/// Ranks from 1, ties share their mean rank.
std::vector<double> ranks_of(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return values[i]; });
  std::vector<double> ranks(values.size());
  for (std::size_t i = 0; i < order.size();) {
    std::size_t end = i;
    while (end < order.size() && values[order[end]] == values[order[i]]) ++end;
    for (std::size_t k = i; k < end; ++k) ranks[order[k]] = static_cast<double>(i + end + 1) / 2;
    i = end;
  }
  return ranks;
}

double correlation(std::span<const double> a, std::span<const double> b) {
  const double n = static_cast<double>(a.size()), mean_a = sum_of(a) / n, mean_b = sum_of(b) / n;
  double cross = 0, square_a = 0, square_b = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    cross += (a[i] - mean_a) * (b[i] - mean_b);
    square_a += (a[i] - mean_a) * (a[i] - mean_a);
    square_b += (b[i] - mean_b) * (b[i] - mean_b);
  }
  return square_a > 0 && square_b > 0 ? cross / std::sqrt(square_a * square_b) : 0;
}

}  // namespace

Estimate mean_of(std::span<const double> all) {
  const std::vector<double> values = defined(all);
  const std::size_t n = values.size();
  if (n == 0) return {};
  const double mean = sum_of(values) / static_cast<double>(n);
  if (n == 1) return {mean, -std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity(), 1};
  const boost::math::students_t t(static_cast<double>(n - 1));
  const double half = boost::math::quantile(boost::math::complement(t, upper_tail)) * std::sqrt(variance_of(values) / static_cast<double>(n));
  return {mean, mean - half, mean + half, n};
}

Estimate paired_difference(std::span<const double> a, std::span<const double> b) {
  const Pairs pairs = defined_pairs(a, b);
  return mean_of(differences(pairs.a, pairs.b));
}

Estimate proportion_of(std::span<const double> all) {
  const std::vector<double> values = defined(all);
  const double n = static_cast<double>(values.size());
  if (values.empty()) return {};
  const double p = static_cast<double>(std::ranges::count_if(values, [](double v) { return v != 0; })) / n;
  const double z = normal_limit();
  const double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  return {p, std::max(0., middle - half), std::min(1., middle + half), values.size()};
}

Estimate proportion_difference(std::span<const double> all_a, std::span<const double> all_b) {
  // how often it holds in both, in one, in the other, in neither
  const Pairs pairs = defined_pairs(all_a, all_b);
  if (pairs.a.empty()) return {};
  double both = 0, only_a = 0, only_b = 0, neither = 0;
  for (std::size_t i = 0; i < pairs.a.size(); ++i) {
    const bool a = pairs.a[i] != 0, b = pairs.b[i] != 0;
    (a ? b ? both : only_a : b ? only_b : neither) += 1;
  }

  // how the two go together, drawn towards nothing by half a pair
  const double n = static_cast<double>(pairs.a.size());
  const double margins = (both + only_a) * (only_b + neither) * (both + only_b) * (only_a + neither);
  double cross = both * neither - only_a * only_b;
  if (cross > 0) cross = std::max(cross - n / 2, 0.);
  const double phi = margins > 0 ? cross / std::sqrt(margins) : 0;

  // Wilson's limits of each, put together
  const Estimate a = proportion_of(pairs.a), b = proportion_of(pairs.b);
  const auto length = [phi](double x, double y) { return std::sqrt(std::max(x * x - 2 * phi * x * y + y * y, 0.)); };
  const double difference = b.mean - a.mean;
  return {difference, std::max(-1., difference - length(b.mean - b.low, a.high - a.mean)),
          std::min(1., difference + length(b.high - b.mean, a.mean - a.low)), pairs.a.size()};
}

Estimate clipped(Estimate estimate, double least, double most) {
  if (estimate.n < 2) return estimate;  // nothing is known of its spread
  estimate.low = std::max(estimate.low, least);
  estimate.high = std::min(estimate.high, most);
  return estimate;
}

double quantile_of(std::span<const double> values, double p) {
  std::vector<double> sorted = defined(values);
  if (sorted.empty()) return std::numeric_limits<double>::quiet_NaN();
  std::ranges::sort(sorted);
  const double place = p * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(std::floor(place));
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

double variance_reduction(std::span<const double> all_a, std::span<const double> all_b) {
  const auto [a, b] = defined_pairs(all_a, all_b);
  const double paired = variance_of(differences(a, b)), separate = variance_of(a) + variance_of(b);
  if (paired > 0) return separate / paired;
  return separate > 0 ? std::numeric_limits<double>::infinity() : 1;
}

std::vector<Influence> rank_influences(std::span<const std::string> keys, std::span<const std::vector<double>> factors,
                                       std::span<const double> answer) {
  std::vector<Influence> influences;
  const std::vector<double> answer_ranks = ranks_of(defined(answer));
  for (std::size_t k = 0; k < keys.size(); ++k) {
    const double r = answer_ranks.size() < 3 ? 0 : correlation(ranks_of(defined_pairs(factors[k], answer).a), answer_ranks);
    influences.push_back({keys[k], r, r * r});
  }
  std::ranges::stable_sort(influences, std::greater<>(), &Influence::share);
  return influences;
}

double chance_share(std::size_t n_keys, std::size_t n_replications) {
  if (n_keys == 0 || n_replications < 3) return 1;
  const double freedom = static_cast<double>(n_replications - 2);
  const boost::math::students_t t(freedom);
  const double limit = boost::math::quantile(boost::math::complement(t, upper_tail / static_cast<double>(n_keys)));
  return limit * limit / (freedom + limit * limit);
}

}  // namespace townsquare
