#include "scenarios/comparison.hpp"

#include <algorithm>
#include <map>
#include <span>

#include "scenarios/codes.hpp"
#include "scenarios/layers.hpp"
#include "scenarios/read_value.hpp"

namespace townsquare {
namespace {

namespace fs = std::filesystem;
using Kind = Value::Kind;

constexpr std::string_view uses[] = {"fitted", "predicted"};

constexpr Evidence decision = Evidence::decision;
constexpr Parameter comparison_numbers[] = {
    {"replications", Unit::count, 200, 2, 1e6, "Replications of each arm.", decision, ""},
};
constexpr Parameter launch_numbers[] = {
    {"founding_sellers", Unit::count, 100, 0, 1e9, "Sellers that are there at the launch.", decision, "", 1, 1, {}, 12},
    {"founding_buyers", Unit::count, 1000, 0, 1e9, "Buyer agents that are there at the launch.", decision, "", 1, 1, {}, 12},
};
constexpr Parameter figure_numbers[] = {
    {"year", Unit::count, 2000, 1900, 2200, "Calendar year of the figure.", decision, ""},
    {"first_week", Unit::count, 0, 0, 5200, "First week of a run that it covers.", decision, ""},
    {"last_week", Unit::count, 51, 0, 5200, "Last week of a run that it covers.", decision, ""},
    {"value", Unit::money, 0, 0, 1e15, "Money paid by buyers.", decision, ""},
    {"use", Unit::choice, 0, 0, 1, "Whether the market was fitted to it.", decision, "", 1, 1, uses},
};

// The keys of one table, read against lists of those that it takes; what is wrong is gathered.
class Fields {
public:
  Fields(const Document& document, std::vector<std::string> texts, std::span<const Parameter> numbers,
         Diagnostics& problems)
      : document_(document), texts_(std::move(texts)), numbers_(numbers), problems_(problems) {}

  std::map<std::string, std::string> text;
  std::map<std::string, double> number;

  void read(const std::vector<Entry>& entries, const Span& at,
            const std::vector<std::string>& elsewhere = {}) {
    for (const Entry& entry : entries)
      if (std::find(elsewhere.begin(), elsewhere.end(), entry.key) == elsewhere.end()) read(entry, elsewhere);
    for (const Parameter& p : numbers_)
      if (!number.contains(std::string(p.key)) && !seen(entries, p.key)) use_default(p, at);
  }

  void refuse_others(const std::vector<Entry>& entries) {
    for (const Entry& entry : entries)
      if (std::ranges::find(numbers_, entry.key, &Parameter::key) == numbers_.end()) unknown(entry, {});
  }

  void report(std::string_view code, const Span& at, std::string message, std::string hint,
              std::string near = "") {
    problems_.push_back({std::string(code), Severity::error, std::move(message), location(document_, at),
                         std::move(hint), std::move(near)});
  }

private:
  static bool seen(const std::vector<Entry>& entries, std::string_view key) {
    return std::any_of(entries.begin(), entries.end(), [&](const Entry& e) { return e.key == key; });
  }

  // Only `replications` may be left out.
  void use_default(const Parameter& p, const Span& at) {
    number[std::string(p.key)] = p.default_value;
    if (p.key != "replications")
      report(codes::missing_key, at, "`" + std::string(p.key) + "` is missing", std::string(p.meaning));
  }

  void read(const Entry& entry, const std::vector<std::string>& elsewhere) {
    const auto row = std::find_if(numbers_.begin(), numbers_.end(),
                                  [&](const Parameter& p) { return p.key == entry.key; });
    const bool is_text = std::find(texts_.begin(), texts_.end(), entry.key) != texts_.end();
    if (row != numbers_.end()) {
      const auto value = read_value(document_, entry.key, entry.value, *row, currency(), problems_);
      if (value) number[entry.key] = value->numbers[0];
    } else if (is_text && entry.value.kind == Kind::text) {
      text[entry.key] = entry.value.text;
    } else if (is_text) {
      report(codes::wrong_type, entry.value.at, "`" + entry.key + "` is text",
             "write " + entry.key + " = \"...\"");
    } else {
      unknown(entry, elsewhere);
    }
  }

  void unknown(const Entry& entry, const std::vector<std::string>& elsewhere) {
    std::vector<std::string> allowed = texts_;
    for (const Parameter& p : numbers_) allowed.emplace_back(p.key);
    allowed.insert(allowed.end(), elsewhere.begin(), elsewhere.end());
    report(codes::unknown_key, entry.key_at, "unknown key `" + entry.key + "`",
           "allowed: " + list_words(allowed, "and"), nearest_word(entry.key, allowed).value_or(""));
  }

  std::string currency() const {
    for (const Entry& entry : document_.entries)
      if (entry.key == "currency" && entry.value.kind == Kind::text) return entry.value.text;
    return "USD";
  }

  const Document& document_;
  std::vector<std::string> texts_;
  std::span<const Parameter> numbers_;
  Diagnostics& problems_;
};

Document open_document(const fs::path& path, Diagnostics& problems) {
  const std::string name = path.generic_string();
  const auto text = open_file(path, {}, {name, 0, 0, 0, ""}, problems);
  return parse_document(text.value_or(""), name, problems);
}

const Value* find_value(const Document& document, std::string_view key) {
  for (const Entry& entry : document.entries)
    if (entry.key == key) return &entry.value;
  return nullptr;
}

// Both kinds of file need a list under one key; null, and a report, if it is not there.
const Value* needed_list(const Document& document, Fields& fields, const std::string& key,
                         const std::string& hint) {
  const Value* value = find_value(document, key);
  const bool is_list = value != nullptr && value->kind == Kind::list && !value->items.empty();
  if (is_list) return value;
  fields.report(codes::wrong_type, value ? value->at : Span{}, "`" + key + "` is a list", hint);
  return nullptr;
}

// `[launch]`: two lists of numbers that rise.
LaunchGrid read_launch(const Document& document, const Value& table, Fields& fields, Diagnostics& problems) {
  LaunchGrid grid;
  const std::string hint = "write founding_sellers = [25, 100, 400] and founding_buyers = [250, 1000]";
  if (table.kind != Kind::section && table.kind != Kind::inline_table) fields.report(codes::wrong_type, table.at, "`launch` is a section", hint);
  for (const Parameter& p : launch_numbers) {
    std::vector<double>& list = p.key == "founding_sellers" ? grid.founding_sellers : grid.founding_buyers;
    const auto entry = std::ranges::find(table.entries, p.key, &Entry::key);
    if (entry == table.entries.end()) {
      fields.report(codes::missing_key, table.at, "`" + std::string(p.key) + "` is missing", hint);
    } else if (const auto value = read_value(document, entry->key, entry->value, p, "USD", problems)) {
      list = value->numbers;
      const bool rises = std::ranges::adjacent_find(list, std::greater_equal<>()) == list.end();
      if (!rises) fields.report(codes::bounds, entry->value.at, "`" + entry->key + "` must rise from number to number", hint);
    }
  }
  Fields(document, {}, launch_numbers, problems).refuse_others(table.entries);
  return grid;
}

// Ends reading if anything is wrong; in order of the lines.
void refuse(Diagnostics& problems) {
  std::stable_sort(problems.begin(), problems.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::pair(a.at.line, a.at.column) < std::pair(b.at.line, b.at.column);
  });
  if (!problems.empty()) throw InvalidScenario(std::move(problems));
}

}  // namespace

Comparison read_comparison(const fs::path& path) {
  Diagnostics problems;
  const Document document = open_document(path, problems);
  refuse(problems);
  Fields fields(document, {"title", "published"}, comparison_numbers, problems);
  fields.read(document.entries, {}, {"scenarios", "launch"});

  Comparison comparison;
  const std::string hint = "write scenarios = [\"stocksy\", \"photo-operator\"]";
  if (const Value* list = needed_list(document, fields, "scenarios", hint)) {
    for (const Value& item : list->items) {
      if (item.kind == Kind::text) comparison.scenarios.push_back(item.text);
      else fields.report(codes::wrong_type, item.at, "a scenario is named by text", hint);
    }
  }
  if (const Value* launch = find_value(document, "launch")) {
    comparison.launch = read_launch(document, *launch, fields, problems);
    if (comparison.scenarios.size() > 1) fields.report(codes::bounds, launch->at, "`launch` is for a comparison of one scenario", "leave one name in `scenarios`");
  }
  refuse(problems);
  comparison.name = path.stem().string();
  comparison.title = fields.text.contains("title") ? fields.text["title"] : comparison.name;
  comparison.published = fields.text["published"];
  comparison.replications = static_cast<std::uint32_t>(fields.number["replications"]);
  return comparison;
}

std::vector<LaunchPoint> launches_of(const LaunchGrid& grid, int n_weeks) {
  std::vector<LaunchPoint> launches{{"nobody-enters", {"growth.launch_week=" + std::to_string(n_weeks) + " weeks"}}};
  for (double sellers : grid.founding_sellers) {
    for (double buyers : grid.founding_buyers) {
      const std::string s = std::to_string(static_cast<long>(sellers)), b = std::to_string(static_cast<long>(buyers));
      launches.push_back({s + "-sellers-" + b + "-buyers", {"growth.founding_sellers=" + s, "growth.founding_buyers=" + b}});
    }
  }
  return launches;
}

Published read_published(const fs::path& path) {
  Diagnostics problems;
  const Document document = open_document(path, problems);
  refuse(problems);
  Fields fields(document, {"title", "scenario", "currency"}, {}, problems);
  fields.read(document.entries, {}, {"revenue"});

  Published published;
  const Value* list = needed_list(document, fields, "revenue", "write each figure below a line [[revenue]]");
  for (const Value& item : list ? list->items : std::vector<Value>{}) {
    Fields figure(document, {}, figure_numbers, problems);
    figure.read(item.entries, item.at);
    const auto whole = [&](const char* key) { return static_cast<int>(figure.number[key]); };
    published.revenue.push_back({whole("year"), whole("first_week"), whole("last_week"),
                                 figure.number["value"], figure.number["use"] == 0});
    if (whole("last_week") < whole("first_week"))
      figure.report(codes::bounds, item.at, "`last_week` is before `first_week`", "");
  }
  refuse(problems);
  published.name = path.stem().string();
  published.title = fields.text.contains("title") ? fields.text["title"] : published.name;
  published.scenario = fields.text["scenario"];
  if (fields.text.contains("currency")) published.currency = fields.text["currency"];
  return published;
}

}  // namespace townsquare
