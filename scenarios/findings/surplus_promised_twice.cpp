#include "scenarios/findings/finding.hpp"
#include "scenarios/findings/words.hpp"

namespace townsquare {

void find_surplus_promised_twice(Check& check, const Finding& finding) {
  const double buyback = check.platform().ownership.buyback_share, reserve = check.platform().surplus_reserve_share;
  if (buyback <= 0 || !finding::by_members(check)) return;
  if (check.rule("surplus") == "patronage" && check.value("surplus.by_tokens") > 0)
    tell(check, finding, "token holders are paid " + check.shown("surplus.by_tokens") + " of the surplus, and " + check.shown("ownership.buyback_share") + " of it buys their tokens", {"ownership.buyback_share", "surplus.by_tokens"});
  else if (check.rule("surplus") == "patronage" && reserve + (1 - reserve) * buyback >= .9)
    tell(check, finding, "members share the surplus, and reserve and buybacks take " + finding::percent(reserve + (1 - reserve) * buyback) + " of it first", {"ownership.buyback_share", "surplus.reserve_share"});
}

}  // namespace townsquare
