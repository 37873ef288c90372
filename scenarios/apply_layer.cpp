#include "scenarios/apply_layer.hpp"

#include <algorithm>
#include <limits>

#include "scenarios/codes.hpp"
#include "scenarios/default_process.hpp"
#include "scenarios/read_value.hpp"
#include "scenarios/sections.hpp"
#include "scenarios/units.hpp"

namespace townsquare {
namespace {

void report(Reading& reading, std::string_view code, const Assignment& a, const Span& at, std::string message,
            std::string hint, std::string suggestion = "") {
  reading.problems.push_back({std::string(code), Severity::error, std::move(message),
                              location(*a.document, at), std::move(hint), std::move(suggestion)});
}

// Gives a section another rule with its default values, and forgets what was said of the old one.
void switch_rule(Reading& reading, const FamilySection& family, std::size_t row) {
  RuleChoice& choice = family.at(reading.scenario, 0);
  if (choice.row == row) return;
  for (const Parameter& parameter : family.rows[choice.row].parameters) {
    reading.given.erase(dotted(family.section, parameter.key));
    reading.marks.erase(dotted(family.section, parameter.key));
  }
  choice = {row, default_values(family.rows[row])};
}

// Picks the rule of a section; false if there is no such rule.
bool choose_rule(Reading& reading, const Assignment& a, const FamilySection& family) {
  const Value& value = a.entry->value;
  const std::vector<std::string> names = rule_names(family);
  const auto found = std::find(names.begin(), names.end(), value.text);
  if (value.kind == Value::Kind::text && found != names.end()) {
    switch_rule(reading, family, static_cast<std::size_t>(found - names.begin()));
    return true;
  }
  const bool is_text = value.kind == Value::Kind::text;
  report(reading, is_text ? codes::unknown_rule : codes::wrong_type, a, value.at,
         is_text ? "unknown rule `" + value.text + "` in [" + a.section + "]" : "`rule` is a word in quotes",
         "rules of [" + a.section + "]: " + list_words(names, "and"),
         nearest_word(value.text, names).value_or(""));
  return false;
}

// Tells why a section does not take a key, as precisely as the table allows.
void reject_key(Reading& reading, const Assignment& a, const std::string& section) {
  const std::string& key = a.entry->key;
  const FamilySection* family = family_of(section);
  const std::vector<std::string> others = family ? rules_with_key(*family, key) : std::vector<std::string>{};
  if (!others.empty()) {
    const std::string row(chosen_row(*family, reading.scenario).name);
    report(reading, codes::key_of_other_rule, a, a.entry->key_at,
           "`" + key + "` belongs to rule " + list_words(others) + "; this section has rule `" + row + "`",
           "write rule = \"" + others[0] + "\", or leave `" + key + "` out");
    return;
  }

  std::vector<std::string> allowed = allowed_keys(section, reading.scenario);
  if (a.section != section) std::erase_if(allowed, is_of_one_class);
  const auto near = nearest_word(key, allowed);
  const std::vector<std::string> homes = sections_with_key(key);
  std::string hint = "[" + a.section + "] takes " + list_words(allowed, "and");
  if (!homes.empty()) hint = "`" + key + "` belongs to " + list_words(homes);
  if (const auto place = near ? find_place(reading.scenario, dotted(section, *near)) : std::nullopt) {
    hint = *near + ": " + std::string(place->parameter->meaning) +
           " Allowed: " + allowed_values(*place->parameter, reading.scenario.currency);
  }
  report(reading, codes::unknown_key, a, a.entry->key_at, "unknown key `" + key + "` in [" + a.section + "]",
         std::move(hint), near.value_or(""));
}

void set_value(Reading& reading, const Assignment& a, const std::string& section) {
  const std::string key = dotted(section, a.entry->key);
  const auto place = find_place(reading.scenario, key);
  if (!place) return reject_key(reading, a, section);
  reading.given[key] = location(*a.document, a.entry->value.at);
  const auto read = read_value(*a.document, key, a.entry->value, *place->parameter, reading.scenario.currency,
                               reading.problems);
  if (!read) return;
  for (int i = 0; i < place->parameter->length; ++i) {
    const auto slot = static_cast<std::size_t>(i);
    place->value[i] =
        slot < read->numbers.size() ? read->numbers[slot] : std::numeric_limits<double>::quiet_NaN();
  }
  reading.marks.erase(key);  // a mark belongs to the value beside which it stands
  if (read->mark) reading.marks[key] = *read->mark;
}

// Reports keys that a layer sets twice (two `--set` of one key; within a file the TOML reader finds them).
void report_repeats(Reading& reading, const std::vector<Assignment>& layer) {
  std::map<std::string, const Assignment*> seen;
  for (const Assignment& a : layer) {
    const auto [first, is_new] = seen.emplace(dotted(a.section, a.entry->key), &a);
    if (is_new || a.document->file == first->second->document->file) continue;
    report(reading, codes::set_twice, a, a.entry->key_at, "`" + first->first + "` is set twice",
           "set first by " + first->second->document->file + "; keep one of them");
  }
}

}  // namespace

void apply_assignment(Reading& reading, const Assignment& a, std::string_view section) {
  const FamilySection* family = a.entry->key == "rule" ? family_of(section) : nullptr;
  if (family == nullptr) return set_value(reading, a, std::string(section));
  reading.given[dotted(section, "rule")] = location(*a.document, a.entry->value.at);
  choose_rule(reading, a, *family);
}

void apply_layer(Reading& reading, const std::vector<Assignment>& layer) {
  report_repeats(reading, layer);

  // rules first: they decide which keys a section has
  std::set<std::string> unclear;  // sections whose rule is unknown: their keys cannot be judged
  for (const Assignment& a : layer) {
    const FamilySection* family = a.entry->key == "rule" ? family_of(a.section) : nullptr;
    if (family == nullptr) continue;
    reading.given[dotted(a.section, "rule")] = location(*a.document, a.entry->value.at);
    if (!choose_rule(reading, a, *family)) unclear.insert(a.section);
  }

  for (const Assignment& a : layer) {
    const bool is_rule = a.entry->key == "rule" && family_of(a.section) != nullptr;
    if (a.section.empty() || a.section == default_process || is_rule) continue;
    const bool is_unclear =
        unclear.contains(a.section) && !find_place(reading.scenario, dotted(a.section, a.entry->key));
    if (!is_unclear) set_value(reading, a, a.section);
  }
}

}  // namespace townsquare
