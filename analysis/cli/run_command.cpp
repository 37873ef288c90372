// `townsquare run`: one scenario, many replications.
#include <iostream>

#include "analysis/cli/command.hpp"
#include "analysis/cli/exit_code.hpp"
#include "analysis/cli/report.hpp"
#include "analysis/cli/run_cost.hpp"
#include "analysis/cli/study_scenario.hpp"
#include "analysis/cli/terminal.hpp"
#include "analysis/results/stored_text.hpp"
#include "analysis/studies/forked_runs.hpp"

namespace townsquare {
namespace {

// What a branch grows from: the scenario without what the branch changes.
Arm read_trunk(const Arguments& arguments) {
  Arguments bare = arguments;
  bare.settings.clear();
  return read_arm(arguments.names[0], {}, bare);
}

// The same scenario with the settings and layers of the command line, from the fork on; rivals as well.
void add_branch(StudyPlan& plan, const Arguments& arguments) {
  Arm branch = read_arm(arguments.names[0], {}, arguments, std::span(arguments.names).subspan(1));
  branch.scenario.title += ", forked";
  for (Platform& platform : branch.scenario.platforms) platform.title += ", forked";
  for (Arm& arm : arms_of(branch.name, branch.scenario)) {
    arm.name += "-forked";
    plan.arms.push_back(std::move(arm));
  }
  check_forks(plan);
}

}  // namespace

int run_command(const Arguments& arguments) {
  StudyPlan plan;
  plan.seed = arguments.seed;
  plan.threads = arguments.threads;
  plan.n_replications = arguments.replications.value_or(50);
  plan.fork_at = arguments.fork_at.value_or(0);
  const Arm arm = plan.fork_at > 0 ? read_trunk(arguments) : read_arm(arguments.names[0], {}, arguments, std::span(arguments.names).subspan(1));
  plan.arms = arms_of(arm.name, arm.scenario);
  if (plan.fork_at > 0) add_branch(plan, arguments);
  const Scenario& scenario = arm.scenario;
  std::string title = scenario.title.empty() ? plan.arms[0].name : scenario.title;
  if (scenario.observed > 0) title = title_of(arm) + ", in: " + title;
  const std::filesystem::path output = output_of(arguments, plan.arms[0].name + (plan.fork_at > 0 ? "-forked" : ""));
  check_output(output, arguments.is_forced);
  if (arguments.wants_plan) return tell_plan("run", plan, output.string(), arguments);

  std::optional<PublishedSums> published =
      arguments.names.size() > 1 || plan.fork_at > 0 ? std::nullopt : published_of(arguments.names[0], 0, static_cast<std::size_t>(scenario.run.weeks));
  PromiseSums promises(arm.promises);
  const auto on_batch = [&](const Batch& batch) {
    if (published) published->add(batch);
    promises.add(batch);
  };
  const Execution execution = execute(plan, title, arguments, output, on_batch);
  const StudyReport report{"run",
                           title,
                           plan,
                           execution,
                           changes_the_world(arguments),
                           std::move(published),
                           std::nullopt,
                           has_colour_stdout(arguments.has_colour),
                           width_of_stdout(),
                           arguments.program,
                           judge_all({&promises, 1}, plan, execution.result.n_done, arguments)};
  if (execution.result.n_done > 0) store_text(output, "summary", document_of(report).dump());
  if (arguments.is_json && execution.result.n_done > 0) print_json(std::cout, report);
  else if (!arguments.is_json && execution.result.is_complete && plan.arms.size() > 1) print_comparison(std::cout, report);
  else if (!arguments.is_json && execution.result.is_complete) print_run(std::cout, report);
  return tell_stopped(execution, plan);
}

}  // namespace townsquare
