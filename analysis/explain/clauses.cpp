#include "analysis/explain/clauses.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "scenarios/decimal.hpp"
#include "scenarios/read_scenario.hpp"
#include "scenarios/read_value.hpp"
#include "scenarios/sections.hpp"
#include "scenarios/units.hpp"
#include "scenarios/write_scenario.hpp"

namespace townsquare {
namespace {

// Where a section belongs: the first row whose section it is, or begins with where that ends in a dot.
struct Matter {
  std::string_view section, id, heading;
};
constexpr Matter matters[] = {
    {"control", "owner", "Who owns it and decides"},
    {"ownership", "owner", "Who owns it and decides"},
    {"exit", "owner", "Who owns it and decides"},
    {"operator", "owner", "Who owns it and decides"},
    {"membership", "membership", "Who may sell"},
    {"fees", "fees", "What the platform keeps"},
    {"ranking", "ranking", "Who is shown to buyers"},
    {"disputes", "disputes", "Who judges disputes"},
    {"bodies.", "bodies", "What a vote weighs"},
    {"governance.", "governance", "How rules are changed"},
    {"data", "data", "Whose data is sold"},
    {"moderation", "moderation", "Who is suspended"},
    {"attack", "attack", "Who attacks it"},
    {"conduct", "conduct", "What it sells and pays beside"},
    {"surplus", "surplus", "Where the surplus goes"},
    {"capital", "capital", "What it starts with"},
    {"marketing", "marketing", "What is spent on growth"},
    {"costs", "costs", "What running it costs"},
    {"shocks.", "shocks", "What happens to it"},
    {"delivery", "trust", "How trust is lost"},
    {"learning", "trust", "How trust is lost"},
    {"misconduct", "trust", "How trust is lost"},
    {"culture", "culture", "What culture does"},
    {"voters", "voters", "How members vote"},
    {"projects", "voters", "How members vote"},
    {"growth", "growth", "Who is there at the launch, and who hears of it"},
    {"pricing", "market", "The market"},
    {"market", "market", "The market"},
    {"participation", "market", "The market"},
    {"visit", "market", "The market"},
    {"churn", "market", "The market"},
    {"run", "run", "How runs are made"},
};

constexpr std::string_view rivals = "rivals";

const Matter& matter_of(std::string_view section) {
  const auto row = std::ranges::find_if(matters, [&](const Matter& m) { return m.section.ends_with('.') ? section.starts_with(m.section) : section == m.section; });
  return row == std::end(matters) ? *std::ranges::find(matters, std::string_view("market"), &Matter::section) : *row;
}

// A value as in a file without quotes, with what is said of how well it is known.
std::string value_text(const Scenario& scenario, const Key& key) {
  const Parameter& parameter = *key.parameter;
  std::string text;
  for (int i = 0; i < parameter.length && !std::isnan(key.values[i]); ++i) text += (i > 0 ? ", " : "") + format_value(key.values[i], parameter, scenario.currency);
  const auto mark = std::ranges::find(scenario.marks, dotted(key.section, parameter.key), &Mark::key);
  if (mark == scenario.marks.end()) return text;
  text += " (evidence " + evidence_words()[static_cast<std::size_t>(mark->evidence)];
  if (mark->evidence == Evidence::none) text += ", times " + shortest_decimal(mark->low) + " to " + shortest_decimal(mark->high);
  return text + ")";
}

// What a section says: its rule and its keys.
std::vector<std::pair<std::string, std::string>> said_in(const Scenario& scenario, std::string_view section) {
  std::vector<std::pair<std::string, std::string>> said;
  if (const FamilySection* family = family_of(section)) said.emplace_back(dotted(section, "rule"), chosen_row(*family, scenario).name);
  for (const Key& key : keys_of(scenario, section)) said.emplace_back(dotted(section, key.parameter->key), value_text(scenario, key));
  return said;
}

std::string value_in(const std::vector<std::pair<std::string, std::string>>& said, const std::string& key) {
  const auto found = std::ranges::find(said, key, &std::pair<std::string, std::string>::first);
  return found == said.end() ? "" : found->second;
}

std::vector<DifferingKey> differing_keys(const Scenario& a, const Scenario& b, std::string_view section) {
  const auto in_a = said_in(a, section), in_b = said_in(b, section);
  std::vector<DifferingKey> keys;
  for (const auto& [key, value] : in_a)
    if (const std::string other = value_in(in_b, key); other != value) keys.push_back({key, value, other});
  for (const auto& [key, value] : in_b)
    if (value_in(in_a, key).empty() && !value.empty()) keys.push_back({key, "", value});
  return keys;
}

// All that a scenario says of its rivals, and whose results are kept.
std::string rivals_text(const Scenario& scenario) {
  if (scenario.platforms.size() < 2) return "";
  const std::string text = write_scenario(scenario), observed = std::to_string(scenario.observed);
  return observed + text.substr(std::min(text.find("\n[rivals."), text.size()));
}

std::string rival_names(const Scenario& scenario) {
  std::string names;
  for (std::size_t p = 1; p < scenario.platforms.size(); ++p) names += (p > 1 ? ", " : "") + scenario.platforms[p].name;
  return names;
}

// A section's numbers and rule, and what is said of how well they are known.
void take_section(Scenario& mix, Scenario& from, std::string_view section) {
  for (const CoreParameter& core : core_parameters())
    if (core.section == section) std::copy_n(&core.at(from, 0), core.parameter.length, &core.at(mix, 0));
  for (const FamilySection& family : family_sections())
    if (family.section == section) family.at(mix, 0) = family.at(from, 0);
  const auto is_of_section = [&](const Mark& mark) { return std::string_view(mark.key).substr(0, mark.key.rfind('.')) == section; };
  std::erase_if(mix.marks, is_of_section);
  std::ranges::copy_if(from.marks, std::back_inserter(mix.marks), is_of_section);
}

void take_rivals_of(Scenario& mix, const Scenario& from) {
  mix.platforms.resize(1);
  mix.platforms.insert(mix.platforms.end(), from.platforms.begin() + 1, from.platforms.end());
  mix.observed = from.observed;
}

}  // namespace

std::vector<DifferingClause> differing_clauses(const Scenario& a, const Scenario& b) {
  // by section, gathered by what they are about
  std::vector<DifferingClause> clauses;
  for (const SectionNote& note : section_notes()) {
    std::vector<DifferingKey> keys = differing_keys(a, b, note.section);
    if (keys.empty()) continue;
    const Matter& matter = matter_of(note.section);
    auto clause = std::ranges::find(clauses, std::string(matter.id), &DifferingClause::id);
    if (clause == clauses.end()) clause = clauses.insert(clauses.end(), {std::string(matter.id), std::string(matter.heading), {}, {}});
    clause->sections.emplace_back(note.section);
    std::ranges::move(keys, std::back_inserter(clause->keys));
  }

  // in the order of the table
  const auto rank = [](const DifferingClause& clause) { return std::ranges::find(matters, std::string_view(clause.id), &Matter::id) - std::begin(matters); };
  std::stable_sort(clauses.begin(), clauses.end(), [&](const DifferingClause& one, const DifferingClause& other) { return rank(one) < rank(other); });
  if (rivals_text(a) != rivals_text(b))
    clauses.push_back({std::string(rivals), "What stands beside it", {std::string(rivals)}, {{std::string(rivals), rival_names(a), rival_names(b)}}});
  return clauses;
}

Scenario mixture(const Scenario& a, const Scenario& b, std::span<const DifferingClause> clauses, Coalition from_b) {
  Scenario mix = a, from = b;  // the table gives places in scenarios that may be changed; the second is only read
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    if ((from_b >> i & 1) == 0) continue;
    for (const std::string& section : clauses[i].sections) {
      if (section == rivals) take_rivals_of(mix, b);
      else take_section(mix, from, section);
    }
  }
  // written and read again, so that it is checked like any file
  return read_scenario_text(write_scenario(mix), a.name + ".toml");
}

void join_clauses(std::vector<DifferingClause>& clauses, std::size_t one, std::size_t other) {
  if (one > other) std::swap(one, other);
  DifferingClause &kept = clauses[one], &gone = clauses[other];
  kept.id += "+" + gone.id;
  kept.heading += "; " + gone.heading;
  std::ranges::move(gone.sections, std::back_inserter(kept.sections));
  std::ranges::move(gone.keys, std::back_inserter(kept.keys));
  clauses.erase(clauses.begin() + static_cast<std::ptrdiff_t>(other));
}

}  // namespace townsquare
