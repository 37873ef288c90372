// Estimates of outcomes over the runs of a study: which interval goes with which outcome.
#pragma once
#include <cstddef>
#include <span>

#include "analysis/metrics/outcome.hpp"
#include "analysis/statistics/statistics.hpp"

namespace townsquare {

/// Mean of an outcome over runs of n_weeks with Student's interval, or the share of runs in which it holds with
/// Wilson's. An interval ends at the latest where the outcome cannot be.
Estimate estimate_outcome(const Outcome& outcome, std::span<const double> values, std::size_t n_weeks);

/// Difference b - a over the pairs in which both have the outcome: Student's interval, of shares of runs Newcombe's.
/// *Errors*: std::invalid_argument when the sizes differ.
Estimate estimate_difference(const Outcome& outcome, std::span<const double> a, std::span<const double> b,
                             std::size_t n_weeks);

}  // namespace townsquare
