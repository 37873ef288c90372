#include "analysis/cli/fork_stored_run.hpp"

#include <iostream>

#include <nlohmann/json.hpp>

#include "analysis/cli/exit_code.hpp"
#include "analysis/statistics/number_text.hpp"
#include "analysis/cli/outcome_rows.hpp"
#include "analysis/cli/stored_arms.hpp"
#include "analysis/cli/terminal.hpp"
#include "analysis/cli/text_table.hpp"
#include "analysis/metrics/trace_text.hpp"
#include "analysis/studies/forked_runs.hpp"
#include "engine/fingerprint.hpp"
#include "engine/parallel.hpp"
#include "scenarios/branch_check.hpp"
#include "scenarios/read_scenario.hpp"

namespace townsquare {
namespace {

using Json = nlohmann::ordered_json;

Scenario stored_scenario(const ResultFile& file, std::size_t arm, const std::vector<std::string>& settings = {}) {
  ReadOptions options;
  options.overrides = settings;
  return read_scenario_text(file.scenario_texts[arm], file.path.string() + " (" + file.arm_names[arm] + ")", options);
}

// The run as it was, and its branch.
struct Pair {
  Scenario trunk, branch;
  RunResult was, is;
};

void print(const Pair& pair, const ResultFile& file, const std::string& arm, const Arguments& arguments) {
  const auto n_weeks = static_cast<std::size_t>(pair.trunk.run.weeks);
  TableColumn labels{{""}, {}, true}, was{{"as it was"}, {}, false}, is{{"forked"}, {}, false};
  TableStyle style{{}, width_of_stdout(), has_colour_stdout(arguments.has_colour), true};
  for (const OutcomeRow& row : outcome_rows(n_weeks, blocks_of(pair.branch))) {
    if (row.outcome.empty()) {
      for (TableColumn* column : {&labels, &was, &is}) column->cells.emplace_back();
      style.row_headings.push_back(label_text(row, n_weeks));
      continue;
    }
    const std::size_t k = *outcome_index(row.outcome);
    labels.cells.push_back(label_text(row, n_weeks));
    was.cells.push_back(number_text(pair.was.outcomes[k], row.style));
    is.cells.push_back(number_text(pair.is.outcomes[k], row.style));
    style.row_headings.emplace_back();
  }
  std::cout << wrapped(arm + ", replication " + std::to_string(*arguments.replication) + ", seed " + std::to_string(file.seed) + ": one run for " +
                           std::to_string(*arguments.fork_at) + " weeks" + ", then as it was and " +
                           (arguments.settings.empty() ? "without a change" : "with " + list_words(arguments.settings, "and")) + ".",
                       style.width, 2)
            << "\n\n";
  print_columns(std::cout, {labels, was, is}, style);
  std::cout << "\n" << wrapped("One replication is an anecdote: `townsquare run` or `compare` with --fork-at tells what happens on average.", style.width, 0) << "\n";
}

// Only what the two do not share.
void print_trace(const Pair& pair, std::int32_t fork_at) {
  const auto print_from = [&](const RunResult& run, const Scenario& scenario) {
    for (const Event& event : run.events)
      if (event.week >= fork_at) std::cout << "  " << trace_line(event, scenario) << "\n";
  };
  std::cout << "\nas it was, from week " << fork_at + 1 << "\n";
  print_from(pair.was, pair.trunk);
  std::cout << "\nforked\n";
  print_from(pair.is, pair.branch);
}

Json json_of(const RunResult& run) {
  Json all = {{"fingerprint", to_hex(run.fingerprint)}, {"outcomes", Json::object()}};
  for (std::size_t k = 0; k < run.outcomes.size(); ++k) all["outcomes"][std::string(outcomes()[k].name)] = run.outcomes[k];
  return all;
}

}  // namespace

RunResult run_again(const ResultFile& file, std::size_t arm, std::uint32_t replication) {
  const Scenario scenario = stored_scenario(file, arm);
  if (file.fork_at == 0) return run_once(scenario, file.seed, replication);
  const Scenario trunk = stored_scenario(file, 0);
  check_fork(trunk, scenario, file.fork_at, file.arm_names[arm]);
  const std::size_t first[] = {trunk.observed}, own[] = {scenario.observed};
  const Branch branches[] = {{&trunk, first}, {&scenario, own}};
  return std::move(run_forked(branches, file.fork_at, file.seed, replication)[arm == 0 ? 0 : 1][0]);
}

int fork_stored_run(const ResultFile& file, const Arguments& arguments) {
  // which run, and what becomes of it
  if (arguments.arm.empty() && file.arm_names.size() > 1) throw UsageError("`--arm NAME` is missing: which run shall fork? The file holds " + list_words(file.arm_names, "and"));
  const std::size_t arm = wanted_arms(file, arguments.arm)[0];
  if (file.fork_at > 0 && arm > 0) throw UsageError("`" + file.arm_names[arm] + "` is a branch already; fork `" + file.arm_names[0] + "`, which it grows from");
  Pair pair{stored_scenario(file, arm), stored_scenario(file, arm, arguments.settings), {}, {}};
  check_fork(pair.trunk, pair.branch, *arguments.fork_at, file.arm_names[arm]);

  // both runs
  const std::size_t platforms[] = {pair.trunk.observed};
  const Branch branches[] = {{&pair.trunk, platforms}, {&pair.branch, platforms}};
  auto runs = with_threads(arguments.threads, [&] { return run_forked(branches, *arguments.fork_at, file.seed, *arguments.replication); });
  pair.was = std::move(runs[0][0]);
  pair.is = std::move(runs[1][0]);
  if (pair.was.fingerprint != file.fingerprint(arm, *arguments.replication))
    throw ResultFileError(file.path.string() + ": this version of the program does not give the stored run, so that it cannot fork; `rerun` without --fork-at tells more");

  // what is told of them
  if (arguments.is_json) {
    std::cout << Json{{"schema_version", 1}, {"command", "rerun"}, {"file", arguments.names[0]}, {"arm", file.arm_names[arm]}, {"seed", file.seed},
                      {"replication", *arguments.replication}, {"fork_at", *arguments.fork_at}, {"set", arguments.settings},
                      {"as_it_was", json_of(pair.was)}, {"forked", json_of(pair.is)}}
                     .dump(2)
              << "\n";
    return exit_ok;
  }
  print(pair, file, file.arm_names[arm], arguments);
  if (arguments.wants_trace) print_trace(pair, static_cast<std::int32_t>(*arguments.fork_at));
  return exit_ok;
}

}  // namespace townsquare
