#include "scenarios/findings/finding.hpp"
#include "scenarios/findings/words.hpp"

namespace townsquare {

void find_timelock_outrun(Check& check, const Finding& finding) {
  const Ownership& own = check.platform().ownership;
  if (!finding::by_members(check) || own.transferable == 0) return;
  for (const std::size_t c : decided_classes(check)) {
    const DecisionProcess& d = finding::process(check, c);
    const DecisionKeys keys(c);
    if (!finding::is_worth_taking(c) || electorate_section(body_in(d.body)).empty()) continue;
    if (check.rule(electorate_section(body_in(d.body))) != "token" || check.rule(governance_sections[c]) == "conviction") continue;  // locked tokens and conviction cannot be borrowed for a moment
    const bool is_live = d.power_at == static_cast<double>(PowerAt::live);
    if (!is_live && d.timelock > 0) continue;
    tell(check, finding, std::string(is_live ? "votes in " + keys.section() + " weigh what is held when they are cast" : "what passes in " + keys.section() + " holds at once") + (is_live && d.timelock <= 0 ? ", and what passes holds at once" : ""),
         {keys.key("power_at"), keys.key("timelock")});
  }
}

}  // namespace townsquare
