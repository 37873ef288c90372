// Running replications of one or several arms on the same luck.
#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "analysis/metrics/metric.hpp"
#include "analysis/metrics/outcome.hpp"
#include "engine/event_log.hpp"
#include "engine/parameter_table.hpp"
#include "engine/scenario.hpp"
#include "scenarios/promises/promise.hpp"

namespace townsquare {

/// A scenario in a comparison.
struct Arm {
  std::string name;
  Scenario scenario;
  std::vector<Promise> promises = {};  // what its file promises
};

/// What the platform of an arm is called: the title of the scenario, or of the rival.
const std::string& title_of(const Arm& arm);

/// Whether the replications of an arm draw an assumption.
bool draws_assumption(const Arm& arm, std::string_view key);

/// One arm for each platform of a scenario: its own under the given name, its rivals under theirs.
std::vector<Arm> arms_of(const std::string& name, const Scenario& scenario);

struct StudyPlan {
  std::vector<Arm> arms;
  std::uint64_t seed = 1;
  std::uint32_t first_replication = 0;
  std::uint32_t n_replications = 50;
  int threads = 0;  // 0: all of the machine; never changes a result
  std::uint32_t fork_at = 0;  // weeks that all arms live under the first one's scenario, before each goes on under its own; 0: none
};

/// Assumptions that any arm draws, in the order of the table; each key once.
std::vector<UncertainKey> assumptions_of(const StudyPlan& plan);

/// One run as it is kept.
struct RunResult {
  Record record;
  std::vector<double> outcomes;    // (n_outcomes)
  std::uint64_t fingerprint = 0;
  std::vector<Event> events;       // all of the run, in order
};

/// Some replications in a row, all arms; every run is complete.
struct Batch {
  std::uint32_t first_replication = 0;
  std::vector<std::vector<RunResult>> runs;  // [replication][arm]
};

/// Seen and changed from other threads while a study runs.
struct StudyControl {
  std::atomic<std::uint64_t> runs_done{0};
  std::atomic<bool> is_cancelled{false};  // set to stop before the next run
};

/// All of a study that fits in memory: outcomes, not weekly records.
struct StudyResult {
  std::vector<std::string> arm_names;
  std::uint64_t seed = 1;
  std::uint32_t first_replication = 0;
  std::uint32_t n_done = 0;                             // complete replications
  std::vector<std::vector<std::vector<double>>> outcomes;    // [arm][outcome][replication]
  std::vector<std::vector<std::uint64_t>> fingerprints;      // [arm][replication]
  std::vector<UncertainKey> assumptions;                     // drawn in any arm, table order
  std::vector<std::vector<double>> factors;                  // [assumption][replication]
  std::uint64_t fingerprint = 0;                             // of all runs, in order
  bool is_complete = true;                                   // false when it was cancelled

  const std::vector<double>& outcome(std::size_t arm, std::string_view name) const;
};

/// Called on the calling thread, batch after batch in order of replication.
using OnBatch = std::function<void(const Batch&)>;

/// Runs a study. Every arm of a replication has the same seed and replication, so the same luck.
/// Cancelled, it ends the runs that are under way and keeps all replications that are then complete in every arm, up to
/// the first that is not. `finished` are replications that an earlier run of the same plan completed, from the plan's
/// first on: they are kept and given to `on_batch` as they are, and the others follow as if they had been run here.
/// Where the plan forks, an arm is one run with the first arm up to the fork (see forked_runs.hpp).
/// *Errors*: what `on_batch` throws; std::logic_error when `finished` does not begin where the plan does; InvalidScenario when an arm
/// cannot be a branch of the first.
StudyResult run_study(const StudyPlan& plan, const OnBatch& on_batch, StudyControl& control, const Batch& finished = {});

/// One run, as a study would keep it: of the platform that the scenario observes.
RunResult run_once(const Scenario& scenario, std::uint64_t seed, std::uint32_t replication);

/// The same run seen from several platforms, one result for each.
std::vector<RunResult> run_once(const Scenario& scenario, std::span<const std::size_t> platforms, std::uint64_t seed, std::uint32_t replication);

}  // namespace townsquare
