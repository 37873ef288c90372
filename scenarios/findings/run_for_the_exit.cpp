#include "scenarios/findings/finding.hpp"
#include "scenarios/findings/words.hpp"

namespace townsquare {

void find_run_for_the_exit(Check& check, const Finding& finding) {
  if (!finding::by_members(check)) return;
  const Exit& exit = check.platform().exit;
  const bool pays = exit.redemption != 0, has_no_brake = exit.notice < 4 && exit.yearly_cap > .5;
  if (pays && has_no_brake)
    tell(check, finding, "whoever leaves is paid after " + check.shown("exit.notice") + ", up to " + check.shown("exit.yearly_cap") + " of the cash in a year: those who leave first are paid by those who stay",
         {"exit.redemption", "exit.yearly_cap", "exit.notice"});
  const bool can_be_bought = check.platform().ownership.transferable > 0 && has_tokens(check.platform().ownership);
  if (can_be_bought && (exit.ragequit > 0 || exit.fork_threshold > 0))
    tell(check, finding, "tokens can be bought and leave with a part of the treasury: below book value it pays to buy in order to leave", {"exit.ragequit", "exit.fork_threshold", "ownership.transferable"});
}

}  // namespace townsquare
