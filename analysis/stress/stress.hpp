// `townsquare stress`: every shock that applies, paired with the undisturbed run; verdicts, breaking points, cost of control, worst pair.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/statistics/breaking_point.hpp"
#include "analysis/statistics/sequential.hpp"
#include "analysis/stress/shock_table.hpp"
#include "analysis/stress/stress_runs.hpp"
#include "analysis/studies/study.hpp"

namespace townsquare {

struct StressPlan {
  Scenario scenario;
  std::string name;                        // of the scenario, as in results
  std::vector<Promise> promises;           // empty: those of default_promises
  std::map<std::string, Scenario> others;  // that promises name in `against`
  std::vector<const StressShock*> shocks;  // empty: all
  std::uint64_t seed = 1;
  int threads = 0;                     // 0: all of the machine; never changes a result
  std::uint32_t shock_week = 0;        // weeks lived before; 0: a year, or a third of a shorter run
  std::uint32_t most_replications = 32;     // for a verdict
  std::uint32_t breaking_replications = 24;  // for a breaking point; 0: none are looked for
  std::size_t pairs_of = 4;            // most damaging shocks that are joined in pairs; 0: no pairs
  double error_rate = .05;             // of each verdict
};

/// Replications that are run together between two looks; verdicts do not depend on it.
inline constexpr std::uint32_t stress_batch = 8;
/// Sizes among which a breaking point is looked for.
inline constexpr std::size_t n_stress_sizes = 33;

/// What is said of one promise under one condition.
struct StressCell {
  SequentialVerdict verdict = SequentialVerdict::open;
  Estimate share;  // of runs that keep it; the interval holds at any time of looking
};

/// What an attacker had to pay and what it got; money in major units.
struct AttackSummary {
  Estimate in_control, won;        // shares of runs
  double cost_of_control = 0;      // median of the runs in control; NaN without any
  double value_extracted = 0, treasury = 0;  // means over runs; the treasury when it begins
};

struct StressBreaking {
  std::size_t promise = 0;
  BreakingPoint point;
};

/// One row of the answer.
struct StressRow {
  const StressShock* shock = nullptr;
  std::string why_not;      // it does not apply; empty when it does
  double size = 0;          // in the table of verdicts
  double damage = 0, money_lost = 0;  // see docs/stress.md
  std::vector<StressCell> cells;      // (n_promises); empty when it was not run
  std::size_t n_replications = 0;
  std::vector<StressBreaking> breaking;
  std::vector<double> sizes;          // that breaking points are places in
  std::optional<std::size_t> breaks_first;  // in `breaking`
  std::optional<AttackSummary> attack;
};

struct StressPair {
  std::size_t a = 0, b = 0;  // rows
  double damage = 0, sum_of_both = 0, money_lost = 0;
  std::vector<StressCell> cells;
  std::size_t n_replications = 0;
};

struct StressResult {
  StressPlan plan;                  // with what was left open filled in
  bool are_default_promises = false;
  std::vector<StressCell> undisturbed;  // (n_promises)
  std::size_t n_undisturbed = 0;
  double members_money = 0;         // mean over undisturbed runs
  std::vector<StressRow> rows;      // most damaging first, those that do not apply last
  std::vector<StressPair> pairs;    // most damaging first
  std::vector<std::size_t> paired_rows;
  std::uint64_t n_runs = 0;
  bool is_complete = true;
  Scenario trunk;                   // what the undisturbed runs were run under
  std::vector<RunResult> undisturbed_runs;
  RunNumbers numbers;  // of all other runs: what a test that was stopped needs to go on
};

/// What is asked of a scenario that promises nothing: that it lives to the end in four runs of five, and where members vote, that no member
/// decides alone. *Assumption*.
std::vector<Promise> default_promises(const Scenario& scenario);

/// The plan with what it leaves open filled in. *Errors*: std::invalid_argument when the run is too short for a shock, or the shocks would begin after its end.
StressPlan completed(StressPlan plan);

/// Why a shock does not apply to this plan; empty when it does.
std::string obstacle_of(const StressShock& shock, const StressPlan& plan);

/// The most runs that a plan can need; sequential verdicts and bisection end most of it early.
std::uint64_t most_runs(const StressPlan& plan);

/// Runs a plan. Cancelled, it gives what is known by then. The same at any number of threads.
/// @param known  `numbers` of an earlier test of the same plan that was stopped; the result is the same as without
/// *Errors*: as `completed`; InvalidScenario.
StressResult run_stress(const StressPlan& plan, StudyControl& control, RunNumbers known = {});

/// The answer as one JSON document (docs/result_format.md).
std::string stress_json(const StressResult& result);

}  // namespace townsquare
