// `townsquare explain`: which clause makes the difference between two scenarios, and which assumption would reverse it.
#include <algorithm>
#include <fstream>
#include <future>
#include <iostream>

#include "analysis/cli/command.hpp"
#include "analysis/cli/execution.hpp"
#include "analysis/cli/exit_code.hpp"
#include "analysis/cli/explain_report.hpp"
#include "analysis/cli/progress.hpp"
#include "analysis/cli/run_cost.hpp"
#include "analysis/cli/signals.hpp"
#include "analysis/cli/study_scenario.hpp"
#include "analysis/cli/terminal.hpp"
#include "analysis/results/kept_runs.hpp"
#include "analysis/results/whole_file.hpp"
#include "scenarios/diagnostics.hpp"
#include "scenarios/write_scenario.hpp"

namespace townsquare {
namespace {

namespace fs = std::filesystem;

const Outcome& outcome_named(const std::string& name) {
  if (const auto index = outcome_index(name)) return outcomes()[*index];
  std::vector<std::string> names;
  for (const Outcome& outcome : outcomes()) names.emplace_back(outcome.name);
  const auto near = nearest_word(name, names);
  throw UsageError("there is no outcome `" + name + "`" + (near ? "; did you mean `" + *near + "`? All of them: " : ": there are ") + list_words(names, "and"));
}

void check_pair(const Arm& a, const Arm& b) {
  if (a.scenario.run.weeks != b.scenario.run.weeks)
    throw UsageError("`" + a.name + "` and `" + b.name + "` run for different times; add --weeks 156 to run both as long");
  if (a.scenario.currency != b.scenario.currency)
    throw UsageError("`" + a.name + "` counts in " + a.scenario.currency + " and `" + b.name + "` in " + b.scenario.currency + ": money cannot be compared");
}

// Refuses to overwrite what is no explanation.
void check_explanation_file(const fs::path& output, bool is_forced) {
  const fs::path folder = output.has_parent_path() ? output.parent_path() : fs::path(".");
  if (!fs::is_directory(folder)) throw ResultFileError("cannot write " + output.string() + ": there is no folder " + folder.string());
  if (!fs::exists(output) || is_forced) return;
  std::string begin(64, ' ');
  std::ifstream(output).read(begin.data(), static_cast<std::streamsize>(begin.size()));
  if (begin.find("\"townsquare-explain\"") == std::string::npos)
    throw ResultFileError(output.string() + " exists and is no explanation of Townsquare, so it was left as it is.\nChoose another name with --output FILE, or overwrite it with --force.");
}

// Runs of all replications that are known before.
std::uint64_t certain_runs(const ExplainDesign& design) { return std::uint64_t{design.n_replications} * (design.runs_of_clauses() + design.runs_of_assumptions()); }

// With the search for flip points, guessed at a quarter of what the ends of the ranges take.
std::uint64_t expected_runs(const ExplainDesign& design) { return certain_runs(design) + std::uint64_t{design.n_replications} * (design.runs_of_assumptions() / 4); }

StudyPlan pair_plan(const Arm& a, const Arm& b, const Arguments& arguments) {
  StudyPlan plan;
  plan.arms = {a, b};
  plan.seed = arguments.seed;
  plan.threads = arguments.threads;
  return plan;
}

// As many replications as fit into the time that a person waits, at least enough for an interval.
std::uint32_t fitting_replications(const ExplainDesign& one, const RunCost& cost) {
  constexpr double seconds = 40, fewest = 8, most = 200;
  const double of_replication = cost.seconds / 2 * static_cast<double>(expected_runs(one));
  return static_cast<std::uint32_t>(std::clamp(seconds / std::max(of_replication, 1e-9), fewest, most));
}

// The runs, with progress, until they are done or somebody stops them.
Explanation run_design(const ExplainDesign& design, const Outcome& outcome, RunNumbers known, const Arguments& arguments) {
  listen_for_signals();
  const std::uint64_t n_runs = certain_runs(design);
  Progress progress(n_runs, arguments.is_quiet ? ProgressKind::none : is_terminal_stderr() ? ProgressKind::bar : ProgressKind::lines);
  StudyControl control;
  auto future = std::async(std::launch::async, [&] { return explain(design, outcome, arguments.threads, control, std::move(known)); });
  while (future.wait_for(std::chrono::milliseconds(100)) != std::future_status::ready) {
    if (caught_signal() != 0 && !control.is_cancelled.exchange(true)) {
      progress.end();
      if (!arguments.is_quiet) std::cerr << "stopping after the runs that are under way; once more to stop at once\n";
    }
    // behind these comes a search whose length nobody knows before
    if (!control.is_cancelled.load()) progress.show(std::min(control.runs_done.load(), n_runs - 1));
  }
  if (!control.is_cancelled.load()) progress.show(n_runs);
  progress.end();
  return future.get();
}

// Leaves the runs of a stopped explanation for the next one, and takes them away when there is nothing left to run.
int end_explanation(const Explanation& explanation, const std::string& question, std::uint32_t n_replications, const fs::path& output) {
  if (explanation.is_complete) {
    remove_kept_runs(output);
    return exit_ok;
  }
  write_kept_runs(output, {question, n_replications, explanation.numbers});
  std::cerr << "stopped by " << name_of_signal(caught_signal()) << " after " << explanation.numbers.size() << " runs";
  if (explanation.n_replications > 0) std::cerr << "; what " << explanation.n_replications << " whole replications tell is in " << output.string();
  std::cerr << ".\nThe same command with --continue runs what is missing; it reads " << unfinished_path(output).string() << ".\n";
  return exit_stopped;
}

}  // namespace

int explain_command(const Arguments& arguments) {
  // what is explained
  const Outcome& outcome = outcome_named(arguments.outcome);
  Arm a = read_arm(arguments.names[0], {}, arguments), b = read_arm(arguments.names[1], {}, arguments);
  check_pair(a, b);
  const fs::path output = arguments.output.empty() ? fs::path(a.name + "-explain-" + b.name + ".json") : arguments.output;
  check_explanation_file(output, arguments.is_forced);

  // how often
  ExplainDesign design = design_explanation(a.scenario, b.scenario, arguments.seed, arguments.replications.value_or(1));
  RunCost cost;
  const std::string question = question_of(std::vector<std::string>{"explain", write_scenario(a.scenario), write_scenario(b.scenario), std::string(outcome.name), std::to_string(arguments.seed)});
  KeptRuns kept;
  if (arguments.is_continued) {
    kept = read_kept_runs(output);
    check_question(output, kept, question);
  }
  if (arguments.wants_plan || (!arguments.replications && kept.n_replications == 0)) cost = time_runs(pair_plan(a, b, arguments));
  if (!arguments.replications) {
    const std::uint32_t n = kept.n_replications > 0 ? kept.n_replications : fitting_replications(design, cost);
    design = design_explanation(a.scenario, b.scenario, arguments.seed, n);
  }
  if (arguments.wants_plan) {
    constexpr std::uint64_t of_row = 1200;  // bytes that a row of the tornado takes
    const std::uint64_t bytes = write_scenario(a.scenario).size() + write_scenario(b.scenario).size() + of_row * (design.assumptions.size() + design.clauses.size() + 1);
    return tell_plan({"explain", expected_runs(design), cost.seconds / 2 * static_cast<double>(expected_runs(design)), bytes, output.string(), cost.n_timed, cost.is_extrapolated,
                      std::to_string(design.n_replications) + " replications of " + std::to_string(design.runs_of_clauses()) + " mixtures of " + std::to_string(design.clauses.size()) +
                          " clauses and of both scenarios at the ends of " + std::to_string(design.assumptions.size()) + " assumptions; how many the search for flip points adds is a guess."},
                     arguments);
  }

  // the runs, and what they tell
  const Explanation explanation = run_design(design, outcome, std::move(kept.runs), arguments);
  const bool is_same = a.scenario.title == b.scenario.title;
  const ExplainReport report{a.name, b.name, is_same ? a.name : a.scenario.title, is_same ? b.name : b.scenario.title, design, explanation, outcome, arguments.command_line, output.string(),
                             width_of_stdout(), has_colour_stdout(arguments.has_colour)};
  if (explanation.n_replications > 0) {
    const std::string document = json_of(report).dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
    write_whole_file(output, document);
    if (arguments.is_json) std::cout << document;
    else print_explanation(std::cout, report);
  }
  return end_explanation(explanation, question, design.n_replications, output);
}

}  // namespace townsquare
