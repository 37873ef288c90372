// The smallest size at which something that mostly holds no longer does, found by bisection on paired trials.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "analysis/statistics/statistics.hpp"

namespace townsquare {

/// One trial to be made: a place in the list of sizes, and whose luck it has.
struct Trial {
  std::size_t size;
  std::uint32_t replication;
};

/// Makes trials, in any order or side by side, and says of each whether it held. May give fewer than it was asked for: then it was stopped.
using TrySizes = std::function<std::vector<bool>(std::span<const Trial>)>;

/// `open`: so few trials near the needed share that the interval is the whole range and says nothing.
enum class BreakingState { breaks, never, at_once, open, unknown };

/// Share of trials that hold at a size, with Wilson's 95 % interval.
struct FragilityPoint {
  std::size_t size;
  Estimate kept;
};

/// Where it breaks. Sizes are places in the list; `low` and `high` are nothing beyond its ends.
struct BreakingPoint {
  BreakingState state = BreakingState::unknown;
  std::size_t size = 0;  ///< the smallest at which fewer than the needed share of these trials held
  std::optional<std::size_t> low, high;
  std::vector<FragilityPoint> curve;  ///< sizes that were tried, increasing
};

/// Numbers l <= u such that the point where the share that held falls under `needed` lies between the l-th and the u-th smallest of
/// n thresholds with chance 95 % at least: exact binomial limits of a quantile, 2.5 % on each side. l = 0, or u = n + 1: no limit on that side.
/// *Source*: order statistics and quantiles, David and Nagaraja 2003, section 7.1.
struct QuantileRanks {
  std::size_t low, high;
};
QuantileRanks ranks_of_breaking(std::size_t n, double needed);

/// Where something breaks. What held once at a size is taken to hold at every smaller one on the same luck, and what broke, at every larger
/// one (*Assumption*: luck being the same, a larger shock does not help), so that each replication has one threshold and most trials
/// need not be made. The breaking size is a quantile of these thresholds: the (1 - needed)-th.
/// @param n_sizes         sizes to choose among, increasing, at least 1
/// @param n_replications  trials at each size
/// @param needed          share of trials that must hold, in (0, 1)
BreakingPoint breaking_point(std::size_t n_sizes, std::uint32_t n_replications, double needed, const TrySizes& try_sizes);

}  // namespace townsquare
