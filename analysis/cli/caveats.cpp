// What a reader might conclude from a comparison, and should not.
#include <algorithm>
#include <array>
#include <charconv>

#include "analysis/cli/report.hpp"
#include "analysis/cli/terminal.hpp"
#include "analysis/cli/text_table.hpp"
#include "engine/parameter_table.hpp"
#include "scenarios/diagnostics.hpp"
#include "scenarios/rivals.hpp"

namespace townsquare {
namespace {

Control control_of(const Arm& arm) {
  return static_cast<Control>(static_cast<int>(arm.scenario.platforms[0].control));
}

bool has_harvesting_operator(const Arm& arm) {
  if (control_of(arm) != Control::operator_) return false;
  for (const FamilySection& family : family_sections())
    if (family.section == "operator")
      return family.rows[arm.scenario.platforms[0].operator_rule.row].name == "grow_then_harvest";
  return false;
}

// Members against an operator without a rival: who of them pays sellers more is no result.
std::string built_in_sign(const StudyPlan& plan) {
  const auto has_members = [](const Arm& arm) { return control_of(arm) == Control::members; };
  if (!std::ranges::any_of(plan.arms, has_members) ||
      !std::ranges::any_of(plan.arms, has_harvesting_operator))
    return "";
  return "That sellers earn more in the end where the members decide is built in: that platform stays near "
         "break-even, and the operator raises its take without a rival to fear. The runs add how large the "
         "gap is, and who survives.";
}

// A place of the platform where arms may have other means.
struct Means {
  double (*amount)(const Platform&);  // minor units
  std::string_view key, unit, words;
};
constexpr Means means[] = {
    {[](const Platform& p) { return p.capital.start_cash; }, "capital.start_cash", "", "start with the same money"},
    {[](const Platform& p) { return p.marketing.spend; }, "marketing.spend", "/week", "spend the same on marketing"},
};

// "1200000 EUR/week", exact to the cent.
std::string amount_text(double cents, const std::string& currency, std::string_view unit) {
  std::array<char, 32> text{};
  const auto [end, problem] = std::to_chars(text.data(), text.data() + text.size(), cents / 100, std::chars_format::fixed);
  return std::string(text.data(), problem == std::errc{} ? end : text.data()) + " " + currency + std::string(unit);
}

// Arms that differ in money do not show what the rules do.
std::string unequal_means(const StudyPlan& plan) {
  const Platform& first = plan.arms[0].scenario.platforms[0];
  std::string words, settings;
  for (const Means& each : means) {
    const auto differs = [&](const Arm& arm) { return each.amount(arm.scenario.platforms[0]) != each.amount(first); };
    if (std::ranges::none_of(plan.arms, differs)) continue;
    words += (words.empty() ? "" : " or ") + std::string(each.words);
    settings += " --set \"" + std::string(each.key) + "=" +
                amount_text(each.amount(first), plan.arms[0].scenario.currency, each.unit) + "\"";
  }
  if (words.empty()) return "";
  return "The arms do not " + words + ", so the differences are not of the rules alone;" + settings +
         " gives all what " + plan.arms[0].name + " has.";
}

// What an arm has in a section of rules: "curated", or nothing where there is no family.
std::string rule_of(const Arm& arm, std::string_view section) {
  Scenario scenario = arm.scenario;
  for (const FamilySection& family : family_sections())
    if (family.section == section) return std::string(family.rows[family.at(scenario, 0).row].name);
  return "";
}

bool has_same_rules(const Arm& a, const Arm& b, std::string_view section) {
  Scenario first = a.scenario, other = b.scenario;
  for (const CoreParameter& row : core_parameters())
    if (row.section == section && row.at(first, 0) != row.at(other, 0)) return false;
  for (const FamilySection& family : family_sections())
    if (family.section == section && (family.at(first, 0).row != family.at(other, 0).row ||
                                      family.at(first, 0).values != family.at(other, 0).values))
      return false;
  return true;
}

// Several rules at once: none of them can be given the credit. How voting is done goes with who decides.
std::string unequal_rules(const StudyPlan& plan) {
  std::vector<std::string> differing;
  for (const std::string_view section : {"control", "fees", "ranking", "disputes", "membership", "surplus"}) {
    std::vector<std::string> rules;
    bool is_equal = true;
    for (const Arm& arm : plan.arms) {
      is_equal = is_equal && has_same_rules(plan.arms[0], arm, section);
      const std::string rule = rule_of(arm, section);
      if (!rule.empty() && std::ranges::find(rules, rule) == rules.end()) rules.push_back(rule);
    }
    if (is_equal) continue;
    std::string text(section);
    if (rules.size() > 1) text += " (" + list_words(rules, "and") + ")";
    differing.push_back(text);
  }
  if (differing.size() < 2) return "";
  std::string text;
  for (std::size_t k = 0; k < differing.size(); ++k)
    text += (k == 0 ? "" : k + 1 == differing.size() ? " and " : ", ") + differing[k];
  return "The arms differ in several rules at once: " + text +
         ". A difference between them is of all of these together, and of none alone.";
}

// Keys of the world in which the arms differ.
std::string unequal_worlds(const StudyPlan& plan) {
  std::vector<std::string> keys;
  Scenario first = plan.arms[0].scenario;
  for (const CoreParameter& row : core_parameters()) {
    const auto note = std::ranges::find(section_notes(), row.section, &SectionNote::section);
    if (note == section_notes().end() || note->layer != "market") continue;
    const auto differs = [&](const Arm& arm) {
      Scenario other = arm.scenario;
      return row.at(first, 0) != row.at(other, 0);
    };
    if (std::ranges::any_of(plan.arms, differs))
      keys.push_back(std::string(row.section) + "." + std::string(row.parameter.key));
  }
  if (keys.empty()) return "";
  const std::string more = keys.size() > 3 ? " and " + std::to_string(keys.size() - 3) + " more keys" : "";
  keys.resize(std::min<std::size_t>(keys.size(), 3));
  std::string text;
  for (const std::string& key : keys) text += (text.empty() ? "" : ", ") + key;
  return "The arms do not stand in the same market: they differ in " + text + more + ".";
}

}  // namespace

std::vector<std::string> caveats_of(const StudyReport& report) {
  // each arm is judged by its own platform
  StudyPlan plan = report.plan;
  const bool has_rivals = std::ranges::any_of(plan.arms, [](const Arm& arm) { return arm.scenario.platforms.size() > 1; });
  for (Arm& arm : plan.arms) arm.scenario = seen_from(arm.scenario, arm.scenario.observed);
  std::vector<std::string> caveats = {has_rivals ? std::string() : built_in_sign(plan), unequal_rules(plan), unequal_means(plan),
                                      report.launch ? std::string() : unequal_worlds(plan)};  // launches differ in their founders by design
  std::erase(caveats, "");
  return caveats;
}

void print_caveats(std::ostream& out, const StudyReport& report) {
  const std::vector<std::string> caveats = caveats_of(report);
  if (!caveats.empty()) out << "\n" << bold("What not to conclude", report.has_colour) << "\n";
  for (const std::string& caveat : caveats) out << wrapped("- " + caveat, report.width, 2) << "\n";
}

}  // namespace townsquare
