#include "scenarios/findings/expected_turnout.hpp"
#include "scenarios/findings/finding.hpp"
#include "scenarios/findings/words.hpp"

namespace townsquare {

void find_cheap_majority(Check& check, const Finding& finding) {
  const Ownership& own = check.platform().ownership;
  if (!finding::by_members(check) || own.transferable == 0 || own.tokens <= 0 || own.token_price <= 0) return;
  const double turnout = expected_turnout(check.scenario().voters, most_people(check, Body::members));
  const TokenShares held = token_shares(check);
  for (const std::size_t c : decided_classes(check)) {
    const DecisionProcess& d = finding::process(check, c);
    const DecisionKeys keys(c);
    if (!finding::is_worth_taking(c) || !is_by_tokens(check, body_in(d.body)) || body_in(d.second_body) != Body::nobody) continue;
    const double needed = std::clamp(check.key(keys.key("share")) ? check.value(keys.key("share")) : d.support, 0., .99);
    // a buyer of a part b of all tokens meets the turnout of the rest: b = s t (V - b) / (1 - s), and at least the quorum
    const double odds = needed / (1 - needed) * turnout, bought = std::max(odds * held.votable() / (1 + odds), d.quorum * (held.votable() + held.custody));
    const double cost = bought * own.tokens * own.token_price, treasury = check.platform().capital.start_cash;
    if (cost >= treasury || bought > held.votable()) continue;
    tell(check, finding, finding::percent(bought) + " of the tokens pass a vote in " + keys.section() + " when " + finding::percent(turnout) + " of the others vote; at the price of the launch they cost " +
                             finding::percent(cost / treasury) + " of the cash that they open", {"ownership.transferable", keys.key("body")});
    return;
  }
}

}  // namespace townsquare
