#include "analysis/studies/recording.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "analysis/metrics/metric.hpp"
#include "engine/simulate.hpp"

namespace townsquare {

Recording::Recording(std::span<const std::size_t> platforms, double n_weeks)
    : platforms_(platforms), runs_(platforms.size()), last_(platforms.size()) {
  for (RunResult& run : runs_) {
    run.record.n_weeks = static_cast<std::size_t>(n_weeks);
    run.record.weekly.reserve(run.record.n_weeks * weekly_metrics().size());
  }
}

void Recording::observe(const Scenario& lived, const State& state) {
  const bool is_last = state.week + 1 == static_cast<std::int32_t>(lived.run.weeks);
  for (std::size_t k = 0; k < platforms_.size(); ++k) {
    for (const Metric& metric : weekly_metrics()) runs_[k].record.weekly.push_back(metric.value(lived, state, platforms_[k]));
    if (!is_last) continue;
    last_[k] = read_last_state(lived, state, platforms_[k]);
    std::ranges::copy_if(state.log.events, std::back_inserter(runs_[k].events), [&](const Event& e) { return e.platform == platforms_[k]; });
  }
}

std::vector<RunResult> Recording::finish(std::uint64_t fingerprint) && {
  for (std::size_t k = 0; k < runs_.size(); ++k) {
    runs_[k].fingerprint = fingerprint;
    for (const Outcome& outcome : outcomes()) runs_[k].outcomes.push_back(outcome.value(runs_[k].record, last_[k]));
  }
  return std::move(runs_);
}

std::vector<RunResult> run_once(const Scenario& scenario, std::span<const std::size_t> platforms, std::uint64_t seed, std::uint32_t replication) {
  Recording recording(platforms, scenario.run.weeks);
  const std::uint64_t fingerprint =
      simulate(scenario, seed, replication, [&](const Scenario& lived, const State& state) { recording.observe(lived, state); });
  return std::move(recording).finish(fingerprint);
}

RunResult run_once(const Scenario& scenario, std::uint64_t seed, std::uint32_t replication) {
  const std::size_t platforms[] = {scenario.observed};
  return std::move(run_once(scenario, platforms, seed, replication)[0]);
}

}  // namespace townsquare
