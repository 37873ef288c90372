// `townsquare schema`: what editors and readers need to know of scenario files.
#include "scenarios/schema.hpp"

#include <iostream>

#include "analysis/cli/command.hpp"
#include "analysis/cli/exit_code.hpp"
#include "scenarios/reference.hpp"

namespace townsquare {

int schema_command(const Arguments& arguments) {
  const std::string text = arguments.wants_reference ? rules_reference() : scenario_schema();
  std::cout << text << (text.ends_with('\n') ? "" : "\n");
  return exit_ok;
}

}  // namespace townsquare
