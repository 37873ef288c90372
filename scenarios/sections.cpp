#include "scenarios/sections.hpp"

#include <algorithm>

#include "engine/parameter_table/governance.hpp"
#include "scenarios/default_process.hpp"

namespace townsquare {
namespace {

bool has_key(const RuleRow& row, std::string_view key) {
  return std::any_of(row.parameters.begin(), row.parameters.end(),
                     [&](const Parameter& p) { return p.key == key; });
}

bool has_core_key(std::string_view section, std::string_view key) {
  const auto core = core_parameters();
  return std::any_of(core.begin(), core.end(),
                     [&](const CoreParameter& c) { return c.section == section && c.parameter.key == key; });
}

// The table gives places in a scenario that may be changed; readers of a constant one promise not to.
Scenario& places_of(const Scenario& scenario) {
  return const_cast<Scenario&>(scenario);
}

}  // namespace

std::string dotted(std::string_view section, std::string_view key) {
  return std::string(section) + "." + std::string(key);
}

std::vector<std::string> section_names() {
  std::vector<std::string> names;
  for (const SectionNote& note : section_notes()) {
    if (note.section == governance_sections[0]) names.emplace_back(default_process);
    names.emplace_back(note.section);
  }
  return names;
}

bool is_section(std::string_view path) {
  const auto notes = section_notes();
  return path == default_process || std::any_of(notes.begin(), notes.end(),
                     [&](const SectionNote& note) { return note.section == path; });
}

bool is_section_group(std::string_view path) {
  const std::string start = std::string(path) + ".";
  const auto notes = section_notes();
  return std::any_of(notes.begin(), notes.end(),
                     [&](const SectionNote& note) { return note.section.starts_with(start); });
}

const FamilySection* family_of(std::string_view section) {
  for (const FamilySection& family : family_sections())
    if (family.section == section) return &family;
  return nullptr;
}

const RuleRow& chosen_row(const FamilySection& family, const Scenario& scenario, std::size_t platform) {
  return family.rows[family.at(places_of(scenario), platform).row];
}

std::vector<std::string> allowed_keys(std::string_view section, const Scenario& scenario) {
  std::vector<std::string> keys;
  if (family_of(section) != nullptr) keys.emplace_back("rule");
  for (const Key& key : keys_of(scenario, section)) keys.emplace_back(key.parameter->key);
  return keys;
}

std::vector<std::string> rule_names(const FamilySection& family) {
  std::vector<std::string> names;
  for (const RuleRow& row : family.rows) names.emplace_back(row.name);
  return names;
}

std::vector<std::string> rules_with_key(const FamilySection& family, std::string_view key) {
  std::vector<std::string> names;
  for (const RuleRow& row : family.rows)
    if (has_key(row, key)) names.emplace_back(row.name);
  return names;
}

std::vector<std::string> sections_with_key(std::string_view key) {
  std::vector<std::string> sections;
  for (const SectionNote& note : section_notes()) {
    const FamilySection* family = family_of(note.section);
    const bool is_known =
        has_core_key(note.section, key) || (family != nullptr && !rules_with_key(*family, key).empty());
    if (is_known) sections.emplace_back(note.section);
  }
  return sections;
}

std::vector<Key> keys_of(const Scenario& scenario, std::string_view section, std::size_t platform) {
  std::vector<Key> keys;
  if (const FamilySection* family = family_of(section)) {
    const RuleChoice& choice = family->at(places_of(scenario), platform);
    const double* values = choice.values.data();
    for (const Parameter& parameter : family->rows[choice.row].parameters) {
      keys.push_back({section, &parameter, values});
      values += parameter.length;
    }
  }
  for (const CoreParameter& core : core_parameters())
    if (core.section == section)
      keys.push_back({core.section, &core.parameter, &core.at(places_of(scenario), platform)});
  return keys;
}

std::vector<Key> keys_of(const Scenario& scenario, std::size_t platform) {
  std::vector<Key> all;
  for (const SectionNote& note : section_notes()) {
    const std::vector<Key> keys = keys_of(scenario, note.section, platform);
    all.insert(all.end(), keys.begin(), keys.end());
  }
  return all;
}

}  // namespace townsquare
