#include "scenarios/schema.hpp"

#include <algorithm>

#include "engine/parameter_table.hpp"
#include "engine/parameter_table/governance.hpp"
#include "scenarios/default_process.hpp"
#include "scenarios/founder_layers.hpp"
#include "scenarios/json_text.hpp"
#include "scenarios/read_value.hpp"
#include "scenarios/sections.hpp"
#include "scenarios/units.hpp"

namespace townsquare {
namespace {

using json_text::list;
using json_text::Member;
using json_text::number;
using json_text::object;
using json_text::text;

using Members = std::vector<Member>;

std::string word_list(const std::vector<std::string>& words) {
  std::vector<std::string> quoted;
  for (const std::string& word : words) quoted.push_back(text(word));
  return list(quoted);
}

std::string closed_object(const std::string& description, const Members& properties,
                          bool needs_value = false) {
  Members members = {{"type", text("object")},
                     {"description", text(description)},
                     {"additionalProperties", "false"},
                     {"properties", object(properties)}};
  if (needs_value) members.insert(members.begin() + 2, {"required", list({text("value")})});
  return object(members);
}

// Name of a unit that is written as text, as a definition of the schema.
std::string definition_name(Unit unit) {
  switch (unit) {
  case Unit::share: return "share";
  case Unit::money: return "money";
  case Unit::money_per_week: return "money_per_week";
  case Unit::per_money: return "per_money";
  case Unit::weeks: return "weeks";
  case Unit::per_week: return "per_week";
  case Unit::per_quarter: return "per_quarter";
  case Unit::number:
  case Unit::count:
  case Unit::choice: break;
  }
  return "";
}

std::string reference(const std::string& definition) {
  return object({{"$ref", text("#/definitions/" + definition)}});
}

// One value without braces or list.
std::string plain_value(const Parameter& p) {
  if (p.unit == Unit::choice) {
    std::vector<std::string> words(p.choices.begin(), p.choices.end());
    const std::string choice = object({{"type", text("string")}, {"enum", word_list(words)}});
    const bool is_no_yes = words == std::vector<std::string>{"no", "yes"};
    return is_no_yes ? object({{"anyOf", list({choice, object({{"type", text("boolean")}})})}}) : choice;
  }
  const std::string type = p.unit == Unit::count ? "integer" : "number";
  if (is_bare(p.unit))
    return object({{"type", text(type)}, {"minimum", number(p.min)}, {"maximum", number(p.max)}});
  return reference(definition_name(p.unit));
}

std::string value_or_list(const Parameter& p) {
  if (p.length == 1) return plain_value(p);
  const Members array = {
      {"type", text("array")}, {"items", plain_value(p)}, {"minItems", "1"}, {"maxItems", number(p.length)}};
  return object({{"anyOf", list({plain_value(p), object(array)})}});
}

// A value in braces, with what is known of it.
std::string marked(const std::string& value) {
  return closed_object("A value with what is known of it.",
                       {{"value", value},
                        {"evidence", reference("evidence")},
                        {"range", reference("range")},
                        {"source", reference("text")}},
                       true);
}

std::string key_schema(const Parameter& p) {
  const std::string description = std::string(p.meaning) + " Allowed: " + allowed_values(p, "USD") +
                                  "; default " + format_value(p.default_value, p, "USD") + ".";
  const std::string value = value_or_list(p), unit = definition_name(p.unit);
  const std::string braces = unit.empty() || p.length > 1 ? marked(value) : reference("marked_" + unit);
  return object({{"description", text(description)}, {"anyOf", list({value, braces})}});
}

std::string definitions() {
  Members members = {{"text", object({{"type", text("string")}})},
                     {"evidence", object({{"enum", word_list(evidence_words())}})},
                     {"range", object({{"type", text("array")},
                                       {"items", object({{"type", text("number")}})},
                                       {"minItems", "2"},
                                       {"maxItems", "2"}})}};
  for (const Unit unit : {Unit::share, Unit::money, Unit::money_per_week, Unit::per_money, Unit::weeks,
                          Unit::per_week, Unit::per_quarter}) {
    const std::string name = definition_name(unit);
    members.emplace_back(name, object({{"type", text("string")}, {"pattern", text(unit_pattern(unit))}}));
    members.emplace_back("marked_" + name, marked(reference(name)));
  }
  return object(members);
}

void add_once(Members& members, const std::string& name, const std::string& value) {
  const auto is_it = [&](const Member& m) { return m.first == name; };
  if (std::none_of(members.begin(), members.end(), is_it)) members.emplace_back(name, value);
}

// Keys of all rules of a family. Rules may share a key and mean another shape by it: then either is right.
void add_rules(Members& keys, const FamilySection& family) {
  for (const RuleRow& row : family.rows)
    for (const Parameter& p : row.parameters) {
      const std::string name(p.key), shape = key_schema(p);
      const auto known = std::ranges::find(keys, name, &Member::first);
      if (known == keys.end()) keys.emplace_back(name, shape);
      else if (known->second.find(shape) == std::string::npos)
        known->second = object({{"anyOf", list({known->second, shape})}});
    }
}

std::string rule_schema(const FamilySection& family) {
  std::string description = "Rules:";
  for (const RuleRow& row : family.rows)
    description += " `" + std::string(row.name) + "`: " + std::string(row.meaning);
  return object({{"description", text(description)}, {"enum", word_list(rule_names(family))}});
}

std::string section_schema(const SectionNote& note) {
  Members keys;
  if (const FamilySection* family = family_of(note.section)) {
    keys.emplace_back("rule", rule_schema(*family));
    add_rules(keys, *family);
  }
  for (const CoreParameter& core : core_parameters())
    if (core.section == note.section)
      add_once(keys, std::string(core.parameter.key), key_schema(core.parameter));
  return closed_object(std::string(note.meaning), keys);
}

// The keys that all classes of decision share; what a key usually is may differ from class to class.
std::string default_process_schema() {
  Members keys;
  const FamilySection& family = *family_of(governance_sections[0]);
  keys.emplace_back("rule", rule_schema(family));
  add_rules(keys, family);
  for (const Parameter* p : shared_process_keys()) add_once(keys, std::string(p->key), key_schema(*p));
  return closed_object(std::string(default_process_meaning), keys);
}

Members top_level() {
  const auto string_key = [](const char* description) {
    return object({{"type", text("string")}, {"description", text(description)}});
  };
  const std::string files =
      object({{"type", text("array")},
              {"description", text("Files read before this one, which overrides them. One level only.")},
              {"items", object({{"type", text("string")}})}});
  return {{"title", string_key("What the scenario is called in tables.")},
          {"name", string_key("Short name; default: the name of the file.")},
          {"currency", object({{"type", text("string")},
                               {"pattern", text("^[A-Z]{3}$")},
                               {"description", text("The one currency of the scenario.")}})},
          {"include", files},
          {"results_of", string_key("The platform of which results are kept: the name of a rival. Default: the scenario's own.")}};
}

// A rival has the sections of a platform.
std::string rivals_schema() {
  Members keys = {{"title", object({{"type", text("string")}})},
                  {"layers", object({{"type", text("array")},
                                     {"description", text("Files of a constitution or an operator, applied in order.")},
                                     {"items", object({{"type", text("string")}})}})}};
  for (const SectionNote& note : section_notes()) {
    const std::string name(note.section.substr(0, note.section.find('.')));
    const bool is_own = note.layer == "platform" || name == "growth" || family_of(note.section) != nullptr || name == "costs";
    if (is_own) add_once(keys, name, object({{"$ref", text("#/properties/" + name)}}));
  }
  return object({{"type", text("object")},
                 {"description", text("Further platforms in the same market, by name.")},
                 {"additionalProperties", closed_object("A rival: a platform with rules of its own.", keys)}});
}

// A layer of a founder's file: the sections that belong there, as they are at the top.
std::string layer_schema(std::string_view layer, const std::string& description) {
  Members keys;
  for (const SectionNote& note : section_notes()) {
    const std::string name(note.section.substr(0, note.section.find('.')));
    if (founders_layer(note.section) == layer) add_once(keys, name, object({{"$ref", text("#/properties/" + name)}}));
  }
  if (layer == "assumptions") add_once(keys, "rivals", object({{"$ref", text("#/properties/rivals")}}));
  return closed_object(description, keys);
}

std::string promises_schema() {
  const auto key = [](const char* description) { return object({{"description", text(description)}, {"type", text("string")}}); };
  const std::string bound = object({{"description", text("The least, or the most, that it may be, in its unit; with `against`, a share of what it is there.")}, {"type", list({text("string"), text("number")})}});
  const Members keys = {{"says", key("The promise in words, for members.")}, {"outcome", key("What it is about: a row of `townsquare list outcomes`, or of `list metrics` with `at_week`.")},
                        {"at_least", bound}, {"at_most", bound}, {"in_share_of_runs", reference("share")}, {"at_week", reference("weeks")},
                        {"against", key("A scenario, by name or file, that is run on the same luck.")}};
  return object({{"type", text("object")}, {"description", text("What must hold, by name.")}, {"additionalProperties", closed_object("A promise.", keys)}});
}

}  // namespace

std::string scenario_schema() {
  Members properties = top_level();
  for (const SectionNote& note : section_notes()) {
    const std::string name(note.section);
    const std::size_t dot = name.find('.');
    if (dot == std::string::npos) {
      properties.emplace_back(name, section_schema(note));
      continue;
    }

    // sections of a group come together in one object, at the place of the first
    const std::string group = name.substr(0, dot);
    Members inner;
    if (governance_sections[0].starts_with(group + "."))
      inner.emplace_back(std::string(default_process.substr(dot + 1)), default_process_schema());
    for (const SectionNote& other : section_notes())
      if (other.section.starts_with(group + "."))
        inner.emplace_back(std::string(other.section.substr(dot + 1)), section_schema(other));
    add_once(properties, group, closed_object("Sections [" + group + ". ...].", inner));
  }
  properties.emplace_back("rivals", rivals_schema());
  properties.emplace_back("constitution", layer_schema("constitution", "A founder's file: the rules that members vote on."));
  properties.emplace_back("assumptions", layer_schema("assumptions", "A founder's file: what is believed of the world."));
  properties.emplace_back("promises", promises_schema());
  return json_text::indented(object({{"$schema", text("http://json-schema.org/draft-07/schema#")},
                                     {"title", text("Townsquare scenario")},
                                     {"type", text("object")},
                                     {"additionalProperties", "false"},
                                     {"properties", object(properties)},
                                     {"definitions", definitions()}}));
}

}  // namespace townsquare
