// The tokens that lie with exchanges (ownership.custody_share) belong to customers who never vote; here an exchange does.
#include "engine/behaviour/attack/custodian.hpp"

namespace townsquare {
namespace {
constexpr Parameter parameters[] = {
    {"share", Unit::share, 1, 0, 1, "Part of the tokens in custody that is voted.", Evidence::none, "assumption; Steem, March 2020: three exchanges voted customers' coins", .3, 1},
};

Attack bind(std::span<const double> values) {
  const double share = values[0];
  return [=](const AttackView& view) {
    AttackMove move;
    move.custody_share = share;
    // in its first week the tokens are not there yet
    move.proposals = view.week > 0 ? one_proposal(view) : 0;
    return move;
  };
}
}  // namespace

AttackRule custodian_rule() {
  return {{"custodian", "An exchange votes the tokens of its customers.", "Steem and Hive, March 2020", parameters}, bind};
}
}  // namespace townsquare
