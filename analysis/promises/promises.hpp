// Whether runs keep what a constitution promises.
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "analysis/statistics/statistics.hpp"
#include "analysis/studies/study.hpp"
#include "scenarios/promises/promise.hpp"

namespace townsquare {

/// All that a promise can be about: the outcomes of a run, and the weekly metrics in one week.
std::span<const PromiseSubject> promise_subjects();

/// The number that a promise is about, of one run; NaN when the run has none (the fee of a closed platform).
/// *Errors*: std::out_of_range for a name that is neither an outcome nor a metric.
double promised_value(const Promise& promise, const RunResult& run);

/// Whether one run keeps a promise. A run without the number does not keep it. `other` is the number of the scenario
/// `against` on the same luck (of a promise with none it is not read); a run keeps a promise `against` when there is none there.
bool keeps_promise(const Promise& promise, double value, double other = 0);

enum class PromiseVerdict { holds, fails, too_close };

/// "holds", "fails", "too close to call".
std::string_view word_of(PromiseVerdict verdict);

/// What is said of one promise over some runs.
struct PromiseFinding {
  PromiseVerdict verdict = PromiseVerdict::too_close;
  Estimate share;     ///< of runs that keep it, with Wilson's 95 % interval
  double median = 0;  ///< of the promised number over runs that have it; NaN of none
};

/// The verdict of a share: holds when its interval lies at or above what is promised, fails when below.
/// One look at a fixed number of runs; a rule that looks again and again needs an error rate of its own.
PromiseVerdict verdict_of(const Estimate& share, double needed);

/// Judges one promise over runs. @param values  promised numbers, one per run; @param others  those of `against`, of the same
/// runs, or empty. *Errors*: std::invalid_argument when the promise is against another and the sizes differ.
PromiseFinding judge_promise(const Promise& promise, std::span<const double> values, std::span<const double> others = {});

}  // namespace townsquare
