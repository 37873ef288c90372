#include "scenarios/catalogue_page.hpp"

#include <algorithm>

#include "engine/parameter_table.hpp"
#include "scenarios/catalogue_sources.hpp"
#include "scenarios/comparison.hpp"
#include "scenarios/decimal.hpp"
#include "scenarios/read_scenario.hpp"
#include "scenarios/units.hpp"

namespace townsquare {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view generated = "Generated from the catalogue by `townsquare list --pages docs/catalogue`; a test fails when it is stale. Do not edit.\n";

// A bar would end the cell of a table.
std::string cell(std::string_view text) {
  std::string safe;
  for (const char c : text) safe += c == '|' ? std::string("\\|") : std::string(1, c);
  return safe;
}

std::string link_to_file(const fs::path& path, const fs::path& folder) {
  const std::string name = path.lexically_proximate(folder).generic_string();
  return "[`" + name + "`](../../../scenarios/catalogue/" + name + ")";
}

std::string joined_text(const std::vector<SourceFile>& files, const fs::path& main, const fs::path& folder) {
  std::string text;
  for (const SourceFile& file : files) {
    if (file.path == main) continue;
    text += "- " + (file.rival.empty() ? "" : "beside it, " + file.rival + ": ") + link_to_file(file.path, folder) + ", " + file.title + ". " + file.about + "\n";
  }
  return text.empty() ? "" : "\n## What it joins\n\n" + text;
}

std::string values_text(const std::vector<SourceFile>& files, const fs::path& folder) {
  std::string text =
      "\n## What it rests on\n\nEvery value that its files set; `strong` and `weak` rest on the source named, `decision` is what people decide, `none` nobody has "
      "measured. A later file overrides an earlier one.\n";
  for (const SourceFile& file : files) {
    if (file.values.empty()) continue;
    text += "\n" + link_to_file(file.path, folder) + (file.rival.empty() ? "" : ", of " + file.rival) + "\n\n| key | value | evidence | source or note |\n|---|---|---|---|\n";
    for (const SourcedValue& value : file.values)
      text += "| `" + value.key + "` | " + cell(value.value) + " | " + value.evidence + " | " + cell(value.source) + " |\n";
  }
  return text;
}

std::string assumptions_text(Scenario scenario) {
  const std::vector<UncertainKey> keys = uncertain_keys(scenario);
  std::string text = "\n## What is assumed\n\n";
  if (scenario.run.draw_assumptions == 0 || keys.empty()) return text + "No assumption is drawn: every replication has the same values.\n";
  text += std::to_string(keys.size()) + " values that nobody has measured. Each replication multiplies each of them by a factor of its own from the range.\n\n";
  text += "| key | value | factor |\n|---|---|---|\n";
  for (const UncertainKey& key : keys) {
    std::optional<Place> place;
    for (std::size_t p = 0; !place && p < scenario.platforms.size(); ++p) place = find_place(scenario, key.key, p);
    const std::string value = place ? format_value(*place->value, *place->parameter, scenario.currency) : "";
    text += "| `" + key.key + "` | " + cell(value) + " | " + shortest_decimal(key.low) + " … " + shortest_decimal(key.high) + " |\n";
  }
  return text;
}

std::string misses_text(const std::vector<SourceFile>& files, const fs::path& folder) {
  std::string text;
  for (const SourceFile& file : files)
    if (!file.misses.empty()) text += "- " + link_to_file(file.path, folder) + ": " + file.misses + "\n";
  if (text.empty()) text = "Its files name nothing of their own. ";
  return "\n## What it misses\n\n" + text + "\nWhat the model leaves out everywhere: [validation](../../validation.md), [model](../../odd.md).\n";
}

// Rows of the tables in docs/validation.md that name the scenario, under the heading of their table.
std::string checks_text(const std::string& name, std::string_view validation) {
  std::string text, heading, told, previous;
  for (std::size_t at = 0; at < validation.size();) {
    const std::size_t end = std::min(validation.find('\n', at), validation.size());
    const std::string line(validation.substr(at, end - at));
    at = end + 1;
    if (line.starts_with("|---")) heading = previous + "\n" + line + "\n";
    const bool is_row = line.starts_with("|") && !line.starts_with("|---");
    if (is_row && line.find("`" + name + "`") != std::string::npos) {
      if (told != heading) text += "\n" + heading;
      told = heading;
      text += line + "\n";
    }
    previous = line;
  }
  return text.empty() ? "" : "\n## What it was checked against\n\nRows of [validation](../../validation.md) that name it; misses are printed as misses.\n" + text;
}

std::string scenario_page(const CatalogueEntry& entry, const fs::path& folder, std::string_view validation) {
  const std::vector<SourceFile> files = source_files(entry.path);
  const Scenario scenario = read_scenario(entry.path);
  const auto main = std::ranges::find(files, entry.path.generic_string(), [](const SourceFile& f) { return f.path.generic_string(); });
  std::string text = "# " + entry.title + "\n\n" + std::string(generated) + "\n" + (main == files.end() ? entry.summary : main->about) + "\n\n";
  text += "```sh\ntownsquare run " + entry.name + "\ntownsquare describe " + entry.name + "\n```\n\n";
  text += shortest_decimal(scenario.run.weeks) + " weeks, money in " + scenario.currency + ", file " + link_to_file(entry.path, folder) + ". `describe` tells its rules in plain English.\n";
  text += joined_text(files, entry.path, folder);
  text += misses_text(files, folder);
  text += checks_text(entry.name, validation);
  text += values_text(files, folder);
  return text + assumptions_text(scenario);
}

std::string list_of(const std::vector<double>& numbers) {
  std::string text;
  for (const double number : numbers) text += (text.empty() ? "" : ", ") + shortest_decimal(number);
  return text;
}

std::string comparison_page(const CatalogueEntry& entry, const fs::path& folder) {
  const Comparison comparison = read_comparison(entry.path);
  const Prose prose = prose_of(entry.summary);
  std::string text = "# " + entry.title + "\n\n" + std::string(generated) + "\n" + prose.about + "\n\n```sh\ntownsquare compare " + entry.name + "\n```\n\n";
  text += std::to_string(comparison.replications) + " replications, file " + link_to_file(entry.path, folder) + ".\n\n## Arms\n\n";
  for (std::size_t i = 0; i < comparison.scenarios.size(); ++i) {
    const std::string& name = comparison.scenarios[i];
    const CatalogueEntry* arm = nullptr;
    const std::vector<CatalogueEntry> entries = list_catalogue(folder);
    for (const CatalogueEntry& each : entries)
      if (each.kind == "scenarios" && edit_distance(each.name, name) == 0) arm = &each;
    text += "- " + (arm ? "[" + arm->title + "](../scenarios/" + arm->name + ".md)" : "`" + name + "`") +
            (i == 0 && comparison.scenarios.size() > 1 ? ", which the others are compared with" : "") + "\n";
  }
  if (comparison.launch)
    text += "\nOne launch for each of " + list_of(comparison.launch->founding_sellers) + " founding sellers and " + list_of(comparison.launch->founding_buyers) +
            " founding buyer agents, each compared with the same market without it.\n";
  if (!comparison.published.empty()) text += "\nPublished figures beside it: " + link_to_file(folder / "published" / (comparison.published + ".toml"), folder) + ".\n";
  if (!prose.misses.empty()) text += "\n## What it misses\n\n" + prose.misses + "\n";
  return text + "\nWhat each arm rests on, assumes and misses is on its own page.\n";
}

std::string index_of(const std::vector<CatalogueEntry>& entries, std::string_view kind, std::string_view heading) {
  std::string text = "\n## " + std::string(heading) + "\n\n| name | what it is |\n|---|---|\n";
  for (const CatalogueEntry& entry : entries)
    if (entry.kind == kind) text += "| [" + entry.name + "](" + std::string(kind) + "/" + entry.name + ".md) | " + cell(entry.title) + " |\n";
  return text;
}

}  // namespace

std::string catalogue_page(const CatalogueEntry& entry, const fs::path& folder, std::string_view validation) {
  return entry.kind == "comparisons" ? comparison_page(entry, folder) : scenario_page(entry, folder, validation);
}

std::vector<CataloguePage> catalogue_pages(const fs::path& folder, std::string_view validation) {
  const std::vector<CatalogueEntry> entries = list_catalogue(folder);
  std::vector<CataloguePage> pages;
  pages.push_back({"index.md", "# The catalogue\n\n" + std::string(generated) + "\nWhat each scenario is, joins, rests on, assumes and misses, from its files alone.\n" +
                                   index_of(entries, "scenarios", "Scenarios") + index_of(entries, "comparisons", "Comparisons")});
  for (const CatalogueEntry& entry : entries)
    if (entry.kind == "scenarios" || entry.kind == "comparisons")
      pages.push_back({fs::path(entry.kind) / (entry.name + ".md"), catalogue_page(entry, folder, validation)});
  return pages;
}

}  // namespace townsquare
