#include "scenarios/findings/finding.hpp"
#include "scenarios/findings/words.hpp"

namespace townsquare {

void find_no_amendment(Check& check, const Finding& finding) {
  const auto amendment = static_cast<std::size_t>(DecisionClass::amendment);
  if (!check.is_founders() || !finding::by_members(check) || body_in(finding::process(check, amendment).body) != Body::nobody) return;
  tell(check, finding, "nobody can change how decisions are made: [governance.amendment] has no body", {"governance.amendment.body", "control.by"});
}

}  // namespace townsquare
