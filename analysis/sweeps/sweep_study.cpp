#include "analysis/sweeps/sweep_study.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <sstream>

#include "analysis/metrics/metric.hpp"
#include "analysis/metrics/outcome.hpp"
#include "scenarios/codes.hpp"
#include "scenarios/write_scenario.hpp"

namespace townsquare {
namespace {

using Kind = Value::Kind;
using Names = std::vector<std::string>;

const Names top_keys = {"title", "scenario", "replications", "seed", "outcomes", "series", "every", "set", "design", "factor"};
const Names design_keys = {"kind", "points", "seed", "second_order", "levels"};
const Names factor_keys = {"key", "name", "levels", "low", "high", "scale"};
const Names kinds = {"grid", "list", "latin_hypercube", "sobol", "saltelli", "morris"};

bool is_table(const Value& value) { return value.kind == Kind::section || value.kind == Kind::inline_table; }

// One document while it is read; the first thing that is wrong ends it.
struct Reader {
  const Document& document;

  [[noreturn]] void refuse(std::string_view code, const std::string& message, const Span& at, const std::string& hint = "",
                           const std::string& near = "") const {
    throw InvalidScenario({Diagnostic{std::string(code), Severity::error, message, location(document, at), hint, near}});
  }

  void check_keys(const std::vector<Entry>& entries, const Names& allowed, const std::string& where) const {
    for (const Entry& entry : entries)
      if (std::ranges::find(allowed, entry.key) == allowed.end())
        refuse(codes::unknown_key, "unknown key `" + entry.key + "` in " + where, entry.key_at, "allowed: " + list_words(allowed, "and"),
               nearest_word(entry.key, allowed).value_or(""));
  }

  std::string text(const Entry& entry) const {
    if (entry.value.kind != Kind::text) refuse(codes::wrong_type, "`" + entry.key + "` must be text", entry.value.at);
    return entry.value.text;
  }

  std::uint64_t whole(const Entry& entry, std::uint64_t least, std::uint64_t most) const {
    const double number = entry.value.number;
    if (entry.value.kind != Kind::number || !(number >= static_cast<double>(least)) || number > static_cast<double>(most) ||
        number != std::floor(number))
      refuse(codes::wrong_type, "`" + entry.key + "` must be a whole number", entry.value.at,
             "allowed: from " + std::to_string(least) + " to " + std::to_string(most));
    return static_cast<std::uint64_t>(number);
  }

  template <class Find>
  Names names(const Entry& entry, const Find& find, const char* command) const {
    if (entry.value.kind != Kind::list) refuse(codes::wrong_type, "`" + entry.key + "` must be a list of names", entry.value.at);
    Names found;
    for (const Value& item : entry.value.items) {
      if (item.kind != Kind::text || !find(item.text))
        refuse(codes::unknown_word, "`" + item.text + "` is none of the " + entry.key, item.at, std::string("`townsquare list ") + command + "` shows all");
      found.push_back(item.text);
    }
    return found;
  }
};

// Tables within tables as dotted keys, each with its value.
void flatten(const std::vector<Entry>& entries, const std::string& before, std::vector<std::string>& settings) {
  for (const Entry& entry : entries) {
    if (is_table(entry.value)) flatten(entry.value.entries, before + entry.key + ".", settings);
    else settings.push_back(before + entry.key + "=" + value_text(entry.value));
  }
}

// A level of a list: the text that stands for it is the value without quotes.
SweepLevel level_of(const SweepFactor& factor, const std::string& label, const Value& value) {
  SweepLevel level{label, {}, ""};
  if (is_table(value)) flatten(value.entries, "", level.settings);
  else if (factor.key == "scenario") level.scenario = value.text;
  else level.settings.push_back(factor.key + "=" + value_text(value));
  return level;
}

void read_levels(const Reader& reader, const Entry& entry, SweepFactor& factor) {
  const Value& value = entry.value;
  factor.has_labels = is_table(value);
  if (factor.has_labels)
    for (const Entry& each : value.entries) factor.levels.push_back(level_of(factor, each.key, each.value));
  else if (value.kind == Kind::list)
    for (const Value& each : value.items) {
      if (is_table(each)) reader.refuse(codes::wrong_type, "bundles of keys need labels", each.at, "write levels = { label = { key = value } }");
      factor.levels.push_back(level_of(factor, each.kind == Kind::text ? each.text : value_text(each), each));
    }
  else reader.refuse(codes::wrong_type, "`levels` must be a list, or a table from labels to keys and values", value.at);
  for (std::size_t i = 0; i < factor.levels.size(); ++i)
    for (std::size_t k = 0; k < i; ++k)
      if (factor.key == "scenario" && factor.levels[i].label == factor.levels[k].label)
        reader.refuse(codes::set_twice, "a scenario stands twice among the levels", value.at, "give them labels: { label = scenario }");
  if (factor.levels.empty()) reader.refuse(codes::list_length, "factor `" + factor.key + "` has no level: write at least one", value.at);
}

SweepFactor read_factor(const Reader& reader, const Value& value) {
  if (!is_table(value)) reader.refuse(codes::wrong_type, "a factor must be a table of keys and values", value.at);
  reader.check_keys(value.entries, factor_keys, "[[factor]]");
  const auto find = [&](std::string_view key) { return std::ranges::find(value.entries, key, &Entry::key); };
  const auto end = value.entries.end();
  if (find("key") == end) reader.refuse(codes::missing_key, "[[factor]] needs `key`", value.at);
  SweepFactor factor;
  factor.key = reader.text(*find("key"));
  if (find("name") != end) factor.name = reader.text(*find("name"));
  if (find("scale") != end) factor.scale = reader.text(*find("scale"));
  if (find("levels") != end) read_levels(reader, *find("levels"), factor);
  if (find("low") != end && find("high") != end) {
    factor.low = value_text(find("low")->value);
    factor.high = value_text(find("high")->value);
    factor.is_bare = find("low")->value.kind == Kind::number;
  }
  if (factor.levels.empty() == factor.low.empty())
    reader.refuse(codes::missing_key, "factor `" + factor.key + "` needs either levels or both low and high", value.at);
  return factor;
}

SweepDesign read_design(const Reader& reader, const Entry& entry) {
  if (!is_table(entry.value)) reader.refuse(codes::wrong_type, "`design` must be a table of keys and values", entry.value.at);
  reader.check_keys(entry.value.entries, design_keys, "[design]");
  SweepDesign design;
  for (const Entry& each : entry.value.entries) {
    if (each.key == "kind") design.kind = reader.text(each);
    if (each.key == "points") design.points = reader.whole(each, 1, 1u << 30);
    if (each.key == "seed") design.seed = reader.whole(each, 0, 1u << 30);
    if (each.key == "levels") design.levels = reader.whole(each, 2, 1000);
    if (each.key == "second_order") design.second_order = each.value.boolean;
    if (each.key == "kind" && std::ranges::find(kinds, design.kind) == kinds.end())
      reader.refuse(codes::unknown_word, "no design is called `" + design.kind + "`", each.value.at, "there are " + list_words(kinds, "and"),
                    nearest_word(design.kind, kinds).value_or(""));
  }
  return design;
}

// Every factor gets a name: its own, else the last part of its key, else the whole key.
void name_factors(std::vector<SweepFactor>& factors) {
  Names short_names;
  for (const SweepFactor& each : factors)
    short_names.push_back(each.name.empty() ? each.key.substr(each.key.rfind('.') + 1) : each.name);
  for (std::size_t i = 0; i < factors.size(); ++i)
    if (factors[i].name.empty()) factors[i].name = std::ranges::count(short_names, short_names[i]) == 1 ? short_names[i] : factors[i].key;
}

void read_entry(const Reader& reader, const Entry& entry, SweepStudy& study) {
  constexpr std::uint64_t exact = std::uint64_t{1} << 53;  // whole numbers below are kept exactly
  const auto is_outcome = [](const std::string& name) { return outcome_index(name).has_value(); };
  const auto is_metric = [](const std::string& name) { return metric_index(name).has_value(); };
  if (entry.key == "title") study.title = reader.text(entry);
  if (entry.key == "scenario") study.scenario = reader.text(entry);
  if (entry.key == "replications") study.replications = static_cast<std::uint32_t>(reader.whole(entry, 1, 0xffffffffu));
  if (entry.key == "seed") study.seed = reader.whole(entry, 0, exact - 1);
  if (entry.key == "every") study.every = reader.whole(entry, 1, 5200);
  if (entry.key == "outcomes") study.outcomes = reader.names(entry, is_outcome, "metrics");
  if (entry.key == "series") study.series = reader.names(entry, is_metric, "metrics");
  if (entry.key == "set") flatten(entry.value.entries, "", study.settings);
  if (entry.key == "design") study.design = read_design(reader, entry);
  if (entry.key == "factor") {
    if (entry.value.kind != Kind::list) reader.refuse(codes::wrong_type, "factors are written below [[factor]]", entry.value.at);
    for (const Value& each : entry.value.items) study.factors.push_back(read_factor(reader, each));
  }
}

}  // namespace

std::string value_text(const Value& value) {
  if (value.kind == Kind::text) return quote(value.text);
  if (value.kind == Kind::boolean) return value.boolean ? "true" : "false";
  if (value.kind == Kind::number) {
    char text[40];
    return {text, std::to_chars(text, text + sizeof text, value.number).ptr};
  }
  std::string list;
  for (const Value& item : value.items) list += (list.empty() ? "" : ", ") + value_text(item);
  return "[" + list + "]";
}

SweepStudy read_sweep_study(const std::filesystem::path& file) {
  // the file as a tree
  std::ifstream stream(file);
  std::ostringstream text;
  text << stream.rdbuf();
  if (!stream)
    throw InvalidScenario({Diagnostic{std::string(codes::cannot_read), Severity::error, "cannot read `" + file.string() + "`: there is no such file",
                                      {file.string(), 0, 0, 0, ""}, "", ""}});
  Diagnostics problems;
  const Document document = parse_document(text.str(), file.string(), problems);
  if (!problems.empty()) throw InvalidScenario(problems);

  // its keys
  const Reader reader{document};
  reader.check_keys(document.entries, top_keys, "the study");
  SweepStudy study;
  study.file = file;
  for (const Entry& entry : document.entries) read_entry(reader, entry, study);
  if (study.scenario.empty()) reader.refuse(codes::missing_key, "a study needs `scenario`", {1, 1, 1});
  if (study.factors.empty()) reader.refuse(codes::missing_key, "a study needs at least one [[factor]]", {1, 1, 1});
  if (study.design.is_sampled() && study.design.points == 0)
    reader.refuse(codes::missing_key, "design `" + study.design.kind + "` needs `points`", {1, 1, 1});
  name_factors(study.factors);
  return study;
}

}  // namespace townsquare
