#include "analysis/cli/study_scenario.hpp"

#include <iostream>

#include "analysis/cli/terminal.hpp"
#include "scenarios/catalogue.hpp"
#include "scenarios/comparison.hpp"
#include "scenarios/read_scenario.hpp"

namespace townsquare {

namespace {

// A comparison where one scenario is wanted: what to type instead.
void refuse_comparison(const std::string& name) {
  for (const CatalogueEntry& entry : list_catalogue(catalogue_folder())) {
    if (entry.kind != "comparisons" || edit_distance(entry.name, name) != 0) continue;
    const Comparison comparison = read_comparison(entry.path);
    throw UsageError("`" + name + "` is a comparison of " + list_words(comparison.scenarios, "and") +
                     ": use `townsquare compare " + name + "`, or name one of these");
  }
}

std::filesystem::path find_arm(const std::string& name, const std::filesystem::path& folder) {
  std::error_code none;
  if (!folder.empty() && std::filesystem::is_regular_file(folder / name, none)) return folder / name;
  try {
    return find_scenario(name);
  } catch (const InvalidScenario&) {
    refuse_comparison(name);
    throw;
  }
}

}  // namespace

Arm read_arm(const std::string& name, const std::filesystem::path& folder, const Arguments& arguments) {
  const std::filesystem::path path = find_arm(name, folder);
  Diagnostics remarks;
  ReadOptions options;
  options.overrides = arguments.settings;
  options.warnings = &remarks;
  if (arguments.weeks) {
    const std::string weeks = std::to_string(*arguments.weeks);
    options.named_overrides.push_back({"run.weeks=" + weeks + " weeks", "--weeks " + weeks});
  }
  Arm arm{path.stem().string(), read_scenario(path, options)};
  if (!remarks.empty() && !arguments.is_quiet)
    std::cerr << render(remarks, has_colour_stderr(arguments.has_colour), width_of_stderr()) << "\n";
  return arm;
}

std::filesystem::path output_of(const Arguments& arguments, const std::string& name) {
  return arguments.output.empty() ? std::filesystem::path(name + ".nc") : arguments.output;
}

}  // namespace townsquare
