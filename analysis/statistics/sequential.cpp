#include "analysis/statistics/sequential.hpp"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <stdexcept>

namespace townsquare {
namespace {

double log_beta(double a, double b) { return std::lgamma(a) + std::lgamma(b) - std::lgamma(a + b); }

// Log of the likelihood of the trials.
double log_likelihood(double share, double n_success, double n_failure) {
  return n_success * std::log(share) + n_failure * std::log1p(-share);
}

// The share at which the evidence is just enough; the evidence falls (or rises) with the share.
template <class Evidence>
double border(Evidence evidence, double enough, double inside, double outside) {
  for (int step = 0; step < 50; ++step) {
    const double middle = (inside + outside) / 2;
    (evidence(middle) >= enough ? outside : inside) = middle;
  }
  return outside;
}

constexpr double least = 1e-9;  // shares nearer to 0 or 1 are not asked about

using Fast = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

// The most that any mixture can show against a share: the likelihood ratio of the best one.
double most_evidence(double share, double n_success, double n_failure) {
  const double n = n_success + n_failure;
  const double best = (n_success > 0 ? n_success * std::log(n_success / n) : 0) + (n_failure > 0 ? n_failure * std::log(n_failure / n) : 0);
  return best - log_likelihood(share, n_success, n_failure);
}

}  // namespace

double log_evidence_above(double share, std::size_t n_success, std::size_t n) {
  if (n == 0) return 0;
  const auto k = static_cast<double>(n_success), m = static_cast<double>(n - n_success);
  const double part = boost::math::ibetac(k + 1, m + 1, share, Fast());  // of the uniform mixture that lies above
  if (part <= 0) return -1e300;
  return log_beta(k + 1, m + 1) + std::log(part) - std::log1p(-share) - log_likelihood(share, k, m);
}

double log_evidence_below(double share, std::size_t n_success, std::size_t n) { return log_evidence_above(1 - share, n - n_success, n); }

SequentialTest::SequentialTest(double needed, double error_rate) : needed_(needed), error_rate_(error_rate) {
  if (!(needed > 0 && needed < 1)) throw std::invalid_argument("a share that is asked about lies between 0 and 1");
  if (!(error_rate > 0 && error_rate < 1)) throw std::invalid_argument("a rate of errors lies between 0 and 1");
}

void SequentialTest::add(bool is_success) {
  ++n_;
  n_success_ += is_success ? 1 : 0;
  if (verdict_ != SequentialVerdict::open) return;
  const double enough = -std::log(error_rate_), k = static_cast<double>(n_success_), m = static_cast<double>(n_ - n_success_);
  if (most_evidence(needed_, k, m) < enough) return;  // most often, and quickly told
  if (log_evidence_above(needed_, n_success_, n_) >= enough) verdict_ = SequentialVerdict::at_least;
  else if (log_evidence_below(needed_, n_success_, n_) >= enough) verdict_ = SequentialVerdict::below;
}

Estimate SequentialTest::share() const {
  if (n_ == 0) return {};
  const double mean = static_cast<double>(n_success_) / static_cast<double>(n_), enough = -std::log(error_rate_);
  Estimate estimate{mean, 0, 1, n_};

  // shares below the mean against which there is evidence enough, and shares above
  const auto above = [&](double share) { return log_evidence_above(share, n_success_, n_); };
  const auto below = [&](double share) { return log_evidence_below(share, n_success_, n_); };
  if (mean > 0 && above(least) >= enough) estimate.low = border(above, enough, mean < 1 ? mean : 1 - least, least);
  if (mean < 1 && below(1 - least) >= enough) estimate.high = border(below, enough, mean > 0 ? mean : least, 1 - least);

  // what was decided stays decided: the ends of the interval only ever move inwards
  if (verdict_ == SequentialVerdict::at_least) estimate.low = std::max(estimate.low, needed_);
  if (verdict_ == SequentialVerdict::below) estimate.high = std::min(estimate.high, needed_);
  estimate.low = std::min(estimate.low, estimate.mean);
  estimate.high = std::max(estimate.high, estimate.mean);
  return estimate;
}

}  // namespace townsquare
