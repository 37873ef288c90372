// Estimates with their intervals. Replications are the sample; two arms of a replication are a pair.
// NaN means "not defined in this run": all functions leave such values, and pairs with one, out.
#pragma once
#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace townsquare {

/// A mean with its 95 % interval over n values; all NaN over none.
struct Estimate {
  double mean = std::numeric_limits<double>::quiet_NaN(), low = mean, high = mean;
  std::size_t n = 0;
};

/// Mean of a sample; Student's t interval. One value gives an interval without end.
Estimate mean_of(std::span<const double> values);

/// Mean of b - a over pairs; Student's t interval. *Errors*: std::invalid_argument when the sizes differ.
Estimate paired_difference(std::span<const double> a, std::span<const double> b);

/// Share of values that are not 0, with Wilson's interval.
Estimate proportion_of(std::span<const double> values);

/// Share in b less share in a of values that are not 0, over pairs; in [-1, 1]. *Source*: Newcombe (1998), Improved
/// confidence intervals for the difference between binomial proportions based on paired data, method 10.
/// *Errors*: std::invalid_argument when the sizes differ.
Estimate proportion_difference(std::span<const double> a, std::span<const double> b);

/// The estimate with the ends of its interval at most at the least and the most that is possible.
Estimate clipped(Estimate estimate, double least, double most);

/// Sample quantile, linear between order statistics (type 7 of Hyndman and Fan 1996); p in [0, 1]. NaN of nothing.
double quantile_of(std::span<const double> values, double p);

/// (var a + var b) / var(b - a): how many times less a paired difference varies than one on separate luck.
double variance_reduction(std::span<const double> a, std::span<const double> b);

/// How far one assumption moves an answer over the replications.
struct Influence {
  std::string key;
  double correlation = 0;  // Spearman's rank correlation of the drawn factor with the answer
  double share = 0;        // its square: the share of the answer's rank variance that goes with it
};

/// Influences on `answer`, strongest first. `factors[k]` are the draws of `keys[k]`, one per replication.
std::vector<Influence> rank_influences(std::span<const std::string> keys, std::span<const std::vector<double>> factors,
                                       std::span<const double> answer);

/// The share that the strongest of n_keys assumptions without any influence passes in at most 1 of 20 studies: what
/// is below it may be chance. *Source*: Student's t of a rank correlation (Kendall and Stuart 1973), Bonferroni over keys.
double chance_share(std::size_t n_keys, std::size_t n_replications);

}  // namespace townsquare
