#include "analysis/promises/promises.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

#include "analysis/metrics/metric.hpp"
#include "analysis/metrics/outcome.hpp"

namespace townsquare {
namespace {

constexpr double not_defined = std::numeric_limits<double>::quiet_NaN();

// Metrics say no bounds; those that are 0 or 1, or a share, are of unit 1 like any number, and are told by their names.
bool is_share_metric(std::string_view name) {
  return name.ends_with("_share") || name.ends_with("_rate") || name == "turnout" || name == "niches_taken_off";
}

std::vector<PromiseSubject> make_subjects() {
  std::vector<PromiseSubject> subjects;
  for (const Outcome& outcome : outcomes()) {
    const bool is_rate = outcome.name.ends_with("_rate") || (outcome.bounds.least == 0 && outcome.bounds.most == 1 && !outcome.is_flag);
    subjects.push_back({outcome.name, outcome.unit, outcome.long_name, false, outcome.unit == "1" && is_rate});
  }
  for (const Metric& metric : weekly_metrics())
    if (!outcome_index(metric.name)) subjects.push_back({metric.name, metric.unit, metric.long_name, true, metric.unit == "1" && is_share_metric(metric.name)});
  return subjects;
}

}  // namespace

std::span<const PromiseSubject> promise_subjects() {
  static const std::vector<PromiseSubject> subjects = make_subjects();
  return subjects;
}

double promised_value(const Promise& promise, const RunResult& run) {
  if (const auto outcome = outcome_index(promise.outcome)) return run.outcomes.at(*outcome);
  const auto metric = metric_index(promise.outcome);
  if (!metric) throw std::out_of_range("no outcome or metric is called " + promise.outcome);
  const auto week = static_cast<std::size_t>(promise.at_week.value_or(0));
  return week >= 1 && week <= run.record.n_weeks ? run.record.at(week - 1, *metric) : not_defined;
}

bool keeps_promise(const Promise& promise, double value, double other) {
  if (std::isnan(value)) return false;
  double bound = promise.bound;
  if (!promise.against.empty()) {
    if (std::isnan(other)) return true;
    // a part of a loss would be more than the loss: what is below 0 is compared as it is
    bound = other > 0 ? promise.bound * other : other;
  }
  // what binary fractions add to a bound is no breach of it
  const double slack = 1e-9 * std::max(1., std::abs(bound));
  return promise.sense == PromiseSense::at_least ? value >= bound - slack : value <= bound + slack;
}

std::string_view word_of(PromiseVerdict verdict) {
  switch (verdict) {
    case PromiseVerdict::holds: return "holds";
    case PromiseVerdict::fails: return "fails";
    default: return "too close to call";
  }
}

PromiseVerdict verdict_of(const Estimate& share, double needed) {
  if (share.n == 0) return PromiseVerdict::too_close;
  if (share.low >= needed) return PromiseVerdict::holds;
  return share.high < needed ? PromiseVerdict::fails : PromiseVerdict::too_close;
}

PromiseFinding judge_promise(const Promise& promise, std::span<const double> values, std::span<const double> others) {
  if (!promise.against.empty() && others.size() != values.size())
    throw std::invalid_argument("the promise " + promise.name + " compares runs that are not pairs");
  std::vector<double> kept;
  for (std::size_t run = 0; run < values.size(); ++run)
    kept.push_back(keeps_promise(promise, values[run], promise.against.empty() ? 0 : others[run]) ? 1 : 0);
  const Estimate share = proportion_of(kept);
  return {verdict_of(share, promise.share_of_runs), share, quantile_of(values, .5)};
}

}  // namespace townsquare
