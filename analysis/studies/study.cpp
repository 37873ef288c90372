#include "analysis/studies/study.hpp"

#include <algorithm>
#include <stdexcept>

#include "engine/fingerprint.hpp"
#include "engine/parallel.hpp"
#include "engine/simulate.hpp"

namespace townsquare {
namespace {

/// Replications that are kept at once: whole chunks of a result file, and enough runs to keep every thread busy.
std::uint32_t replications_per_batch(const StudyPlan& plan) {
  constexpr std::size_t chunk = 16, runs_per_thread = 8;
  const std::size_t n_runs = runs_per_thread * static_cast<std::size_t>(thread_count(plan.threads));
  const std::size_t n = (n_runs + plan.arms.size() - 1) / std::max<std::size_t>(plan.arms.size(), 1);
  return static_cast<std::uint32_t>((std::max(n, chunk) + chunk - 1) / chunk * chunk);
}

StudyResult begin_result(const StudyPlan& plan) {
  StudyResult result;
  result.seed = plan.seed;
  result.first_replication = plan.first_replication;
  result.assumptions = assumptions_of(plan);
  result.factors.resize(result.assumptions.size());
  for (const Arm& arm : plan.arms) {
    result.arm_names.push_back(arm.name);
    result.outcomes.emplace_back(outcomes().size());
    result.fingerprints.emplace_back();
  }
  return result;
}

bool is_done(const std::vector<RunResult>& runs) {
  return std::ranges::all_of(runs, [](const RunResult& run) { return run.record.n_weeks > 0; });
}

/// Runs all arms of some replications. Runs begin in order, whichever thread is free, so that a batch that was
/// cancelled on the way is complete up to some replication; what lies behind it is dropped.
void run_batch(const StudyPlan& plan, Batch& batch, StudyControl& control) {
  const std::size_t n_arms = plan.arms.size();
  std::atomic<std::size_t> next{0};
  for_each_index(batch.runs.size() * n_arms, [&](std::size_t) {
    if (control.is_cancelled.load()) return;
    const std::size_t i = next.fetch_add(1), r = i / n_arms, arm = i % n_arms;
    batch.runs[r][arm] = run_once(plan.arms[arm].scenario, plan.seed, batch.first_replication + static_cast<std::uint32_t>(r));
    control.runs_done.fetch_add(1);
  });
  const auto missing = std::ranges::find_if_not(batch.runs, is_done);
  batch.runs.erase(missing, batch.runs.end());
}

void keep(const Batch& batch, StudyResult& result, Fingerprint& print) {
  for (std::size_t r = 0; r < batch.runs.size(); ++r) {
    for (std::size_t arm = 0; arm < batch.runs[r].size(); ++arm) {
      const RunResult& run = batch.runs[r][arm];
      for (std::size_t k = 0; k < run.outcomes.size(); ++k) result.outcomes[arm][k].push_back(run.outcomes[k]);
      result.fingerprints[arm].push_back(run.fingerprint);
      print.add(run.fingerprint);
    }
    for (std::size_t k = 0; k < result.assumptions.size(); ++k)
      result.factors[k].push_back(assumption_factor(result.assumptions[k], result.seed, batch.first_replication + static_cast<std::uint32_t>(r)));
    ++result.n_done;
  }
}

}  // namespace

std::vector<UncertainKey> assumptions_of(const StudyPlan& plan) {
  std::vector<UncertainKey> all;
  for (const Arm& arm : plan.arms) {
    if (arm.scenario.run.draw_assumptions == 0) continue;
    for (const UncertainKey& key : uncertain_keys(arm.scenario))
      if (std::ranges::find(all, key.key, &UncertainKey::key) == all.end()) all.push_back(key);
  }
  return all;
}

bool draws_assumption(const Arm& arm, std::string_view key) {
  if (arm.scenario.run.draw_assumptions == 0) return false;
  const std::vector<UncertainKey> keys = uncertain_keys(arm.scenario);
  return std::ranges::find(keys, key, &UncertainKey::key) != keys.end();
}

RunResult run_once(const Scenario& scenario, std::uint64_t seed, std::uint32_t replication) {
  RunResult run;
  const std::span<const Metric> metrics = weekly_metrics();
  run.record.n_weeks = static_cast<std::size_t>(scenario.run.weeks);
  run.record.weekly.reserve(run.record.n_weeks * metrics.size());
  LastState last;
  const auto observe = [&](const Scenario& lived, const State& state) {
    for (const Metric& metric : metrics) run.record.weekly.push_back(metric.value(lived, state, 0));
    if (state.week + 1 != static_cast<std::int32_t>(lived.run.weeks)) return;
    last = read_last_state(lived, state, 0);
    run.events = state.log.events;
  };
  run.fingerprint = simulate(scenario, seed, replication, observe);
  for (const Outcome& outcome : outcomes()) run.outcomes.push_back(outcome.value(run.record, last));
  return run;
}

StudyResult run_study(const StudyPlan& plan, const OnBatch& on_batch, StudyControl& control, const Batch& finished) {
  StudyResult result = begin_result(plan);
  Fingerprint print;
  const std::uint32_t batch_size = replications_per_batch(plan);

  // what is there already
  if (!finished.runs.empty()) {
    if (finished.first_replication != plan.first_replication || finished.runs.size() > plan.n_replications)
      throw std::logic_error("finished replications are not the first ones of the plan");
    control.runs_done.fetch_add(finished.runs.size() * plan.arms.size());
    keep(finished, result, print);
    if (on_batch) on_batch(finished);
  }

  // what is missing
  for (auto done = static_cast<std::uint32_t>(finished.runs.size()); done < plan.n_replications;) {
    Batch batch;
    batch.first_replication = plan.first_replication + done;
    const std::uint32_t n = std::min(batch_size, plan.n_replications - done);
    batch.runs.assign(n, std::vector<RunResult>(plan.arms.size()));
    with_threads(plan.threads, [&] { run_batch(plan, batch, control); });
    keep(batch, result, print);
    if (on_batch && !batch.runs.empty()) on_batch(batch);
    if (batch.runs.size() < n) break;
    done += n;
  }
  result.is_complete = result.n_done == plan.n_replications;
  result.fingerprint = print.value();
  return result;
}

const std::vector<double>& StudyResult::outcome(std::size_t arm, std::string_view name) const {
  const std::optional<std::size_t> index = outcome_index(name);
  if (!index) throw std::invalid_argument("no outcome is called " + std::string(name));
  return outcomes[arm][*index];
}

}  // namespace townsquare
