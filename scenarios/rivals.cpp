#include "scenarios/rivals.hpp"

#include <algorithm>

#include "scenarios/codes.hpp"
#include "scenarios/consistency.hpp"
#include "scenarios/default_process.hpp"
#include "scenarios/sections.hpp"

namespace townsquare {
namespace {

using Kind = Value::Kind;

void report(Diagnostics& problems, const Document& document, std::string_view code, const Span& at, std::string message, std::string hint) {
  problems.push_back({std::string(code), Severity::error, std::move(message), location(document, at), std::move(hint), ""});
}

Rival& rival_named(std::vector<Rival>& rivals, const std::string& name) {
  const auto known = std::ranges::find(rivals, name, &Rival::name);
  if (known != rivals.end()) return *known;
  rivals.push_back({name, name, {}, {}, {}, false});
  return rivals.back();
}

// The files named in `layers` of a rival.
void read_files(Rival& rival, const Document& document, const Value& list, const ReadOptions& options, Diagnostics& problems) {
  const std::string hint = "write layers = [\"operator.toml\"]";
  if (list.kind != Kind::list) return report(problems, document, codes::wrong_type, list.at, "`layers` is a list of files", hint);
  for (const Value& item : list.items) {
    if (item.kind != Kind::text) {
      report(problems, document, codes::wrong_type, item.at, "`layers` is a list of files", hint);
      continue;
    }
    const std::filesystem::path path = (document.folder / item.text).lexically_normal();
    const auto text = open_file(path, options, location(document, item.at), problems);
    if (!text) continue;
    rival.files.push_back(parse_document(*text, path.generic_string(), problems));
    Document& file = rival.files.back();
    for (const Entry& entry : file.entries)
      if (entry.key == "include" || entry.key == "rivals")
        report(problems, file, codes::include, entry.key_at, "a layer of a rival cannot have `" + entry.key + "`", "name a file of a constitution or an operator");
    std::erase_if(file.entries, [](const Entry& e) { return e.key == "title" || e.key == "name" || e.key == "include" || e.key == "rivals"; });
  }
}

// What one document says of one rival: its title and layers now, its sections as a document of their own.
Document part_of(Rival& rival, const Document& document, const Entry& entry, const ReadOptions& options, Diagnostics& problems) {
  Document part{document.file, document.folder, document.lines, {}, document.has_syntax_errors};
  for (const Entry& inner : entry.value.entries) {
    const bool is_section_here = inner.value.kind == Kind::section || inner.value.kind == Kind::inline_table;
    if (inner.key == "layers") read_files(rival, document, inner.value, options, problems);
    else if (inner.key == "title" && inner.value.kind == Kind::text) rival.title = inner.value.text;
    else if (inner.key == "title") report(problems, document, codes::wrong_type, inner.value.at, "`title` is text", "write title = \"...\"");
    else if (is_section_here) part.entries.push_back(inner);
    else report(problems, document, codes::unknown_key, inner.key_at, "unknown key `" + inner.key + "` in [rivals." + rival.name + "]",
                "a rival takes `title`, `layers` and sections such as [rivals." + rival.name + ".fees]");
  }
  return part;
}

void take_from(Document& document, bool is_override, std::vector<Rival>& rivals, const ReadOptions& options, Diagnostics& problems) {
  for (const Entry& entry : document.entries) {
    if (entry.key != "rivals") continue;
    if (entry.value.kind != Kind::section && entry.value.kind != Kind::inline_table)
      report(problems, document, codes::wrong_type, entry.key_at, "`rivals` is a section, not a key", "write [rivals.NAME]");
    for (const Entry& inner : entry.value.entries) {
      if (inner.value.kind != Kind::section && inner.value.kind != Kind::inline_table) {
        report(problems, document, codes::unknown_key, inner.key_at, "`" + inner.key + "` is in no section", "write [rivals.NAME]");
        continue;
      }
      const bool is_plain = std::ranges::all_of(inner.key, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; });
      if (!is_plain) {
        report(problems, document, codes::wrong_type, inner.key_at, "`" + inner.key + "` is no name for a rival", "letters, digits, `_` and `-`");
        continue;
      }
      Rival& rival = rival_named(rivals, inner.key);
      if (rival.at.file.empty()) rival.at = location(document, inner.key_at);
      const auto begins = [](const Entry& e) { return e.key == "title" || e.key == "layers"; };
      rival.has_begun = rival.has_begun || (!is_override && std::ranges::any_of(inner.value.entries, begins));
      Document part = part_of(rival, document, inner, options, problems);
      (is_override ? rival.parts : rival.files).push_back(std::move(part));
    }
  }
  std::erase_if(document.entries, [](const Entry& entry) { return entry.key == "rivals"; });
}

// Keys of the world have one place for all platforms: a rival cannot have another.
std::vector<Assignment> own_keys(const Document& document, const std::string& rival, Diagnostics& problems) {
  std::vector<Assignment> all = assignments_of(document, problems);
  std::erase_if(all, [&](const Assignment& a) {
    const bool is_wrong = !a.section.empty() && !is_of_platform(a.section, a.entry->key) && !sections_with_key(a.entry->key).empty();
    if (is_wrong)
      report(problems, document, codes::key_of_world, a.entry->key_at, "`" + dotted(a.section, a.entry->key) + "` is the same for all platforms of a market",
             "set it outside of [rivals." + rival + "]");
    return is_wrong || a.section.empty();
  });
  return all;
}

// What a rival takes of the scenario: all but its constitution, and its founders.
std::vector<Assignment> shared_with(const std::vector<Assignment>& layer) {
  std::vector<Assignment> shared;
  for (const Assignment& a : layer) {
    const auto notes = section_notes();
    const auto note = std::ranges::find(notes, a.section, &SectionNote::section);
    const bool is_shared = note != notes.end() && note->layer != "platform" && !(a.section == "growth" && is_of_platform(a.section, a.entry->key));
    if (is_shared) shared.push_back(a);
  }
  return shared;
}

}  // namespace

Scenario seen_from(const Scenario& scenario, std::size_t platform) {
  Scenario seen = scenario;
  seen.platforms = {scenario.platforms[platform]};
  seen.observed = 0;
  if (platform > 0) seen.title = scenario.platforms[platform].title;
  return seen;
}

std::vector<Scenario> by_platform(const Scenario& scenario) {
  if (scenario.observed > 0) return {scenario};
  std::vector<Scenario> each(scenario.platforms.size(), scenario);
  for (std::size_t p = 0; p < each.size(); ++p) each[p].observed = p;
  return each;
}

bool is_of_platform(std::string_view section, std::string_view key) {
  if (section == default_process) return true;
  static Scenario two = [] {
    Scenario scenario = default_scenario();
    scenario.platforms.push_back(scenario.platforms[0]);
    return scenario;
  }();
  for (const CoreParameter& core : core_parameters())
    if (core.section == section && core.parameter.key == key) return &core.at(two, 0) != &core.at(two, 1);
  return family_of(section) != nullptr;  // of families, the rule and all of its parameters
}

// A rival begins with a title or layers; settings only change one that is there. A mistyped name would be a platform more.
void drop_unknown(std::vector<Rival>& rivals, Diagnostics& problems) {
  std::vector<std::string> names;
  for (const Rival& rival : rivals)
    if (rival.has_begun) names.push_back(rival.name);
  for (const Rival& rival : rivals)
    if (!rival.has_begun)
      problems.push_back({std::string(codes::missing_key), Severity::error, "there is no rival `" + rival.name + "`", rival.at,
                          "a rival begins in a file, by [rivals." + rival.name + "] with a `title` or `layers`", nearest_word(rival.name, names).value_or("")});
  std::erase_if(rivals, [](const Rival& rival) { return !rival.has_begun; });
}

std::vector<Rival> take_rivals(Layers& layers, const ReadOptions& options, Diagnostics& problems) {
  std::vector<Rival> rivals;
  for (Document& document : layers.files) take_from(document, false, rivals, options, problems);
  for (Document& document : layers.overrides) take_from(document, true, rivals, options, problems);
  drop_unknown(rivals, problems);
  return rivals;
}

void add_rival(Reading& reading, const std::vector<std::vector<Assignment>>& world, const Rival& rival, const std::string& main_file) {
  Reading own{default_scenario(), {}, {}, {}, reading.files};
  own.scenario.currency = reading.scenario.currency;
  std::vector<std::vector<Assignment>> layers;
  for (const std::vector<Assignment>& layer : world) layers.push_back(shared_with(layer));
  const std::size_t n_shared = layers.size();
  for (const Document& document : rival.files) {
    layers.push_back(own_keys(document, rival.name, own.problems));
    own.files.push_back(document.file);
  }
  std::vector<Assignment> overrides;
  for (const Document& document : rival.parts)
    for (const Assignment& a : own_keys(document, rival.name, own.problems)) overrides.push_back(a);
  layers.push_back(std::move(overrides));

  // what is wrong with the world is told once, by the scenario itself
  Diagnostics told;
  std::swap(told, own.problems);
  for (std::size_t i = 0; i < n_shared; ++i) apply_layer(own, layers[i]);
  own.problems = std::move(told);
  apply_default_process(own, layers);
  for (std::size_t i = n_shared; i < layers.size(); ++i) apply_layer(own, layers[i]);
  if (own.problems.empty()) own.problems = find_contradictions(own, main_file);
  for (Diagnostic& d : own.problems) {
    d.message = "rival `" + rival.name + "`: " + d.message;
    reading.problems.push_back(std::move(d));
  }

  Platform& platform = reading.scenario.platforms.emplace_back(own.scenario.platforms[0]);
  platform.name = rival.name;
  platform.title = rival.title;
  for (auto& [key, mark] : own.marks) reading.marks.try_emplace(key, std::move(mark));
}

}  // namespace townsquare
