#include "scenarios/findings/expected_turnout.hpp"
#include "scenarios/findings/finding.hpp"
#include "scenarios/findings/words.hpp"

namespace townsquare {
namespace {

void find_by_weights(Check& check, const Finding& finding) {
  double all = 0, most_there = 0;
  for (const Body body : {Body::sellers, Body::buyers, Body::workers, Body::investors}) {
    most_there = std::max(most_there, people_at_launch(check, body));
    if (most_people(check, body) > 0) all += check.value("bodies.members." + word_of(body));
  }
  for (const Body body : {Body::sellers, Body::buyers, Body::workers, Body::investors}) {
    const std::string key = "bodies.members." + word_of(body);
    const double people = people_at_launch(check, body);
    if (most_people(check, body) <= 0 || all <= 0 || check.value(key) / all <= .5 || people >= most_there) continue;
    tell(check, finding, "`" + word_of(body) + "` have " + finding::percent(check.value(key) / all) + " of all votes and are " + std::to_string(std::lround(people)) + " people at the launch", {key});
  }
}

}  // namespace

void find_class_that_outvotes(Check& check, const Finding& finding) {
  if (!finding::by_members(check)) return;
  if (check.rule("bodies.members") == "class_weighted") find_by_weights(check, finding);
  const bool votes_on_something = std::ranges::any_of(decided_classes(check), [&](std::size_t c) {
    return body_in(finding::process(check, c).body) == Body::members && body_in(finding::process(check, c).second_body) == Body::nobody;
  });
  if (!votes_on_something || check.rule("bodies.members") != "token") return;
  const TokenShares held = token_shares(check);
  const double inside = held.votable() > 0 ? (held.founder + held.investors) / held.votable() : 0;
  const bool can_grow = check.platform().ownership.tokens_per_sale + check.platform().ownership.tokens_per_purchase + check.platform().ownership.tokens_per_hour > 0;
  if (inside > 2. / 3 && !can_grow)
    tell(check, finding, "founders and investors have " + finding::percent(inside) + " of the tokens that can vote", {"ownership.founders_share", "ownership.investors_share", "ownership.custody_share"});
}

}  // namespace townsquare
