// `townsquare compare`: several scenarios on the same luck.
#include <algorithm>
#include <iostream>
#include <set>

#include "analysis/cli/command.hpp"
#include "analysis/cli/exit_code.hpp"
#include "analysis/cli/report.hpp"
#include "analysis/cli/run_cost.hpp"
#include "analysis/cli/study_scenario.hpp"
#include "analysis/cli/terminal.hpp"
#include "analysis/results/stored_text.hpp"
#include "analysis/studies/forked_runs.hpp"
#include "scenarios/catalogue.hpp"
#include "scenarios/comparison.hpp"
#include "scenarios/diagnostics.hpp"
#include "scenarios/read_scenario.hpp"

namespace townsquare {
namespace {

// The names of the command line as a comparison without a file.
Comparison comparison_of(const std::vector<std::string>& names) {
  Comparison comparison;
  comparison.scenarios = names;
  for (const std::string& name : names) {
    const std::string stem = std::filesystem::path(name).stem().string();
    comparison.name += (comparison.name.empty() ? "" : "-against-") + stem;
    comparison.title += (comparison.title.empty() ? "" : " against ") + stem;
  }
  return comparison;
}

// One name is a comparison; a scenario in its place deserves better than "there is no such comparison".
std::filesystem::path find_comparison(const std::string& name) {
  try {
    return find_file("comparisons", name, catalogue_folder());
  } catch (const InvalidScenario&) {
    const std::vector<CatalogueEntry> entries = list_catalogue(catalogue_folder());
    const bool is_scenario = std::ranges::any_of(entries, [&](const CatalogueEntry& entry) {
      return entry.kind == "scenarios" && edit_distance(entry.name, name) == 0;
    });
    if (is_scenario)
      throw UsageError("`" + name +
                       "` is one scenario: name another to compare it with, or use `townsquare run " + name +
                       "`");
    throw;
  }
}

// A file with sections of a scenario where a comparison is wanted.
bool is_scenario_file(const std::filesystem::path& path) {
  try {
    read_comparison(path);
    return false;
  } catch (const InvalidScenario&) {
  }
  try {
    return read_scenario(path).platforms.size() > 0;
  } catch (const InvalidScenario&) {
    return false;
  }
}

// Gives the first arm of each scenario; rivals follow theirs. What a scenario promises is its first arm's promise.
std::vector<std::size_t> add_arms(StudyPlan& plan, const Comparison& comparison, const std::filesystem::path& folder,
              const Arguments& arguments) {
  std::multiset<std::string> taken;
  std::vector<std::size_t> first;
  for (const std::string& name : comparison.scenarios) {
    const Arm read = read_arm(name, folder, arguments);
    first.push_back(plan.arms.size());
    for (Arm& arm : arms_of(read.name, read.scenario)) {
      taken.insert(arm.name);
      if (taken.count(arm.name) > 1) arm.name += "-" + std::to_string(taken.count(arm.name));
      plan.arms.push_back(std::move(arm));
    }
    plan.arms[first.back()].promises = read.promises;
  }
  return first;
}

// One arm for each number of founders, of the scenario's own platform, before them the market without it.
void add_launches(StudyPlan& plan, const Comparison& comparison, const std::filesystem::path& folder, const Arguments& arguments) {
  const Arm base = read_arm(comparison.scenarios[0], folder, arguments);
  for (const LaunchPoint& point : launches_of(*comparison.launch, static_cast<int>(base.scenario.run.weeks))) {
    Arguments with_point = arguments;
    with_point.is_quiet = true;  // remarks have been told
    with_point.settings.insert(with_point.settings.end(), point.overrides.begin(), point.overrides.end());
    Arm arm = read_arm(comparison.scenarios[0], folder, with_point);
    arm.name = point.name;
    plan.arms.push_back(std::move(arm));
  }
}

// Arms that cannot be set side by side.
void check_arms(const StudyPlan& plan) {
  if (plan.arms.size() < 2) throw UsageError("a comparison needs two scenarios or more");
  const Arm& first = plan.arms[0];
  for (const Arm& arm : plan.arms) {
    if (arm.scenario.run.weeks != first.scenario.run.weeks)
      throw UsageError("`" + arm.name + "` and `" + first.name +
                       "` run for different times; add --weeks 260 to run both as long");
    if (arm.scenario.currency != first.scenario.currency)
      throw UsageError("`" + arm.name + "` counts in " + arm.scenario.currency + " and `" + first.name +
                       "` in " + first.scenario.currency + ": money cannot be compared");
  }
}

std::optional<PublishedSums> published_sums(const Comparison& comparison, const StudyPlan& plan) {
  const auto n_weeks = static_cast<std::size_t>(plan.arms[0].scenario.run.weeks);
  if (comparison.published.empty()) return std::nullopt;
  const Published published =
      read_published(find_file("published", comparison.published, catalogue_folder()));
  const auto arm = std::ranges::find(plan.arms, published.scenario, &Arm::name);
  const auto index = arm == plan.arms.end() ? std::ptrdiff_t{0} : arm - plan.arms.begin();
  return PublishedSums(published, static_cast<std::size_t>(index), n_weeks);
}

// Scenarios named on the command line: the first that has published figures.
std::optional<PublishedSums> published_sums(const std::vector<std::string>& names, const std::vector<std::size_t>& arms, const StudyPlan& plan) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (auto sums = published_of(names[i], arms[i], static_cast<std::size_t>(plan.arms[arms[i]].scenario.run.weeks))) return sums;
  return std::nullopt;
}

}  // namespace

int compare_command(const Arguments& arguments) {
  // what is compared
  Comparison comparison = comparison_of(arguments.names);
  std::filesystem::path folder;
  if (arguments.names.size() == 1) {
    const std::filesystem::path file = find_comparison(arguments.names[0]);
    if (is_scenario_file(file))
      throw UsageError("`" + arguments.names[0] + "` is one scenario: name another to compare it with, or use `townsquare run " + arguments.names[0] +
                       "`, which shows its rivals beside it");
    comparison = read_comparison(file);
    folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
  }
  StudyPlan plan;
  plan.seed = arguments.seed;
  plan.threads = arguments.threads;
  plan.n_replications = arguments.replications.value_or(comparison.replications);
  std::vector<std::size_t> arms;
  if (comparison.launch) add_launches(plan, comparison, folder, arguments);
  else arms = add_arms(plan, comparison, folder, arguments);
  check_arms(plan);
  plan.fork_at = arguments.fork_at.value_or(0);
  if (plan.fork_at > 0 && comparison.launch) throw UsageError("launches differ from the first week on, so they cannot fork");
  check_forks(plan);
  std::optional<PublishedSums> published =
      arguments.names.size() == 1 ? published_sums(comparison, plan) : published_sums(arguments.names, arms, plan);
  const std::filesystem::path output = output_of(arguments, comparison.name + (plan.fork_at > 0 ? "-forked" : ""));
  check_output(output, arguments.is_forced);
  if (arguments.wants_plan) return tell_plan("compare", plan, output.string(), arguments);

  // the runs
  std::vector<PromiseSums> promises;
  for (std::size_t k = 0; k < plan.arms.size(); ++k)
    if (!plan.arms[k].promises.empty()) promises.emplace_back(plan.arms[k].promises, k);
  const auto on_batch = [&](const Batch& batch) {
    if (published) published->add(batch);
    for (PromiseSums& each : promises) each.add(batch);
  };
  const Execution execution = execute(plan, comparison.title, arguments, output, on_batch);

  // the report
  const StudyReport report{"compare",
                           comparison.title,
                           plan,
                           execution,
                           changes_the_world(arguments),
                           std::move(published),
                           comparison.launch,
                           has_colour_stdout(arguments.has_colour),
                           width_of_stdout(),
                           arguments.program,
                           judge_all(promises, plan, execution.result.n_done, arguments)};
  if (execution.result.n_done > 0) store_text(output, "summary", document_of(report).dump());
  if (arguments.is_json && execution.result.n_done > 0) print_json(std::cout, report);
  else if (!arguments.is_json && execution.result.is_complete) print_comparison(std::cout, report);
  return tell_stopped(execution, plan);
}

}  // namespace townsquare
