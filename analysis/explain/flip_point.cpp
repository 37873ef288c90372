#include "analysis/explain/flip_point.hpp"

#include <algorithm>
#include <cmath>

namespace townsquare {
namespace {

// The log of the factor at which a straight line between two points is 0.
double zero_between(const AnswerAt& one, double value, const AnswerAt& other, double other_value) {
  const double from = std::log(one.factor), to = std::log(other.factor);
  const double part = value == other_value ? .5 : value / (value - other_value);
  return from + std::clamp(part, 0., 1.) * (to - from);
}

// Along the path from `begin`, the first place at which `end_of` is no longer on the side of `sign`; the end of the path if it stays.
template <class End>
double log_factor_of_first(std::span<const AnswerAt> path, double sign, End&& end_of) {
  if (!(end_of(path[0]) * sign > 0)) return std::log(path[0].factor);
  for (std::size_t i = 1; i < path.size(); ++i)
    if (!(end_of(path[i]) * sign > 0)) return zero_between(path[i - 1], end_of(path[i - 1]), path[i], end_of(path[i]));
  return std::log(path.back().factor);
}

}  // namespace

std::optional<Bracket> first_bracket(std::span<const AnswerAt> path) {
  if (path.empty()) return std::nullopt;
  const double sign = path[0].difference.mean;
  for (std::size_t i = 1; i < path.size(); ++i)
    if (path[i].difference.mean * sign < 0) return Bracket{i - 1, i};
  return std::nullopt;
}

double middle_of(std::span<const AnswerAt> path, const Bracket& bracket) { return std::sqrt(path[bracket.before].factor * path[bracket.after].factor); }

std::optional<FlipPoint> flip_point(std::span<const AnswerAt> path) {
  const std::optional<Bracket> bracket = first_bracket(path);
  if (!bracket) return std::nullopt;
  const AnswerAt &before = path[bracket->before], &after = path[bracket->after];
  const double zero = zero_between(before, before.difference.mean, after, after.difference.mean);

  // the end of the interval that reaches 0 first, and the one that does last
  const double sign = path[0].difference.mean > 0 ? 1 : -1;
  const auto nearer = [&](const AnswerAt& at) { return sign > 0 ? at.difference.low : at.difference.high; };
  const auto farther = [&](const AnswerAt& at) { return sign > 0 ? at.difference.high : at.difference.low; };
  const double first = log_factor_of_first(path, sign, nearer), last = log_factor_of_first(path, sign, farther);
  return FlipPoint{std::exp(zero), std::exp(std::min({first, last, zero})), std::exp(std::max({first, last, zero}))};
}

}  // namespace townsquare
