// `townsquare explain`: which clause makes the difference between two scenarios, and which assumption would reverse it.
#include <algorithm>
#include <csignal>
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

// Whole or not at all: written beside, then put in place.
void write_file(const fs::path& output, const std::string& text) {
  const fs::path beside = output.string() + ".part";
  std::ofstream file(beside);
  file << text << std::flush;
  file.close();
  if (!file) throw ResultFileError("cannot write " + output.string());
  fs::rename(beside, output);
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
Explanation run_design(const ExplainDesign& design, const Outcome& outcome, const Arguments& arguments) {
  listen_for_signals();
  const std::uint64_t n_runs = certain_runs(design);
  Progress progress(n_runs, arguments.is_quiet ? ProgressKind::none : is_terminal_stderr() ? ProgressKind::bar : ProgressKind::lines);
  StudyControl control;
  auto future = std::async(std::launch::async, [&] { return explain(design, outcome, arguments.threads, control); });
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

int tell_stopped_early(const Explanation& explanation, const fs::path& output) {
  if (explanation.is_complete) return exit_ok;
  const bool is_by_hand = caught_signal() == SIGINT;
  std::cerr << "stopped by " << (is_by_hand ? "Ctrl-C" : "SIGTERM") << " after " << explanation.n_replications << " replications";
  if (explanation.n_replications > 0) std::cerr << "; what they tell is in " << output.string() << ".\nThe same command again makes the whole of it, --replications N a shorter one.\n";
  else std::cerr << "; nothing of it is kept.\nRun the same command again.\n";
  return is_by_hand ? exit_interrupted : exit_terminated;
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
  if (!arguments.replications || arguments.wants_plan) cost = time_runs(pair_plan(a, b, arguments));
  if (!arguments.replications) design = design_explanation(a.scenario, b.scenario, arguments.seed, fitting_replications(design, cost));
  if (arguments.wants_plan) {
    constexpr std::uint64_t of_row = 1200;  // bytes that a row of the tornado takes
    const std::uint64_t bytes = write_scenario(a.scenario).size() + write_scenario(b.scenario).size() + of_row * (design.assumptions.size() + design.clauses.size() + 1);
    return tell_plan({"explain", expected_runs(design), cost.seconds / 2 * static_cast<double>(expected_runs(design)), bytes, output.string(), cost.n_timed, cost.is_extrapolated,
                      std::to_string(design.n_replications) + " replications of " + std::to_string(design.runs_of_clauses()) + " mixtures of " + std::to_string(design.clauses.size()) +
                          " clauses and of both scenarios at the ends of " + std::to_string(design.assumptions.size()) + " assumptions; how many the search for flip points adds is a guess."},
                     arguments);
  }

  // the runs, and what they tell
  const Explanation explanation = run_design(design, outcome, arguments);
  const bool is_same = a.scenario.title == b.scenario.title;
  const ExplainReport report{a.name, b.name, is_same ? a.name : a.scenario.title, is_same ? b.name : b.scenario.title, design, explanation, outcome, arguments.command_line, output.string(),
                             width_of_stdout(), has_colour_stdout(arguments.has_colour)};
  if (explanation.n_replications > 0) {
    const std::string document = json_of(report).dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
    write_file(output, document);
    if (arguments.is_json) std::cout << document;
    else print_explanation(std::cout, report);
  }
  return tell_stopped_early(explanation, output);
}

}  // namespace townsquare
