#include "analysis/sweeps/run_list.hpp"

#include <exception>
#include <limits>
#include <stdexcept>

#include "engine/parallel.hpp"

namespace townsquare {
namespace {

// The weeks that are kept of the chosen metrics.
std::vector<double> thinned(const Record& record, const KeptSeries& kept) {
  std::vector<double> values(kept.metrics.size() * kept.n_columns, std::numeric_limits<double>::quiet_NaN());
  for (std::size_t m = 0; m < kept.metrics.size(); ++m)
    for (std::size_t c = 0; c < kept.n_columns && (c + 1) * kept.every <= record.n_weeks; ++c)
      values[m * kept.n_columns + c] = record.at((c + 1) * kept.every - 1, kept.metrics[m]);
  return values;
}

JobResult result_of(const Scenario& scenario, std::uint64_t seed, std::uint32_t replication, const KeptSeries& kept) {
  JobResult result;
  try {
    RunResult run = run_once(scenario, seed, replication);
    result.fingerprint = run.fingerprint;
    result.outcomes = std::move(run.outcomes);
    result.series = thinned(run.record, kept);
    result.is_done = true;
  } catch (const std::exception& error) {
    result.failure = error.what();
    if (result.failure.empty()) result.failure = "the run failed without a reason";
  }
  return result;
}

}  // namespace

std::vector<JobResult> run_list(std::span<const Scenario> scenarios, std::uint64_t seed, std::span<const Job> jobs,
                                const KeptSeries& kept, int threads, StudyControl& control) {
  for (const Job& job : jobs)
    if (job.scenario >= scenarios.size()) throw std::out_of_range("a job names a scenario that is not there");
  std::vector<JobResult> results(jobs.size());

  // whichever thread is free takes the next job
  std::atomic<std::size_t> next{0};
  with_threads(threads, [&] {
    for_each_index(jobs.size(), [&](std::size_t) {
      if (control.is_cancelled.load()) return;
      const std::size_t i = next.fetch_add(1);
      results[i] = result_of(scenarios[jobs[i].scenario], seed, jobs[i].replication, kept);
      control.runs_done.fetch_add(1);
    });
  });
  return results;
}

}  // namespace townsquare
