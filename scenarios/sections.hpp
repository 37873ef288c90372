// What the parameter table says about names: which sections there are, and which keys each one takes.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/parameter_table.hpp"

namespace townsquare {

/// `fees` and `take_rate` as `fees.take_rate`.
std::string dotted(std::string_view section, std::string_view key);

/// All sections of a file: those of the table in its order, and [governance.default] before the classes that it stands for.
std::vector<std::string> section_names();

bool is_section(std::string_view path);

/// True for a name that only groups sections: `governance`.
bool is_section_group(std::string_view path);

/// The family whose rule the section picks, or null.
const FamilySection* family_of(std::string_view section);

/// The row that a scenario has chosen in a family.
const RuleRow& chosen_row(const FamilySection& family, const Scenario& scenario, std::size_t platform = 0);

/// Keys that a section takes in this scenario; with `rule` first where the section picks one.
std::vector<std::string> allowed_keys(std::string_view section, const Scenario& scenario);

/// Words for `rule` in a family.
std::vector<std::string> rule_names(const FamilySection& family);

/// Names of the family's rules that declare the key.
std::vector<std::string> rules_with_key(const FamilySection& family, std::string_view key);

/// Sections in which some rule or none knows the key; for keys put in the wrong place.
std::vector<std::string> sections_with_key(std::string_view key);

/// One key of a scenario as the table sees it, with its values (as many as the parameter is long).
struct Key {
  std::string_view section;
  const Parameter* parameter;
  const double* values;
};

/// All keys of the world and of one platform in the order of the table; of families, those of the chosen rows.
/// The scenario must outlive the result.
std::vector<Key> keys_of(const Scenario& scenario, std::size_t platform = 0);

/// The same for one section.
std::vector<Key> keys_of(const Scenario& scenario, std::string_view section, std::size_t platform = 0);

}  // namespace townsquare
