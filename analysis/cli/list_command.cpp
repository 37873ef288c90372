// `townsquare list`: what comes with the program.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

#include <nlohmann/json.hpp>

#include "analysis/cli/command.hpp"
#include "analysis/cli/exit_code.hpp"
#include "analysis/statistics/number_text.hpp"
#include "analysis/cli/terminal.hpp"
#include "analysis/cli/text_table.hpp"
#include "analysis/metrics/metric.hpp"
#include "analysis/metrics/outcome.hpp"
#include "analysis/results/result_file.hpp"
#include "scenarios/catalogue.hpp"
#include "scenarios/catalogue_page.hpp"
#include "scenarios/diagnostics.hpp"

namespace townsquare {
namespace {

using Json = nlohmann::ordered_json;

// Anything that can be listed: a file of the catalogue, a metric or an outcome.
struct Item {
  std::string kind, name, sentence;
};

const std::vector<std::string> kinds = {"comparisons", "scenarios", "constitutions", "operators", "attacks",
                                        "markets",     "published", "metrics",       "outcomes"};

std::string in_unit(std::string_view long_name, std::string_view unit) {
  return std::string(long_name) + (unit == "1" ? "" : " (" + std::string(unit) + ")");
}

std::vector<Item> all_items() {
  std::vector<Item> items;
  for (const CatalogueEntry& entry : list_catalogue(catalogue_folder()))
    items.push_back({entry.kind, entry.name, entry.title});
  for (const Metric& m : weekly_metrics())
    items.push_back({"metrics", std::string(m.name), in_unit(m.long_name, m.unit)});
  for (const Outcome& o : outcomes())
    items.push_back({"outcomes", std::string(o.name), in_unit(o.long_name, o.unit)});
  return items;
}

void print_kind(const std::string& kind, const std::vector<Item>& items) {
  std::cout << bold(kind, has_colour_stdout(true)) << "\n";
  for (const Item& item : items)
    if (item.kind == kind)
      std::cout << beside("  " + pad_right(item.name, 28) + "  ", item.sentence, width_of_stdout()) << "\n";
}

Json json_of(const std::vector<Item>& items, const std::string& wanted) {
  Json list = Json::array();
  for (const Item& item : items)
    if (wanted.empty() || item.kind == wanted)
      list.push_back({{"kind", item.kind}, {"name", item.name}, {"title", item.sentence}});
  return {{"schema_version", 1}, {"command", "list"}, {"items", std::move(list)}};
}

// Without a catalogue there is nothing to list, and that is no answer.
void check_catalogue() {
  const std::filesystem::path folder = catalogue_folder();
  std::error_code problem;
  if (std::filesystem::is_directory(folder, problem)) return;
  const char* chosen = std::getenv("TOWNSQUARE_CATALOGUE");
  const bool is_chosen = chosen != nullptr && *chosen != '\0';
  throw ResultFileError("cannot read the catalogue '" + folder.string() +
                        "': " + (problem ? problem.message() : "it is no folder") +
                        (is_chosen ? " (the environment variable TOWNSQUARE_CATALOGUE names it)" : ""));
}

void check_kind(const std::string& wanted) {
  if (wanted.empty() || std::find(kinds.begin(), kinds.end(), wanted) != kinds.end()) return;
  const auto near = nearest_word(wanted, kinds);
  throw UsageError("there is no kind `" + wanted + "`" +
                   (near ? "; did you mean `" + *near + "`?" : ": there are " + list_words(kinds, "and")));
}

// Rows of the validation page are repeated where it lies beside the folder, as in the repository.
void write_pages(const std::filesystem::path& folder) {
  std::ifstream file(folder / ".." / "validation.md", std::ios::binary);
  const std::string validation{std::istreambuf_iterator<char>(file), {}};
  for (const CataloguePage& page : catalogue_pages(catalogue_folder(), validation)) {
    const std::filesystem::path path = folder / page.place;
    std::error_code problem;
    std::filesystem::create_directories(path.parent_path(), problem);
    std::ofstream out(path, std::ios::binary);
    out << page.text;
    if (!out.flush()) throw ResultFileError("cannot write " + path.string());
  }
}

}  // namespace

std::span<const std::string> listed_kinds() { return kinds; }

int list_command(const Arguments& arguments) {
  const std::string wanted = arguments.names.empty() ? "" : arguments.names[0];
  check_kind(wanted);
  check_catalogue();
  if (!arguments.pages.empty()) {
    write_pages(arguments.pages);
    return exit_ok;
  }
  const std::vector<Item> items = all_items();
  if (arguments.is_json) {
    std::cout << json_of(items, wanted).dump(2) << "\n";
    return exit_ok;
  }

  // metrics and outcomes are many: only when asked for
  const std::size_t n_shown = kinds.size() - 2;
  for (std::size_t k = 0; wanted.empty() && k < n_shown; ++k) print_kind(kinds[k], items);
  if (!wanted.empty()) print_kind(wanted, items);
  if (wanted == "metrics" || wanted == "outcomes")
    std::cout << "\ncurrency: that of the scenario, USD for example.\n";
  if (wanted.empty())
    std::cout << "\ntownsquare describe NAME tells a scenario; townsquare compare NAME runs a comparison.\n"
                 "townsquare run NAME attacks/ATTACK runs a scenario under attack.\n"
                 "townsquare list metrics and townsquare list outcomes tell what is measured.\n";
  return exit_ok;
}

}  // namespace townsquare
