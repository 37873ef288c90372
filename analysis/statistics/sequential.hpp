// Verdicts on a share of runs that may be looked at after every run, and stopped at any time.
#pragma once
#include <cstddef>

#include "analysis/statistics/statistics.hpp"

namespace townsquare {

/// What is decided of a share so far.
enum class SequentialVerdict { open, at_least, below };

/// Whether the chance of success of independent trials is at least `needed`, decided as soon as the trials say so.
///
/// Two one-sided tests run side by side, each a mixture of likelihood ratios against the share asked about, uniform over the shares
/// on the other side. Under the share (or any on its own side) such a mixture is a supermartingale that begins at 1, so the chance
/// that it ever reaches 1 / error_rate is at most error_rate, whenever and however often one looks (Ville). A verdict is kept once it is made.
/// *Source*: Wald 1945, Sequential tests of statistical hypotheses (weight functions); Robbins 1970, Statistical methods related to
/// the law of the iterated logarithm; for the intervals Waudby-Smith and Ramdas 2024, Estimating means of bounded random variables by betting.
class SequentialTest {
 public:
  /// @param needed      share asked about, in (0, 1)
  /// @param error_rate  chance of a wrong verdict at most, in (0, 1)
  /// *Errors*: std::invalid_argument outside of these.
  SequentialTest(double needed, double error_rate);

  void add(bool is_success);

  SequentialVerdict verdict() const { return verdict_; }
  std::size_t n() const { return n_; }
  /// Share of successes with an interval that holds at all times at once with chance 1 - 2 error_rate; each end alone with 1 -
  /// error_rate. It lies on the verdict's side of the share asked about.
  Estimate share() const;

 private:
  double needed_, error_rate_;
  std::size_t n_ = 0, n_success_ = 0;
  SequentialVerdict verdict_ = SequentialVerdict::open;
};

/// Log of the evidence that a share is above `share` after so many successes of n trials: the mixture over (share, 1).
/// @param share  in (0, 1); @return 0 of no trials
double log_evidence_above(double share, std::size_t n_success, std::size_t n);

/// Likewise below: the mixture over (0, share).
double log_evidence_below(double share, std::size_t n_success, std::size_t n);

}  // namespace townsquare
