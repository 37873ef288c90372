#include "analysis/cli/study_scenario.hpp"

#include <algorithm>
#include <iostream>

#include "analysis/cli/terminal.hpp"
#include "analysis/promises/promises.hpp"
#include "scenarios/catalogue.hpp"
#include "scenarios/comparison.hpp"
#include "scenarios/read_scenario.hpp"

namespace townsquare {

namespace {

// A comparison where one scenario is wanted: what to type instead.
void refuse_comparison(const std::string& name) {
  for (const CatalogueEntry& entry : list_catalogue(catalogue_folder())) {
    const bool is_it = edit_distance(entry.name, name) == 0 || name == entry.kind + "/" + entry.name || std::filesystem::path(name).filename() == entry.path.filename();
    if (is_it && entry.kind == "published") throw UsageError("`" + name + "` are published figures, no scenario: `townsquare compare` and `run` show them beside the runs that they belong to");
    if (entry.kind != "comparisons" || !is_it) continue;
    const Comparison comparison = read_comparison(entry.path);
    throw UsageError("`" + name + "` is a comparison of " + list_words(comparison.scenarios, "and") +
                     ": use `townsquare compare " + entry.name + "`, or name one of these");
  }
}

std::filesystem::path find_arm(const std::string& name, const std::filesystem::path& folder) {
  if (name.find("comparisons/") != std::string::npos || name.find("published/") != std::string::npos) refuse_comparison(name);
  try {
    return find_scenario_beside(name, folder, catalogue_folder());
  } catch (const InvalidScenario&) {
    refuse_comparison(name);
    throw;
  }
}

// A file that goes on top of a scenario; of a second scenario, what to type instead.
std::filesystem::path find_layer(const std::string& name, const std::string& scenario) {
  const std::vector<CatalogueEntry> entries = list_catalogue(catalogue_folder());
  const bool is_scenario = std::ranges::any_of(entries, [&](const CatalogueEntry& entry) {
    return entry.kind == "scenarios" && edit_distance(entry.name, name) == 0;
  });
  std::error_code none;
  if (is_scenario && !std::filesystem::is_regular_file(name, none))
    throw UsageError("`" + name + "` is a scenario and no layer: use `townsquare compare " + scenario + " " + name + "`");
  return find_file("attacks", name, catalogue_folder());
}

// A run under a layer is another run: its name and title say so.
void name_layer(Arm& arm, const std::string& layer) {
  arm.name += "-" + layer;
  arm.scenario.title += ", with " + layer;
  arm.scenario.platforms[0].title = arm.scenario.title;
}

}  // namespace

Arm read_arm(const std::string& name, const std::filesystem::path& folder, const Arguments& arguments,
             std::span<const std::string> layers) {
  const std::filesystem::path path = find_arm(name, folder);
  Diagnostics remarks;
  ReadOptions options;
  options.overrides = arguments.settings;
  options.warnings = &remarks;
  options.subjects = promise_subjects();
  std::vector<Promise> promises;
  options.promises = &promises;
  for (const std::string& layer : layers) options.layers.push_back(find_layer(layer, name));
  if (arguments.weeks) {
    const std::string weeks = std::to_string(*arguments.weeks);
    options.named_overrides.push_back({"run.weeks=" + weeks + " weeks", "--weeks " + weeks});
  }
  Arm arm{path.stem().string(), read_scenario(path, options)};
  arm.promises = std::move(promises);
  for (const std::filesystem::path& layer : options.layers) name_layer(arm, layer.stem().string());
  if (!remarks.empty() && !arguments.is_quiet)
    std::cerr << render(remarks, has_colour_stderr(arguments.has_colour), width_of_stderr()) << "\n";
  return arm;
}

Diagnostics findings_of(const std::string& name, const Arguments& arguments, std::span<const std::string> layers) {
  ReadOptions options;
  options.overrides = arguments.settings;
  options.subjects = promise_subjects();
  Diagnostics remarks, found;
  options.warnings = &remarks;
  options.findings = &found;
  for (const std::string& layer : layers) options.layers.push_back(find_layer(layer, name));
  read_scenario(find_arm(name, {}), options);
  remarks.insert(remarks.end(), found.begin(), found.end());
  return remarks;
}

std::filesystem::path output_of(const Arguments& arguments, const std::string& name) {
  return arguments.output.empty() ? std::filesystem::path(name + ".nc") : arguments.output;
}

}  // namespace townsquare
