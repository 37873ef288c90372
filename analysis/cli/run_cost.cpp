#include "analysis/cli/run_cost.hpp"

#include <algorithm>
#include <chrono>
#include <iostream>

#include <nlohmann/json.hpp>

#include "analysis/cli/exit_code.hpp"
#include "analysis/statistics/number_text.hpp"
#include "analysis/cli/progress.hpp"
#include "analysis/cli/terminal.hpp"
#include "analysis/cli/text_table.hpp"
#include "engine/parallel.hpp"
#include "scenarios/write_scenario.hpp"

namespace townsquare {
namespace {

// One replication for each thread, of runs of so many weeks.
RunCost time_weeks(StudyPlan plan, double n_weeks) {
  plan.n_replications = static_cast<std::uint32_t>(thread_count(plan.threads));
  for (Arm& arm : plan.arms) arm.scenario.run.weeks = std::min(arm.scenario.run.weeks, n_weeks);
  if (plan.fork_at >= n_weeks) plan.fork_at = 0;
  double n_events = 0;
  const auto count = [&](const Batch& batch) {
    for (const auto& runs : batch.runs)
      for (const RunResult& run : runs) n_events += static_cast<double>(run.events.size());
  };
  StudyControl control;
  const auto began = std::chrono::steady_clock::now();
  const StudyResult result = run_study(plan, count, control);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  const double n = std::max<double>(result.n_done, 1);
  return {seconds / n, n_events / n, result.n_done * plan.arms.size(), false};
}

// "103.7 MB"
std::string size_text(std::uint64_t bytes) {
  const double n = static_cast<double>(bytes);
  if (n < 1e6) return grouped(static_cast<std::size_t>(std::max(n / 1e3, 1.))) + " kB";
  const double tenths = std::max(n / 1e5, 1.);
  const auto whole = static_cast<std::size_t>(tenths + .5);
  return grouped(whole / 10) + "." + std::to_string(whole % 10) + " MB";
}

}  // namespace

RunCost time_runs(const StudyPlan& plan) {
  constexpr double quarter = 13, patience = 4;  // weeks, seconds
  const double n_weeks = plan.arms.at(0).scenario.run.weeks;
  const RunCost short_cost = time_weeks(plan, quarter);
  const double expected = short_cost.seconds * static_cast<double>(thread_count(plan.threads)) * n_weeks / quarter;
  if (expected <= patience || n_weeks <= quarter) return time_weeks(plan, n_weeks);

  // as many weeks as there is patience for, and the rest at the same pace
  const double weeks = std::max(quarter, static_cast<double>(static_cast<int>(n_weeks * patience / expected)));
  RunCost cost = time_weeks(plan, weeks);
  cost.seconds *= n_weeks / weeks;
  cost.n_events *= n_weeks / weeks;
  cost.is_extrapolated = true;
  return cost;
}

std::uint64_t result_bytes(const StudyPlan& plan, const RunCost& cost) {
  constexpr double number = 8, event = 120, of_run = 40, names = 8e5;  // bytes; the last are what a file of no runs has, as measured
  constexpr std::uint32_t room = 16;                                   // replications that are kept together; see docs/result_format.md
  const double n = plan.n_replications, in_rooms = plan.n_replications < room ? n : (plan.n_replications + room - 1) / room * room;
  double bytes = names + n * cost.n_events * event;
  for (const Arm& arm : plan.arms) {
    bytes += in_rooms * arm.scenario.run.weeks * static_cast<double>(weekly_metrics().size()) * number;
    bytes += n * (static_cast<double>(outcomes().size()) * number + of_run) + static_cast<double>(write_scenario(arm.scenario).size());
  }
  return static_cast<std::uint64_t>(bytes);
}

int tell_plan(const PlannedStudy& planned, const Arguments& arguments) {
  const int threads = thread_count(arguments.threads);
  if (arguments.is_json) {
    const nlohmann::ordered_json document = {{"schema_version", 1},
                                             {"command", planned.command},
                                             {"plan", true},
                                             {"runs", planned.n_runs},
                                             {"seconds", planned.seconds},
                                             {"threads", threads},
                                             {"bytes", planned.bytes},
                                             {"output", planned.output},
                                             {"runs_timed", planned.n_timed},
                                             {"is_extrapolated", planned.is_extrapolated}};
    std::cout << document.dump(2) << "\n";
    return exit_ok;
  }
  std::string text = grouped(planned.n_runs) + (planned.n_runs == 1 ? " run" : " runs");
  if (planned.n_timed > 0)
    text += ": about " + duration_text(planned.seconds) + " on " + std::to_string(threads) + (threads == 1 ? " thread" : " threads") + ", judging by " +
            (planned.is_extrapolated ? "the first weeks of " : "") + std::to_string(planned.n_timed) + (planned.n_timed == 1 ? " run" : " runs") + " just now";
  text += ". They take about " + size_text(planned.bytes) + " in " + planned.output + ".";
  if (!planned.remark.empty()) text += " " + planned.remark;
  std::cout << wrapped(text + " Nothing is written yet; the same command without --plan begins.", width_of_stdout(), 0) << "\n";
  return exit_ok;
}

int tell_plan(const std::string& command, const StudyPlan& plan, const std::string& output, const Arguments& arguments) {
  const RunCost cost = time_runs(plan);
  return tell_plan({command, std::uint64_t{plan.n_replications} * plan.arms.size(), cost.seconds * plan.n_replications, result_bytes(plan, cost), output, cost.n_timed,
                    cost.is_extrapolated},
                   arguments);
}

}  // namespace townsquare
