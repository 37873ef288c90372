// Runs of a scenario under shocks, paired with the undisturbed run on the same luck: what both have in common is lived once.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "analysis/stress/shock_table.hpp"
#include "analysis/results/kept_runs.hpp"
#include "analysis/studies/recording.hpp"
#include "analysis/studies/study.hpp"
#include "engine/life.hpp"

namespace townsquare {

/// A shock with its size.
struct Blow {
  const StressShock* shock;
  double size;
};

/// One run that is asked for: no blows, the undisturbed run.
struct StressedRun {
  std::vector<Blow> blows;
  std::uint32_t replication;
};

/// What stress keeps of a run. Money is in major units.
struct StressedOutcome {
  std::vector<bool> keeps;  ///< (n_promises)
  double members_money = 0;  ///< income of sellers and surplus of buyers over the run
  double cash_before = 0;    ///< in the last week before the shocks begin
  double was_in_control = 0, attack_won = 0, cost_of_control = 0, value_extracted = 0;
};

/// All runs of one stress test. Outcomes are kept, so asking twice costs nothing; none depends on threads, or on what else was asked.
class StressRuns {
 public:
  /// @param scenario    whose own platform is looked at
  /// @param promises    judged in every run
  /// @param others      scenarios that promises name in `against`, by that name; shocks of the market meet them too
  /// @param shock_week  weeks lived before the shocks begin; in [0, weeks)
  /// @param known       of an earlier test of the same question that was stopped: its `numbers`, which are not run again
  /// *Errors*: std::invalid_argument when a scenario that a promise names is not among the others.
  StressRuns(const Scenario& scenario, std::vector<Promise> promises, std::map<std::string, Scenario> others, std::uint64_t seed, std::uint32_t shock_week,
             RunNumbers known = {});
  ~StressRuns();

  /// Runs, side by side, what has not been run yet. Cancelled, some are missing. @return in the order asked
  std::vector<std::optional<StressedOutcome>> run(std::span<const StressedRun> wanted, StudyControl& control);

  std::uint64_t n_runs() const { return n_runs_; }
  /// What was seen of all runs so far, but for undisturbed ones of the scenario itself: of those the whole is wanted, and they are few.
  RunNumbers numbers() const;
  /// The undisturbed runs so far, from replication 0 up to the first that is missing, as a study would keep them.
  std::vector<RunResult> undisturbed() const;
  /// The scenario that they were run under: the one given, with a place for an attacker among those who can own something.
  const Scenario& scenario() const;

 private:
  struct World;
  struct Job;
  void begin_all(std::span<const Job> jobs, const StudyControl& control);
  void run_jobs(std::vector<Job>& jobs, StudyControl& control);
  void keep(Job& job);
  bool recall(Job& job);
  std::optional<StressedOutcome> outcome_of(const StressedRun& run) const;

  std::vector<Promise> promises_;
  std::vector<std::size_t> world_of_;            // (n_promises): of its `against`, 0: none
  std::vector<std::unique_ptr<World>> worlds_;   // the scenario's own first
  std::uint64_t seed_;
  RunNumbers known_;
  std::uint64_t n_runs_ = 0;
};

}  // namespace townsquare
