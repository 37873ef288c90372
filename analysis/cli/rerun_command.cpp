// `townsquare rerun`: runs a replication again from what the file says of itself, and compares every bit.
#include <algorithm>
#include <bit>
#include <iostream>

#include <nlohmann/json.hpp>

#include "analysis/cli/command.hpp"
#include "analysis/cli/exit_code.hpp"
#include "analysis/cli/fork_stored_run.hpp"
#include "analysis/statistics/number_text.hpp"
#include "analysis/cli/stored_arms.hpp"
#include "analysis/cli/terminal.hpp"
#include "analysis/cli/text_table.hpp"
#include "analysis/results/build_stamp.hpp"
#include "analysis/metrics/event_words.hpp"
#include "analysis/metrics/trace_text.hpp"
#include "analysis/results/event_chain.hpp"
#include "engine/fingerprint.hpp"
#include "engine/parallel.hpp"
#include "scenarios/read_scenario.hpp"

namespace townsquare {
namespace {

using Json = nlohmann::ordered_json;

// How one arm compares; `difference` is empty when every bit is the same.
struct Check {
  std::string arm, difference;
  std::uint64_t stored = 0, fingerprint = 0;
  std::size_t n_values = 0;

  /// The run is the same one, and the numbers that were kept of it are not its numbers.
  bool is_damage() const { return !difference.empty() && stored == fingerprint; }
  Scenario scenario;
  std::vector<Event> events;  // of the new run
};

bool is_same(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

// The metrics of another version may differ: then there is nothing to compare value by value.
bool has_same_columns(const ResultFile& file) {
  bool is_equal =
      file.metric_names.size() == weekly_metrics().size() && file.outcome_names.size() == outcomes().size();
  for (std::size_t m = 0; is_equal && m < file.metric_names.size(); ++m)
    is_equal = file.metric_names[m] == weekly_metrics()[m].name;
  for (std::size_t o = 0; is_equal && o < file.outcome_names.size(); ++o)
    is_equal = file.outcome_names[o] == outcomes()[o].name;
  return is_equal;
}

std::string first_difference(const ResultFile& file, std::size_t arm, std::uint32_t replication,
                             const RunResult& again) {
  const Record record = file.record(arm, replication);
  const std::size_t n_metrics = file.metric_names.size();
  if (record.weekly.size() != again.record.weekly.size()) return "the number of weeks differs";
  for (std::size_t k = 0; k < record.weekly.size(); ++k)
    if (!is_same(record.weekly[k], again.record.weekly[k]))
      return "the first difference is `" + file.metric_names[k % n_metrics] + "` in week " +
             std::to_string(k / n_metrics + 1);
  const std::vector<double> stored = file.outcomes(arm, replication);
  for (std::size_t k = 0; k < stored.size(); ++k)
    if (!is_same(stored[k], again.outcomes.at(k)))
      return "the outcome `" + file.outcome_names[k] + "` differs";
  if (file.fingerprint(arm, replication) != again.fingerprint)
    return "all kept values are the same, the fingerprint is not";
  const std::optional<std::vector<Event>> events = file.events(arm, replication);
  const bool has_same_events = !events || std::ranges::equal(*events, again.events, {}, bytes_of, bytes_of);
  return has_same_events ? "" : "the record of events differs";
}

Check check_arm(const ResultFile& file, std::size_t arm, std::uint32_t replication, int threads) {
  Scenario scenario =
      read_scenario_text(file.scenario_texts[arm], file.path.string() + " (" + file.arm_names[arm] + ")");
  RunResult again = with_threads(threads, [&] { return run_again(file, arm, replication); });
  Check check{file.arm_names[arm], "", file.fingerprint(arm, replication), again.fingerprint, 0, {}, {}};
  check.n_values = again.record.weekly.size() + again.outcomes.size();
  check.difference = first_difference(file, arm, replication, again);
  check.scenario = std::move(scenario);
  check.events = std::move(again.events);
  return check;
}

// Why the runs may differ, from what the file says of the program that wrote it.
std::string reason_of(const ResultFile& file) {
  const BuildStamp here = build_stamp();
  if (file.version == here.version && file.git_revision == here.git_revision)
    return "The same version wrote the file, so it is damaged or was changed.";
  return "The file was written by Townsquare " + file.version + " (" + file.git_revision + "); this is " + here.version +
         " (" + here.git_revision + ").";
}

void print(const Check& check, const ResultFile& file, std::uint32_t replication) {
  const std::string which =
      check.arm + ", replication " + std::to_string(replication) + ", seed " + std::to_string(file.seed);
  const std::size_t width = width_of_stdout();
  if (check.difference.empty())
    std::cout << wrapped(which + ": identical. " + grouped(check.n_values) + " values and the fingerprint " +
                             to_hex(check.fingerprint) + " are the same to the last bit.",
                         width, 2);
  else if (check.is_damage())
    std::cout << wrapped(which + ": the file is damaged or was changed; " + check.difference +
                             ". The fingerprint " + to_hex(check.fingerprint) +
                             " is that of this run, so the run is the same one and the numbers kept of it are not.",
                         width, 2);
  else
    std::cout << wrapped(which + ": NOT the same; " + check.difference + ".", width, 2) << "\n  fingerprint in the file "
              << to_hex(check.stored) << ", now " << to_hex(check.fingerprint) << "\n"
              << wrapped("  " + reason_of(file), width, 2);
  std::cout << "\n";
}

void print_trace(const Check& check) {
  for (const Event& event : check.events) std::cout << "  " << trace_line(event, check.scenario) << "\n";
}

Json json_of(const Event& e, const Scenario& scenario) {
  return {{"week", e.week + 1},
          {"platform", e.platform},
          {"kind", word_of(e.kind)},
          {"subject", word_of(e.subject)},
          {"proposal", e.proposal == no_proposal ? Json() : Json(e.proposal)},
          {"actor", e.actor == no_actor ? Json() : Json(e.actor)},
          {"key", e.key},
          {"before", e.before},
          {"after", e.after},
          {"yes", e.yes},
          {"no", e.no},
          {"abstain", e.abstain},
          {"electorate", e.electorate},
          {"quorum", e.quorum},
          {"amount", e.amount},
          {"text", trace_line(e, scenario)}};
}

Json json_of(const Check& check, bool has_trace) {
  Json json = {{"arm", check.arm},
          {"is_identical", check.difference.empty()},
          {"is_damaged", check.is_damage()},
          {"difference", check.difference},
          {"fingerprint", to_hex(check.stored)},
          {"fingerprint_now", to_hex(check.fingerprint)},
          {"values", check.n_values}};
  if (!has_trace) return json;
  json["events"] = Json::array();
  for (const Event& event : check.events) json["events"].push_back(json_of(event, check.scenario));
  return json;
}

void check_replication(const ResultFile& file, const Arguments& arguments) {
  if (!arguments.replication) throw UsageError("`--replication N` is missing: which one shall run again?");
  if (file.n_replications == 0) throw ResultFileError(arguments.names[0] + " holds no complete replication");
  const std::uint32_t last = file.first_replication + file.n_replications - 1;
  if (*arguments.replication < file.first_replication || *arguments.replication > last)
    throw UsageError("there is no replication " + std::to_string(*arguments.replication) +
                     " in this file: it holds " + std::to_string(file.first_replication) + " to " +
                     std::to_string(last));
  if (!has_same_columns(file))
    throw ResultFileError(arguments.names[0] + " was written by version " + file.version +
                          ", whose metrics are not those of this version: rerun it with that one");
}

}  // namespace

int rerun_command(const Arguments& arguments) {
  const ResultFile file = open_result(arguments.names[0]);
  check_replication(file, arguments);
  if (arguments.fork_at) return fork_stored_run(file, arguments);
  if (!arguments.settings.empty()) throw UsageError("`--set` changes a run from a week on: say which with `--fork-at N`");
  bool is_identical = true, is_damaged = false;
  Json runs = Json::array();
  for (const std::size_t arm : wanted_arms(file, arguments.arm)) {
    const Check check = check_arm(file, arm, *arguments.replication, arguments.threads);
    is_identical = is_identical && check.difference.empty();
    is_damaged = is_damaged || check.is_damage();
    runs.push_back(json_of(check, arguments.wants_trace));
    if (arguments.is_json) continue;
    print(check, file, *arguments.replication);
    if (arguments.wants_trace) print_trace(check);
  }
  if (arguments.is_json)
    std::cout << Json{{"schema_version", 1},
                      {"command", "rerun"},
                      {"file", arguments.names[0]},
                      {"seed", file.seed},
                      {"replication", *arguments.replication},
                      {"is_identical", is_identical},
                      {"runs", runs}}
                     .dump(2)
              << "\n";
  return is_identical ? exit_ok : is_damaged ? exit_files : exit_internal;
}

}  // namespace townsquare
