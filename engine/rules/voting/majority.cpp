#include "engine/rules/voting/majority.hpp"

#include "engine/rules/voting/settle.hpp"

namespace townsquare {
namespace {
Count bind(std::span<const double>) { return count_majority; }
}  // namespace

VotingRule majority_rule() {
  return {{"majority", "More than the asked share of yes and no votes, with a quorum.",
           "OpenZeppelin Governor (counting simple), Aragon support threshold", {}},
          BallotKind::yes_no, false, bind, weigh_by_power};
}
}  // namespace townsquare
