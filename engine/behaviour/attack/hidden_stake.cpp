// Tokens that the founder kept and nobody counted (ownership.founders_share) vote for its own proposal. They cost it nothing now.
#include "engine/behaviour/attack/hidden_stake.hpp"

namespace townsquare {
namespace {
Attack bind(std::span<const double>) {
  return [](const AttackView& view) {
    AttackMove move;
    move.has_founder = true;
    move.proposals = one_proposal(view);
    return move;
  };
}
}  // namespace

AttackRule hidden_stake_rule() {
  return {{"hidden_stake", "The founder votes tokens that nobody counted.", "founders' and stealth allocations; Steem 2020 for the case", {}}, bind};
}
}  // namespace townsquare
