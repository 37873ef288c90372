#include "scenarios/findings/expected_turnout.hpp"
#include "scenarios/findings/finding.hpp"
#include "scenarios/findings/words.hpp"

namespace townsquare {
namespace {

// Bodies whose members come and go; a board or an assembly is small and elected to vote.
bool is_crowd(Body body) { return body >= Body::members && body <= Body::investors; }

}  // namespace

void find_quorum_out_of_reach(Check& check, const Finding& finding) {
  if (!finding::by_members(check)) return;
  const Voters& voters = check.scenario().voters;
  for (const std::size_t c : decided_classes(check)) {
    const DecisionProcess& d = finding::process(check, c);
    const DecisionKeys keys(c);
    const Body body = body_in(d.body);
    if (!is_crowd(body) || d.quorum <= 0 || check.rule(governance_sections[c]) == "optimistic" || check.rule(governance_sections[c]) == "sortition_panel") continue;
    const double votable = votable_share(check, body), sigma = is_by_tokens(check, body) ? check.platform().ownership.concentration : 0;
    const double first = people_at_launch(check, body), last = check.given("market.sellers") ? most_people(check, body) : first;
    const double now = quorum_chance(voters, first, votable, sigma, d.quorum), grown = quorum_chance(voters, last, votable, sigma, d.quorum);
    if (now >= .5 && grown >= .5) continue;
    const double people = now < .5 ? first : last, turnout = expected_turnout(voters, people);
    tell(check, finding,
         keys.section() + " asks for " + check.shown(keys.key("quorum")) + " of the votes; of " + std::to_string(std::lround(people)) + " members " + (now < .5 ? "at the launch" : "when the market is won") + " about " +
             finding::percent(turnout) + " vote" + (votable < .995 ? " and " + finding::percent(1 - votable) + " of the votes lie in custody" : "") + ": a vote reaches it with a chance of " +
             finding::percent(now < .5 ? now : grown) + (now < .5 ? "" : " (at the launch " + finding::percent(now) + ")"),
         {keys.key("quorum")});
  }
}

}  // namespace townsquare
