#include "scenarios/write_scenario.hpp"

#include <cmath>

#include "scenarios/decimal.hpp"
#include "scenarios/read_value.hpp"
#include "scenarios/rivals.hpp"
#include "scenarios/sections.hpp"
#include "scenarios/units.hpp"

namespace townsquare {
namespace {

// A number, a text with a unit, or a list of them up to the first unused slot.
std::string written_value(const Key& key, const std::string& currency) {
  const Parameter& parameter = *key.parameter;
  if (parameter.length == 1) return file_value(*key.values, parameter, currency);
  std::string list;
  for (int i = 0; i < parameter.length && !std::isnan(key.values[i]); ++i)
    list += (i > 0 ? ", " : "") + file_value(key.values[i], parameter, currency);
  return "[" + list + "]";
}

const Mark* mark_of(const Scenario& scenario, const std::string& name) {
  for (const Mark& mark : scenario.marks)
    if (mark.key == name) return &mark;
  return nullptr;
}

std::string in_braces(const std::string& value, const Mark& mark) {
  std::string text = "{ value = " + value +
                     ", evidence = " + quote(evidence_words()[static_cast<std::size_t>(mark.evidence)]);
  if (mark.evidence == Evidence::none)
    text += ", range = [" + shortest_decimal(mark.low) + ", " + shortest_decimal(mark.high) + "]";
  if (!mark.source.empty()) text += ", source = " + quote(mark.source);
  return text + " }";
}

// Of a rival only what it has for itself; empty when that is nothing.
std::string written_section(const SectionNote& note, const Scenario& scenario, std::size_t platform, bool with_meanings) {
  std::string head = with_meanings ? "\n# " + std::string(note.meaning) + "\n" : "\n", text;
  head += "[" + (platform > 0 ? "rivals." + scenario.platforms[platform].name + "." : "") + std::string(note.section) + "]\n";
  if (const FamilySection* family = family_of(note.section))
    text += "rule = " + quote(chosen_row(*family, scenario, platform).name) + "\n";
  for (const Key& key : keys_of(scenario, note.section, platform)) {
    if (platform > 0 && !is_of_platform(key.section, key.parameter->key)) continue;
    const std::string value = written_value(key, scenario.currency);
    const Mark* mark = mark_of(scenario, dotted(key.section, key.parameter->key));
    text += std::string(key.parameter->key) + " = " + (mark ? in_braces(value, *mark) : value);
    text += with_meanings ? "  # " + std::string(key.parameter->meaning) + "\n" : "\n";
  }
  return platform > 0 && text.empty() ? "" : head + text;
}

}  // namespace

std::string quote(std::string_view text) {
  constexpr char hex[] = "0123456789ABCDEF";
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') quoted += std::string("\\") + c;
    else if (byte < 32 || byte == 127) quoted += std::string("\\u00") + hex[byte >> 4] + hex[byte & 15];
    else quoted += c;
  }
  return quoted + "\"";
}

std::string write_scenario(const Scenario& scenario, bool with_meanings) {
  std::string text = "# A townsquare scenario with every key: layers and overrides are applied.\n";
  text += "title = " + quote(scenario.title) + "\nname = " + quote(scenario.name) +
          "\ncurrency = " + quote(scenario.currency) + "\n";
  if (scenario.observed > 0) text += "results_of = " + quote(scenario.platforms[scenario.observed].name) + "\n";
  for (const SectionNote& note : section_notes()) text += written_section(note, scenario, 0, with_meanings);
  for (std::size_t p = 1; p < scenario.platforms.size(); ++p) {
    text += "\n[rivals." + scenario.platforms[p].name + "]\ntitle = " + quote(scenario.platforms[p].title) + "\n";
    for (const SectionNote& note : section_notes()) text += written_section(note, scenario, p, with_meanings);
  }
  return text;
}

}  // namespace townsquare
