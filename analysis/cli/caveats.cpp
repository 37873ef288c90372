// What a reader might conclude from a comparison, and should not.
#include <algorithm>

#include "analysis/cli/report.hpp"
#include "analysis/cli/terminal.hpp"
#include "engine/parameter_table.hpp"

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

// Arms that differ in money do not show what the rules do.
std::string unequal_means(const StudyPlan& plan) {
  const Platform& first = plan.arms[0].scenario.platforms[0];
  const auto is_unequal = [&](const Arm& arm) {
    const Platform& platform = arm.scenario.platforms[0];
    return platform.capital.start_cash != first.capital.start_cash ||
           platform.marketing.spend != first.marketing.spend;
  };
  if (!std::ranges::any_of(plan.arms, is_unequal)) return "";
  return "The arms do not start with the same money, so the differences are not of the rules alone; --set "
         "\"capital.start_cash=2M USD\" --set \"marketing.spend=0 USD/week\" makes them equal.";
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

void print_caveats(std::ostream& out, const StudyReport& report) {
  bool has_heading = false;
  for (const std::string& caveat :
       {built_in_sign(report.plan), unequal_means(report.plan), unequal_worlds(report.plan)}) {
    if (caveat.empty()) continue;
    if (!has_heading) out << "\n" << bold("What not to conclude", report.has_colour) << "\n";
    has_heading = true;
    out << wrapped("- " + caveat, 100, 2) << "\n";
  }
}

}  // namespace townsquare
