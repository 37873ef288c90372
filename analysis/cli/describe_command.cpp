// `townsquare describe`: a scenario in plain English, or as one file to copy and edit.
#include "scenarios/describe.hpp"

#include <iostream>

#include "analysis/cli/command.hpp"
#include "analysis/cli/exit_code.hpp"
#include "analysis/cli/study_scenario.hpp"
#include "analysis/cli/terminal.hpp"
#include "scenarios/write_scenario.hpp"

namespace townsquare {

int describe_command(const Arguments& arguments) {
  const Arm arm = read_arm(arguments.names[0], {}, arguments, std::span(arguments.names).subspan(1));
  if (arguments.wants_toml) std::cout << write_scenario(arm.scenario, true);
  else std::cout << describe(arm.scenario, width_of_stdout());
  return exit_ok;
}

}  // namespace townsquare
