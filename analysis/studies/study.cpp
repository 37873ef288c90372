#include "analysis/studies/study.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>

#include "analysis/studies/forked_runs.hpp"
#include "engine/fingerprint.hpp"
#include "engine/parallel.hpp"
#include "scenarios/rivals.hpp"
#include "scenarios/write_scenario.hpp"

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

/// Arms that are the same runs seen from several platforms.
struct Together {
  std::size_t first_arm;
  std::vector<std::size_t> platforms;
};

std::string market_of(const Arm& arm) {
  Scenario scenario = arm.scenario;
  scenario.observed = 0;
  return write_scenario(scenario);
}

std::vector<Together> run_together(const StudyPlan& plan) {
  std::vector<Together> groups;
  for (std::size_t arm = 0; arm < plan.arms.size(); ++arm) {
    const std::size_t platform = plan.arms[arm].scenario.observed;
    const bool is_same = platform > 0 && !groups.empty() && market_of(plan.arms[groups.back().first_arm]) == market_of(plan.arms[arm]);
    if (is_same) groups.back().platforms.push_back(platform);
    else groups.push_back({arm, {platform}});
  }
  return groups;
}

/// All arms of one replication, which have a past in common.
std::vector<RunResult> fork_once(const StudyPlan& plan, std::span<const Together> groups, std::uint32_t replication) {
  std::vector<Branch> branches;
  for (const Together& group : groups) branches.push_back({&plan.arms[group.first_arm].scenario, group.platforms});
  std::vector<RunResult> arms;
  for (std::vector<RunResult>& runs : run_forked(branches, plan.fork_at, plan.seed, replication))
    std::ranges::move(runs, std::back_inserter(arms));
  return arms;
}

/// Runs all arms of some replications. Runs begin in order, whichever thread is free, so that a batch that was
/// cancelled on the way is complete up to some replication; what lies behind it is dropped. Where runs fork, a replication is one piece of work.
void run_batch(const StudyPlan& plan, std::span<const Together> groups, Batch& batch, StudyControl& control) {
  const std::size_t n_pieces = plan.fork_at > 0 ? 1 : groups.size();
  std::atomic<std::size_t> next{0};
  for_each_index(batch.runs.size() * n_pieces, [&](std::size_t) {
    if (control.is_cancelled.load()) return;
    const std::size_t i = next.fetch_add(1), r = i / n_pieces;
    const std::uint32_t replication = batch.first_replication + static_cast<std::uint32_t>(r);
    if (plan.fork_at > 0) {
      batch.runs[r] = fork_once(plan, groups, replication);
      control.runs_done.fetch_add(plan.arms.size());
      return;
    }
    const Together& group = groups[i % n_pieces];
    std::vector<RunResult> runs = run_once(plan.arms[group.first_arm].scenario, group.platforms, plan.seed, replication);
    for (std::size_t k = 0; k < runs.size(); ++k) batch.runs[r][group.first_arm + k] = std::move(runs[k]);
    control.runs_done.fetch_add(group.platforms.size());
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

const std::string& title_of(const Arm& arm) {
  return arm.scenario.observed > 0 ? arm.scenario.platforms[arm.scenario.observed].title : arm.scenario.title;
}

std::vector<Arm> arms_of(const std::string& name, const Scenario& scenario) {
  std::vector<Arm> arms;
  for (Scenario& each : by_platform(scenario)) {
    const std::string own = each.observed > 0 ? each.platforms[each.observed].name : name;
    arms.push_back({own, std::move(each)});
  }
  return arms;
}

StudyResult run_study(const StudyPlan& plan, const OnBatch& on_batch, StudyControl& control, const Batch& finished) {
  check_forks(plan);
  StudyResult result = begin_result(plan);
  Fingerprint print;
  const std::uint32_t batch_size = replications_per_batch(plan);
  const std::vector<Together> groups = run_together(plan);

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
    with_threads(plan.threads, [&] { run_batch(plan, groups, batch, control); });
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
