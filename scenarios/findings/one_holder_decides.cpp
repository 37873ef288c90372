#include "scenarios/findings/expected_turnout.hpp"
#include "scenarios/findings/finding.hpp"
#include "scenarios/findings/words.hpp"

namespace townsquare {

void find_one_holder_decides(Check& check, const Finding& finding) {
  const Ownership& own = check.platform().ownership;
  if (!finding::by_members(check) || !is_by_tokens(check, Body::members) || own.workers != 1 || own.founders_share <= 0) return;
  const TokenShares held = token_shares(check);
  const double founder = std::min(held.founder / held.votable(), check.value("bodies.members.cap")), turnout = expected_turnout(check.scenario().voters, most_people(check, Body::members));
  const double cast = founder / (founder + turnout * (1 - founder));
  for (const std::size_t c : decided_classes(check)) {
    const DecisionProcess& d = finding::process(check, c);
    const DecisionKeys keys(c);
    const std::string_view rule = check.rule(governance_sections[c]);
    const bool is_of_members = body_in(d.body) == Body::members && (rule == "majority" || rule == "supermajority");
    const double needed = check.key(keys.key("share")) ? check.value(keys.key("share")) : d.support;
    if (!is_of_members || cast <= needed) continue;
    tell(check, finding, "the founder has " + finding::percent(founder) + " of the votes that can be cast, and " + finding::percent(cast) + " of those that are when " + finding::percent(turnout) +
                             " of the others vote: enough to pass, or to stop, anything in " + keys.section() + " alone", {"ownership.founders_share", "bodies.members.rule"});
    return;
  }
}

}  // namespace townsquare
