// `townsquare describe`: a scenario in plain English, or as one file to copy and edit.
#include "scenarios/describe.hpp"

#include <iostream>

#include "analysis/cli/command.hpp"
#include "analysis/cli/exit_code.hpp"
#include "analysis/cli/study_scenario.hpp"
#include "analysis/cli/terminal.hpp"
#include "scenarios/write_scenario.hpp"

namespace townsquare {
namespace {

std::vector<Clause> all_clauses(const Arm& arm) {
  std::vector<Clause> clauses = clauses_of(arm.scenario);
  for (Clause& clause : promise_clauses(arm.promises)) clauses.push_back(std::move(clause));
  return clauses;
}

}  // namespace

int describe_command(const Arguments& arguments) {
  const Arm arm = read_arm(arguments.names[0], {}, arguments, std::span(arguments.names).subspan(1));
  const std::size_t width = width_of_stdout();
  if (arguments.wants_toml) std::cout << write_scenario(arm.scenario, true);
  else if (!arguments.diff.empty()) {
    const Arm other = read_arm(arguments.diff, {}, arguments);
    const auto title = [&](const Arm& each) { return arm.scenario.title == other.scenario.title ? each.name : each.scenario.title; };
    std::cout << title(arm) << " and " << title(other) << "\n" << describe_difference(all_clauses(arm), title(arm), all_clauses(other), title(other), width);
  } else {
    std::cout << describe(arm.scenario, width) << text_of(promise_clauses(arm.promises), width);
  }
  return exit_ok;
}

}  // namespace townsquare
