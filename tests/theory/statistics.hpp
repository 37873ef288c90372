// What the theory tests measure with: distances from a law in its own standard errors.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

namespace townsquare::testing {

struct Moments {
  double mean = 0, variance = 0;
};

inline Moments moments_of(std::span<const double> sample) {
  const double n = static_cast<double>(sample.size());
  Moments m;
  for (double x : sample) m.mean += x / n;
  for (double x : sample) m.variance += (x - m.mean) * (x - m.mean) / (n - 1);
  return m;
}

/// |observed - expected| in standard errors.
inline double z_of(double observed, double expected, double standard_error) { return std::fabs(observed - expected) / standard_error; }

/// z of the mean of a sample, its standard error taken from the sample.
inline double z_of_mean(std::span<const double> sample, double expected) {
  const Moments m = moments_of(sample);
  return z_of(m.mean, expected, std::sqrt(m.variance / static_cast<double>(sample.size())));
}

/// z of a count of n independent events of chance p.
inline double z_of_count(std::int64_t count, std::int64_t n, double p) {
  return z_of(static_cast<double>(count), static_cast<double>(n) * p, std::sqrt(static_cast<double>(n) * p * (1 - p)));
}

/// Pearson's distance of counts from probabilities.
inline double chi_square(std::span<const std::int64_t> counts, std::span<const double> probability) {
  double total = 0, distance = 0;
  for (std::int64_t count : counts) total += static_cast<double>(count);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double expected = total * probability[i], gap = static_cast<double>(counts[i]) - expected;
    distance += gap * gap / expected;
  }
  return distance;
}

/// Quantile of chi-square at four standard deviations (about 3e-5 above). *Source*: Wilson and Hilferty 1931.
inline double chi_square_limit(int degrees) {
  const double part = 2. / (9. * degrees), root = 1 - part + 4 * std::sqrt(part);
  return degrees * root * root * root;
}

/// P(Bin(n, p) >= least), summed in logs.
inline double binomial_upper(std::int64_t n, double p, std::int64_t least) {
  double sum = 0;
  for (std::int64_t k = std::max<std::int64_t>(least, 0); k <= n; ++k) {
    const double a = static_cast<double>(n), b = static_cast<double>(k);
    sum += std::exp(std::lgamma(a + 1) - std::lgamma(b + 1) - std::lgamma(a - b + 1) + b * std::log(p) + (a - b) * std::log1p(-p));
  }
  return sum;
}

/// Gini index of non-negative amounts.
inline double gini_of(std::vector<double> amount) {
  std::ranges::sort(amount);
  double weighted = 0, total = 0;
  for (std::size_t i = 0; i < amount.size(); ++i) {
    weighted += static_cast<double>(i + 1) * amount[i];
    total += amount[i];
  }
  const double n = static_cast<double>(amount.size());
  return (2 * weighted / total - (n + 1)) / n;
}

}  // namespace townsquare::testing
