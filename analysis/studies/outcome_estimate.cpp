#include "analysis/studies/outcome_estimate.hpp"

namespace townsquare {

Estimate estimate_outcome(const Outcome& outcome, std::span<const double> values, std::size_t n_weeks) {
  const Bounds bounds = bounds_of(outcome, n_weeks);
  return outcome.is_flag ? proportion_of(values) : clipped(mean_of(values), bounds.least, bounds.most);
}

Estimate estimate_difference(const Outcome& outcome, std::span<const double> a, std::span<const double> b,
                             std::size_t n_weeks) {
  if (outcome.is_flag) return proportion_difference(a, b);
  const Bounds bounds = bounds_of(outcome, n_weeks);
  return clipped(paired_difference(a, b), bounds.least - bounds.most, bounds.most - bounds.least);
}

}  // namespace townsquare
