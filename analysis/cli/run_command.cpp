// `townsquare run`: one scenario, many replications.
#include <iostream>

#include "analysis/cli/command.hpp"
#include "analysis/cli/exit_code.hpp"
#include "analysis/cli/report.hpp"
#include "analysis/cli/study_scenario.hpp"
#include "analysis/cli/terminal.hpp"

namespace townsquare {

int run_command(const Arguments& arguments) {
  StudyPlan plan;
  plan.seed = arguments.seed;
  plan.threads = arguments.threads;
  plan.n_replications = arguments.replications.value_or(50);
  const Arm arm = read_arm(arguments.names[0], {}, arguments, std::span(arguments.names).subspan(1));
  plan.arms = arms_of(arm.name, arm.scenario);
  const Scenario& scenario = arm.scenario;
  std::string title = scenario.title.empty() ? plan.arms[0].name : scenario.title;
  if (scenario.observed > 0) title = title_of(arm) + ", in: " + title;
  const std::filesystem::path output = output_of(arguments, plan.arms[0].name);
  check_output(output, arguments.is_forced);

  std::optional<PublishedSums> published =
      arguments.names.size() > 1 ? std::nullopt : published_of(arguments.names[0], 0, static_cast<std::size_t>(scenario.run.weeks));
  const auto on_batch = [&](const Batch& batch) {
    if (published) published->add(batch);
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
                           arguments.program};
  if (arguments.is_json && execution.result.n_done > 0) print_json(std::cout, report);
  else if (!arguments.is_json && execution.result.is_complete && plan.arms.size() > 1) print_comparison(std::cout, report);
  else if (!arguments.is_json && execution.result.is_complete) print_run(std::cout, report);
  return tell_stopped(execution, plan);
}

}  // namespace townsquare
