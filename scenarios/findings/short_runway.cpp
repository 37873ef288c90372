#include "scenarios/findings/finding.hpp"
#include "scenarios/findings/words.hpp"

namespace townsquare {

void find_short_runway(Check& check, const Finding& finding) {
  if (!finding::by_members(check)) return;
  const Platform& p = check.platform();
  const double weekly = p.costs.fixed + p.marketing.spend;  // wages are part of the fixed cost
  if (weekly <= 0) return;
  const double runway = p.capital.start_cash / weekly;
  std::size_t slowest = n_decision_classes;
  for (const std::size_t c : decided_classes(check))
    if (slowest == n_decision_classes || finding::weeks_of(finding::process(check, c)) > finding::weeks_of(finding::process(check, slowest))) slowest = c;
  if (slowest == n_decision_classes || finding::weeks_of(finding::process(check, slowest)) <= runway) return;
  const DecisionKeys keys(slowest);
  tell(check, finding, "the cash of the launch lasts " + std::to_string(static_cast<int>(runway)) + " weeks without trade, and a change in " + keys.section() + " takes " +
                           std::to_string(std::lround(finding::weeks_of(finding::process(check, slowest)))), {"capital.start_cash", keys.key("timelock"), keys.key("voting_period"), keys.key("voting_delay")});
}

}  // namespace townsquare
