// `townsquare stress`: what could go wrong, and at what size it breaks what is promised.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <iostream>
#include <set>

#include "analysis/cli/command.hpp"
#include "analysis/cli/execution.hpp"
#include "analysis/cli/exit_code.hpp"
#include "analysis/statistics/number_text.hpp"
#include "analysis/cli/progress.hpp"
#include "analysis/cli/signals.hpp"
#include "analysis/cli/stress_report.hpp"
#include "analysis/cli/study_scenario.hpp"
#include "analysis/cli/terminal.hpp"
#include "analysis/cli/text_table.hpp"
#include "analysis/results/kept_runs.hpp"
#include "analysis/stress/stress_file.hpp"
#include "engine/parallel.hpp"
#include "scenarios/diagnostics.hpp"
#include "scenarios/write_scenario.hpp"

namespace townsquare {
namespace {

// Rows that --only names; all when it names none.
std::vector<const StressShock*> chosen_shocks(const std::vector<std::string>& only) {
  try {
    return shocks_named(only);
  } catch (const std::invalid_argument& e) {
    throw UsageError(e.what());
  }
}

// The scenarios that promises are compared with, under the options of the command line but not its settings.
std::map<std::string, Scenario> others_of(const std::vector<Promise>& promises, const Arguments& arguments) {
  Arguments bare = arguments;
  bare.settings.clear();
  bare.is_quiet = true;
  std::map<std::string, Scenario> others;
  for (const Promise& promise : promises)
    if (!promise.against.empty() && !others.contains(promise.against))
      others[promise.against] = read_arm(promise.against, std::filesystem::path(promise.at.file).parent_path(), bare).scenario;
  return others;
}

StressPlan read_plan(const Arguments& arguments) {
  Arm arm = read_arm(arguments.names[0], {}, arguments, std::span(arguments.names).subspan(1));
  StressPlan plan;
  plan.others = others_of(arm.promises, arguments);
  plan.scenario = std::move(arm.scenario);
  plan.scenario.observed = 0;
  plan.name = arm.name;
  plan.promises = std::move(arm.promises);
  plan.shocks = chosen_shocks(arguments.only);
  plan.seed = arguments.seed;
  plan.threads = arguments.threads;
  plan.shock_week = arguments.shock_week.value_or(0);
  if (arguments.replications) {
    plan.most_replications = *arguments.replications;
    plan.breaking_replications = *arguments.replications;
  }
  return plan;
}

// Lives one run to tell how long all of them take.
void tell_plan(const StressPlan& plan) {
  const auto start = std::chrono::steady_clock::now();
  run_once(plan.scenario, plan.seed, 0);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const std::uint64_t n_runs = most_runs(plan);
  const StressPlan whole = completed(plan);
  std::size_t n_applying = 0;
  for (const StressShock* shock : whole.shocks) n_applying += obstacle_of(*shock, whole).empty() ? 1 : 0;
  const double part = 1 - static_cast<double>(whole.shock_week) / whole.scenario.run.weeks;  // the weeks before are shared
  const double most = static_cast<double>(n_runs) * seconds * part / thread_count(plan.threads);
  std::cout << wrapped(std::to_string(n_applying) + " of " + std::to_string(whole.shocks.size()) + " shocks apply; at most " + grouped(n_runs) + " runs, about " + duration_text(most) +
                           " on " + std::to_string(thread_count(plan.threads)) + " threads at most: verdicts that are clear early end early. Nothing was run but one replication, to measure its time.",
                       width_of_stdout(), 0)
            << "\n";
}

// All that runs depend on; not how many of them, so that a larger test may go on from a smaller one.
std::string question_of_plan(const StressPlan& given) {
  const StressPlan plan = completed(given);
  std::vector<std::string> texts{"stress", write_scenario(plan.scenario), std::to_string(plan.seed), std::to_string(plan.shock_week)};
  for (const Promise& promise : plan.promises) texts.push_back(promise.outcome + " " + std::to_string(promise.at_week.value_or(0)) + " " + promise.against);
  for (const auto& [name, other] : plan.others) texts.push_back(name + "\n" + write_scenario(other));
  return question_of(texts);
}

// Leaves the runs of a stopped test for the next one, and takes them away when there is nothing left to run.
int end_test(const StressResult& result, const std::string& question, const std::filesystem::path& output) {
  if (result.is_complete) {
    remove_kept_runs(output);
    return exit_ok;
  }
  write_kept_runs(output, {question, 0, result.numbers});
  std::cerr << "stopped by " << name_of_signal(caught_signal()) << " after " << result.n_runs << " runs; what is known so far is told";
  if (!result.undisturbed_runs.empty()) std::cerr << " and is in " << output.string();
  std::cerr << ".\nThe same command with --continue runs what is missing; it reads " << unfinished_path(output).string() << ".\n";
  return exit_stopped;
}

}  // namespace

int stress_command(const Arguments& arguments) {
  StressPlan plan = read_plan(arguments);
  try {
    completed(plan);
  } catch (const std::invalid_argument& e) {
    throw UsageError(std::string(e.what()) + "; see --weeks and --at");
  }
  if (arguments.wants_plan) {
    tell_plan(plan);
    return exit_ok;
  }
  const std::filesystem::path output = output_of(arguments, plan.name + "-stress");
  check_output(output, arguments.is_forced);

  const std::string question = question_of_plan(plan);
  RunNumbers known;
  if (arguments.is_continued) {
    KeptRuns kept = read_kept_runs(output);
    check_question(output, kept, question);
    known = std::move(kept.runs);
  }
  StudyControl control;
  StressResult result;
  const double seconds = run_with_progress([&] { result = run_stress(plan, control, std::move(known)); }, most_runs(plan), control, arguments);
  const std::string json = stress_json(result);
  write_stress_file(result, json, output, {arguments.command_line, result.plan.scenario.title}, arguments.is_forced);
  if (arguments.is_json) std::cout << json << "\n";
  else {
    print_stress(std::cout, result, width_of_stdout(), has_colour_stdout(arguments.has_colour));
    std::cout << "\n" << grouped(result.n_runs) << " runs in " << duration_text(seconds);
    if (!result.undisturbed_runs.empty()) std::cout << ". Results in " << output.string();
    std::cout << "\n";
  }
  return end_test(result, question, output);
}

}  // namespace townsquare
