#include "analysis/statistics/breaking_point.hpp"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <set>

namespace townsquare {
namespace {

constexpr double upper_tail = .025;

// What is known of each replication: the largest size at which it held, and the smallest at which it broke.
class Thresholds {
 public:
  Thresholds(std::size_t n_sizes, std::uint32_t n_replications, const TrySizes& try_sizes)
      : n_sizes_(n_sizes), first_unknown_(n_replications, 0), first_broken_(n_replications, n_sizes), try_sizes_(try_sizes) {}

  // Makes the trials at a size that are not known yet. False when it was stopped.
  bool look(std::size_t size) {
    std::vector<Trial> trials;
    for (std::uint32_t r = 0; r < first_broken_.size(); ++r)
      if (!is_known(size, r)) trials.push_back({size, r});
    looked_.insert(size);
    if (trials.empty()) return true;
    const std::vector<bool> held = try_sizes_(trials);
    for (std::size_t i = 0; i < held.size(); ++i) {
      const std::uint32_t r = trials[i].replication;
      if (held[i]) first_unknown_[r] = std::max(first_unknown_[r], size + 1);
      else first_broken_[r] = std::min(first_broken_[r], size);
    }
    return held.size() == trials.size();
  }

  std::size_t n_broken(std::size_t size) const {
    return static_cast<std::size_t>(std::ranges::count_if(first_broken_, [&](std::size_t broken) { return broken <= size; }));
  }

  // The smallest size at which so many are broken; nothing when there is none, or it was stopped.
  std::optional<std::size_t> smallest(std::size_t n_wanted) {
    if (!look(n_sizes_ - 1) || n_broken(n_sizes_ - 1) < n_wanted) return std::nullopt;
    std::size_t low = 0, high = n_sizes_ - 1;
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      if (!look(middle)) return std::nullopt;
      if (n_broken(middle) >= n_wanted) high = middle;
      else low = middle + 1;
    }
    return high;
  }

  std::vector<FragilityPoint> curve() const {
    std::vector<FragilityPoint> points;
    for (const std::size_t size : looked_) {
      std::vector<double> held;
      for (std::uint32_t r = 0; r < first_broken_.size(); ++r)
        if (is_known(size, r)) held.push_back(first_broken_[r] > size ? 1 : 0);
      points.push_back({size, proportion_of(held)});
    }
    return points;
  }

 private:
  bool is_known(std::size_t size, std::uint32_t r) const { return size < first_unknown_[r] || size >= first_broken_[r]; }

  std::size_t n_sizes_;
  std::vector<std::size_t> first_unknown_, first_broken_;  // (n_replications)
  const TrySizes& try_sizes_;
  std::set<std::size_t> looked_;
};

}  // namespace

QuantileRanks ranks_of_breaking(std::size_t n, double needed) {
  const boost::math::binomial broken(static_cast<double>(n), 1 - needed);
  QuantileRanks ranks{0, n + 1};
  // the number of thresholds below the point is binomial: as few as low - 1, or as many as high, are rare
  while (ranks.low < n && boost::math::cdf(broken, static_cast<double>(ranks.low)) <= upper_tail) ++ranks.low;
  while (ranks.high > 1 && boost::math::cdf(boost::math::complement(broken, static_cast<double>(ranks.high) - 2)) <= upper_tail) --ranks.high;
  return ranks;
}

BreakingPoint breaking_point(std::size_t n_sizes, std::uint32_t n_replications, double needed, const TrySizes& try_sizes) {
  BreakingPoint point;
  Thresholds thresholds(n_sizes, n_replications, try_sizes);
  const QuantileRanks ranks = ranks_of_breaking(n_replications, needed);

  // the first number of broken trials that leaves fewer than the needed share
  const auto n_enough = static_cast<std::size_t>(std::floor((1 - needed) * n_replications + 1e-9)) + 1;
  const bool is_stopped = !thresholds.look(n_sizes - 1);
  const auto size = is_stopped ? std::nullopt : thresholds.smallest(n_enough);

  // its interval, from looks at a few sizes more
  if (!is_stopped && ranks.low > 0) point.low = thresholds.smallest(ranks.low);
  if (!is_stopped && ranks.high <= n_replications) point.high = thresholds.smallest(ranks.high);
  if (point.low == std::optional<std::size_t>(0)) point.low.reset();  // it may lie below the smallest size as well
  point.curve = thresholds.curve();
  if (is_stopped) return point;
  point.state = !size ? BreakingState::never : *size == 0 ? BreakingState::at_once : BreakingState::breaks;
  if (size && !point.low && !point.high) point.state = BreakingState::open;
  point.size = size.value_or(n_sizes - 1);
  return point;
}

}  // namespace townsquare
