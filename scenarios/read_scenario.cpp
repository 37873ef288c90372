#include "scenarios/read_scenario.hpp"

#include <algorithm>

#include "scenarios/apply_layer.hpp"
#include "scenarios/codes.hpp"
#include "scenarios/consistency.hpp"
#include "scenarios/default_process.hpp"
#include "scenarios/findings/finding.hpp"
#include "scenarios/layers.hpp"
#include "scenarios/promises/read_promises.hpp"
#include "scenarios/rivals.hpp"
#include "scenarios/sections.hpp"

namespace townsquare {
namespace {

namespace fs = std::filesystem;

bool is_currency(std::string_view text) {
  return text.size() == 3 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// Sets `title`, `name` or `currency`. An included file gives its currency, but not its title and name.
void set_top_level(Reading& reading, const Assignment& a, bool is_included) {
  const Value& value = a.entry->value;
  const std::string& key = a.entry->key;
  const auto reject = [&](std::string_view code, std::string message, std::string hint) {
    reading.problems.push_back({std::string(code), Severity::error, std::move(message),
                                location(*a.document, value.at), std::move(hint), ""});
  };
  if (value.kind != Value::Kind::text)
    return reject(codes::wrong_type, "`" + key + "` is text", "write " + key + " = \"...\"");
  if (key == "currency") {
    if (!is_currency(value.text))
      return reject(codes::bad_currency, "`" + value.text + "` is not a currency",
                    "three capital letters: \"USD\", \"EUR\"");
    reading.scenario.currency = value.text;
  }
  if (is_included) return;
  if (key == "title") reading.scenario.title = value.text;
  if (key == "name") reading.scenario.name = value.text;
}

std::vector<Assignment> flatten(const std::deque<Document>& documents, Diagnostics& problems) {
  std::vector<Assignment> all;
  for (const Document& document : documents) {
    const std::vector<Assignment> some = assignments_of(document, problems);
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

// Main file first, then included files in order, then the command line; within each by line and column.
void sort_by_place(Diagnostics& problems, const Layers& layers, const std::string& main_file) {
  const auto rank = [&](const std::string& file) -> std::size_t {
    if (file == main_file) return 0;
    for (std::size_t i = 0; i < layers.files.size(); ++i)
      if (layers.files[i].file == file) return 1 + i;
    return 1 + layers.files.size();
  };
  std::stable_sort(problems.begin(), problems.end(), [&](const Diagnostic& a, const Diagnostic& b) {
    return std::tuple(rank(a.at.file), a.at.file, a.at.line, a.at.column) <
           std::tuple(rank(b.at.file), b.at.file, b.at.line, b.at.column);
  });
}

bool has_errors(const Diagnostics& problems) {
  return std::any_of(problems.begin(), problems.end(),
                     [](const Diagnostic& d) { return d.severity == Severity::error; });
}

// Marks in the order of the table, whatever the order of the files.
std::vector<Mark> ordered_marks(const Reading& reading) {
  std::vector<Mark> marks;
  for (std::size_t platform = 0; platform < reading.scenario.platforms.size(); ++platform)
    for (const Key& key : keys_of(reading.scenario, platform)) {
      const std::string name = dotted(key.section, key.parameter->key);
      const auto mark = reading.marks.find(name);
      if (mark != reading.marks.end() && std::ranges::find(marks, name, &Mark::key) == marks.end()) marks.push_back(mark->second);
    }
  return marks;
}

/// Applies all layers, and gives what each of them set.
std::vector<std::vector<Assignment>> apply_all(Reading& reading, const Layers& layers) {
  // what each layer sets; the currency is needed before any value is read
  std::vector<std::vector<Assignment>> applied;
  for (const Document& document : layers.files) applied.push_back(assignments_of(document, reading.problems));
  applied.push_back(flatten(layers.overrides, reading.problems));
  for (std::size_t i = 0; i < applied.size(); ++i)
    for (const Assignment& a : applied[i])
      if (a.section.empty()) set_top_level(reading, a, i < layers.files.size() && i != layers.main);

  apply_default_process(reading, applied);
  for (const auto& layer : applied) apply_layer(reading, layer);
  return applied;
}

// Which platform results are kept of: the scenario's own, or the rival that it names.
void set_observed(Reading& reading, const Layers& layers) {
  for (const std::deque<Document>* documents : {&layers.files, &layers.overrides})
    for (const Document& document : *documents)
      for (const Entry& entry : document.entries) {
        if (entry.key != "results_of") continue;
        const std::vector<Platform>& platforms = reading.scenario.platforms;
        const auto found = std::ranges::find(platforms, entry.value.text, &Platform::name);
        std::vector<std::string> names;
        for (const Platform& p : platforms) names.push_back(p.name);
        if (entry.value.kind == Value::Kind::text && found != platforms.end()) reading.scenario.observed = static_cast<std::size_t>(found - platforms.begin());
        else
          reading.problems.push_back({std::string(codes::unknown_platform), Severity::error, "`results_of` names a platform of the scenario",
                                      location(document, entry.value.at), "there are " + list_words(names, "and"), nearest_word(entry.value.text, names).value_or("")});
      }
}

}  // namespace

Scenario read_scenario_text(std::string_view text, const fs::path& path, const ReadOptions& options) {
  const std::string main_file = path.generic_string();
  Reading reading{default_scenario(), {}, {}, {}};
  reading.scenario.name = path.stem().string();
  Layers layers = read_layers(text, path, options, reading.problems);
  const std::vector<Rival> rivals = take_rivals(layers, options, reading.problems);
  for (const Document& document : layers.files) reading.files.push_back(document.file);
  reading.is_founders = layers.files[layers.main].is_founders;
  const std::vector<std::vector<Assignment>> world = apply_all(reading, layers);

  // contradictions make sense only between keys that are right one by one
  if (!has_errors(reading.problems)) reading.problems = find_contradictions(reading, main_file);
  if (options.findings != nullptr && !has_errors(reading.problems)) *options.findings = find_all(reading, main_file);
  reading.scenario.platforms[0].name = reading.scenario.name;
  for (const Rival& rival : rivals) add_rival(reading, world, rival, main_file);
  set_observed(reading, layers);
  const std::vector<Promise> promises = read_promises(layers, options.subjects, reading.scenario, reading.problems);
  sort_by_place(reading.problems, layers, main_file);
  if (has_errors(reading.problems)) throw InvalidScenario(std::move(reading.problems));
  if (options.warnings != nullptr) *options.warnings = reading.problems;

  Scenario& scenario = reading.scenario;
  if (scenario.title.empty()) scenario.title = scenario.name;
  scenario.platforms[0].title = scenario.title;
  scenario.marks = ordered_marks(reading);
  if (options.promises != nullptr) *options.promises = promises;
  return std::move(scenario);
}

Scenario read_scenario(const fs::path& path, const ReadOptions& options) {
  Diagnostics problems;
  const auto text = open_file(path, options, {path.generic_string(), 0, 0, 0, ""}, problems);
  if (!text) throw InvalidScenario(std::move(problems));
  return read_scenario_text(*text, path, options);
}

}  // namespace townsquare
