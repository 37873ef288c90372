#include "scenarios/findings/finding.hpp"
#include "scenarios/findings/words.hpp"

namespace townsquare {

void find_rules_that_cancel(Check& check, const Finding& finding) {
  if (!finding::by_members(check)) return;
  const std::vector<std::size_t> classes = decided_classes(check);
  const bool none_waits = std::ranges::all_of(classes, [&](std::size_t c) { return finding::process(check, c).timelock <= 0; });
  if (check.platform().exit.ragequit > 0 && none_waits && !classes.empty())
    tell(check, finding, "members may leave with their part before a change holds, and every change holds at once", {"exit.ragequit"});
  for (const std::size_t c : classes) {
    const DecisionProcess& d = finding::process(check, c);
    const DecisionKeys keys(c);
    if (body_in(d.veto_body) != Body::nobody && d.timelock <= 0)
      tell(check, finding, "`" + word_of(body_in(d.veto_body)) + "` may object in " + keys.section() + " while a change waits, and it does not wait", {keys.key("veto_body"), keys.key("timelock")});
    const bool moves_a_number = d.upper_bound > d.lower_bound && d.step > d.upper_bound - d.lower_bound && c != static_cast<std::size_t>(DecisionClass::spending) && c != static_cast<std::size_t>(DecisionClass::amendment);
    if (moves_a_number && check.given(keys.key("step")))
      tell(check, finding, "a step of " + check.shown(keys.key("step")) + " in " + keys.section() + " is wider than its bounds", {keys.key("step"), keys.key("lower_bound"), keys.key("upper_bound")});
  }
}

}  // namespace townsquare
