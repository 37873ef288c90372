#include "scenarios/reference.hpp"

#include "engine/parameter_table.hpp"
#include "engine/parameter_table/governance.hpp"
#include "scenarios/decimal.hpp"
#include "scenarios/default_process.hpp"
#include "scenarios/read_value.hpp"
#include "scenarios/sections.hpp"
#include "scenarios/units.hpp"

namespace townsquare {
namespace {

constexpr std::string_view currency = "USD";

constexpr std::string_view head = R"(# Rules and parameters

Generated from the parameter table by `townsquare schema --reference`; a test fails when it is stale. Do not edit.

Evidence says how well a value is known: `strong` and `weak` rest on the source named; `none` is an assumption, and
where a range follows each replication multiplies the value by a factor drawn from it; `decision` is what people decide.

| unit | written |
|---|---|
)";

// A bar would end the cell of a table.
std::string cell(std::string_view text) {
  std::string safe;
  for (const char c : text) safe += c == '|' ? std::string("\\|") : std::string(1, c);
  return safe;
}

std::string range(const Parameter& p) {
  if (p.unit == Unit::choice) return allowed_values(p, currency);
  return format_value(p.min, p, currency) + " … " + format_value(p.max, p, currency);
}

std::string evidence(const Parameter& p) {
  const std::string word = evidence_words()[static_cast<std::size_t>(p.evidence)];
  const bool is_drawn = p.evidence == Evidence::none && (p.low != 1 || p.high != 1);
  return is_drawn ? word + ", × " + shortest_decimal(p.low) + " … " + shortest_decimal(p.high) : word;
}

std::string key_row(const Parameter& p) {
  const std::string list = p.length > 1 ? " (list, up to " + std::to_string(p.length) + ")" : "";
  return "| `" + std::string(p.key) + "` | " + format_value(p.default_value, p, currency) + " | " + range(p) +
         list + " | " + cell(p.meaning) + " | " + evidence(p) + " | " + cell(p.source) + " |\n";
}

std::string key_table(const std::vector<const Parameter*>& parameters) {
  if (parameters.empty()) return "";
  std::string text = "\n| key | default | range | meaning | evidence | source |\n|---|---|---|---|---|---|\n";
  for (const Parameter* p : parameters) text += key_row(*p);
  return text;
}

std::string rule_text(const RuleRow& row, bool is_default) {
  std::vector<const Parameter*> parameters;
  for (const Parameter& p : row.parameters) parameters.push_back(&p);
  return "\n### `rule = \"" + std::string(row.name) + "\"`" + (is_default ? " (default)" : "") + "\n\n" +
         std::string(row.meaning) + " *Source: " + std::string(row.source) + ".*\n" + key_table(parameters);
}

std::string section_text(const SectionNote& note) {
  std::string text = "\n## [" + std::string(note.section) + "]\n\n" + std::string(note.meaning) + "\n";
  std::vector<const Parameter*> core;
  for (const CoreParameter& c : core_parameters())
    if (c.section == note.section) core.push_back(&c.parameter);
  text += key_table(core);
  const FamilySection* family = family_of(note.section);
  if (family == nullptr) return text;
  for (std::size_t i = 0; i < family->rows.size(); ++i)
    text += rule_text(family->rows[i], i == family->default_row);
  return text;
}

// No table of its own: its keys are those of the classes.
std::string default_process_text() {
  return "\n## [" + std::string(default_process) + "]\n\n" + std::string(default_process_meaning) +
         " It takes `rule` with its parameters, and every key of the sections `[governance.…]` below but `step`, `lower_bound` and "
         "`upper_bound`.\n";
}

std::string unit_table() {
  constexpr Unit units[] = {Unit::number,         Unit::count,     Unit::share, Unit::money,
                            Unit::money_per_week, Unit::per_money, Unit::weeks, Unit::per_week,
                            Unit::per_quarter,    Unit::choice};
  std::string text;
  for (const Unit unit : units)
    text += "| " + std::string(unit_noun(unit)) + " | `" + unit_example(unit, currency) + "` |\n";
  return text;
}

}  // namespace

std::string rules_reference() {
  std::string text = std::string(head) + unit_table();
  for (const SectionNote& note : section_notes())
    text += (note.section == governance_sections[0] ? default_process_text() : "") + section_text(note);
  return text;
}

}  // namespace townsquare
