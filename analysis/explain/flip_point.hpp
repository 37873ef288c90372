// Where an answer turns round as one assumption moves away from what is assumed.
#pragma once
#include <optional>
#include <span>
#include <vector>

#include "analysis/statistics/statistics.hpp"

namespace townsquare {

/// The answer at one value of an assumption, as a factor on what is assumed (1: as assumed).
struct AnswerAt {
  double factor = 1;
  Estimate difference;
};

/// Where the answer has no sign: nearest to 1 of all such places on its path. Between `low_factor` and `high_factor` the interval of the answer
/// holds 0, so that more runs could move the point there; `low_factor` <= `factor` <= `high_factor`.
struct FlipPoint {
  double factor, low_factor, high_factor;
};

/// The two neighbours on a path between which the answer changes its sign first; nothing when it never does. A path begins at factor 1
/// and goes one way, up or down. An answer of exactly 0 or of no run counts as the sign before it.
struct Bracket {
  std::size_t before, after;  // places on the path, neighbours
};
std::optional<Bracket> first_bracket(std::span<const AnswerAt> path);

/// The factor to look at next: the geometric middle of the bracket.
double middle_of(std::span<const AnswerAt> path, const Bracket& bracket);

/// The flip point of a path: linear in the logarithm of the factor between the neighbours. The ends of its range are where the ends of the answers'
/// intervals pass 0, or the ends of the path.
std::optional<FlipPoint> flip_point(std::span<const AnswerAt> path);

}  // namespace townsquare
