#include "analysis/cli/study_scenario.hpp"

#include <iostream>

#include "analysis/cli/terminal.hpp"
#include "scenarios/catalogue.hpp"
#include "scenarios/read_scenario.hpp"

namespace townsquare {

Arm read_arm(const std::string& name, const std::filesystem::path& folder, const Arguments& arguments) {
  std::error_code none;
  const bool is_beside = !folder.empty() && std::filesystem::is_regular_file(folder / name, none);
  const std::filesystem::path path = is_beside ? folder / name : find_scenario(name);
  Diagnostics remarks;
  ReadOptions options;
  options.overrides = arguments.settings;
  options.warnings = &remarks;
  Arm arm{path.stem().string(), read_scenario(path, options)};
  if (!remarks.empty() && !arguments.is_quiet)
    std::cerr << render(remarks, has_colour_stderr(arguments.has_colour)) << "\n";
  return arm;
}

std::filesystem::path output_of(const Arguments& arguments, const std::string& name) {
  return arguments.output.empty() ? std::filesystem::path(name + ".nc") : arguments.output;
}

}  // namespace townsquare
