#include "scenarios/founder_layers.hpp"

#include <algorithm>
#include <array>

#include "scenarios/codes.hpp"
#include "scenarios/sections.hpp"

namespace townsquare {
namespace {

using Kind = Value::Kind;

constexpr std::string_view rules = "constitution", world = "assumptions", must = "promises";

// Sections of the platform that no member votes on: the plan of the launch, those who would harm it, what happens to it.
constexpr std::array<std::string_view, 4> believed = {"capital", "operator", "attack", "shocks"};

bool is_layer(std::string_view key) { return key == rules || key == world || key == must; }

bool is_table(const Value& value) { return value.kind == Kind::section || value.kind == Kind::inline_table; }

void report(Diagnostics& problems, const Document& document, std::string_view code, const Span& at, std::string message, std::string hint) {
  problems.push_back({std::string(code), Severity::error, std::move(message), location(document, at), std::move(hint), ""});
}

// Keys of the top level that no layer has.
constexpr std::array<std::string_view, 6> top_keys = {"title", "name", "currency", "include", "results_of", "rivals"};

// Moves one section of a layer to the top, unless it belongs elsewhere.
void place(Document& document, std::string_view layer, const Entry& entry, std::vector<Entry>& top, Diagnostics& problems) {
  const std::string_view home = entry.key == "rivals" ? world : founders_layer(entry.key);
  if (home == layer || (home.empty() && is_table(entry.value))) {  // an unknown section is told as such later
    top.push_back(entry);
  } else if (!home.empty()) {
    const std::string what = home == rules ? "a rule that members decide on" : "something believed of the world, not a rule";
    report(problems, document, codes::wrong_layer, entry.key_at, "[" + std::string(layer) + "." + entry.key + "] is in the wrong layer: it is " + what,
           "write [" + std::string(home) + "." + entry.key + "]");
  } else {
    const bool is_top = std::ranges::find(top_keys, entry.key) != top_keys.end();
    report(problems, document, codes::unknown_key, entry.key_at, "`" + entry.key + "` is in no section",
           is_top ? "`" + entry.key + "` stands above the first section" : "[" + std::string(layer) + "] only groups sections, such as [" + std::string(layer) + (layer == rules ? ".fees]" : ".market]"));
  }
}

}  // namespace

std::string_view founders_layer(std::string_view section) {
  if (!is_section(section) && !is_section_group(section)) return {};
  const std::string_view name = section.substr(0, section.find('.'));
  if (std::ranges::find(believed, name) != believed.end()) return world;
  for (const SectionNote& note : section_notes()) {
    const bool is_it = note.section.substr(0, note.section.find('.')) == name;
    if (is_it) return note.layer == "platform" ? rules : world;
  }
  return {};
}

void unfold_layers(Document& document, Diagnostics& problems) {
  const auto has_layer = [](const Entry& entry) { return is_layer(entry.key); };
  if (std::ranges::none_of(document.entries, has_layer)) return;

  document.is_founders = true;
  std::vector<Entry> top;
  for (const Entry& entry : document.entries) {
    const std::string_view home = founders_layer(entry.key);
    if (is_layer(entry.key) && !is_table(entry.value)) {
      report(problems, document, codes::wrong_type, entry.key_at, "`" + entry.key + "` is a group of sections, not a key",
             "write [" + entry.key + (entry.key == must ? ".NAME]" : entry.key == rules ? ".fees]" : ".market]"));
    } else if (entry.key == must) {
      document.promises.insert(document.promises.end(), entry.value.entries.begin(), entry.value.entries.end());
    } else if (is_layer(entry.key)) {
      for (const Entry& inner : entry.value.entries) place(document, entry.key, inner, top, problems);
    } else if (!home.empty()) {
      report(problems, document, codes::wrong_layer, entry.key_at, "[" + entry.key + "] stands outside of the layers of this file",
             "write [" + std::string(home) + "." + entry.key + "]");
    } else {
      top.push_back(entry);
    }
  }
  document.entries = std::move(top);
}

}  // namespace townsquare
