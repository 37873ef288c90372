// Douceur 2002, The Sybil attack: where an identity is a vote, votes cost what an identity costs.
#include "engine/behaviour/attack/identities.hpp"

#include <algorithm>
#include <cmath>

namespace townsquare {
namespace {
constexpr Parameter parameters[] = {
    {"identity_cost", Unit::money, 1000, 0, 1e9, "Cost of one identity that passes for a member.", Evidence::none, "assumption", .2, 5},
    {"weekly", Unit::count, 100, 1, 1e9, "Most identities that it creates in a week.", Evidence::none, "assumption", .2, 5},
};

Attack bind(std::span<const double> values) {
  const double cost = values[0], weekly = values[1];
  return [=](const AttackView& view) {
    AttackMove move;
    move.proposals = one_proposal(view);
    if (view.votes_per_identity <= 0) return move;
    const double missing = votes_to_pass_against(view.rule, view.total_power - view.own_power) + 1 - view.own_power;
    if (missing > 0) {
      move.proposals = 0;
      const double affordable = cost > 0 ? static_cast<double>(std::max<Cents>(0, view.budget_left - view.deposit)) / cost : weekly;
      move.identities = static_cast<std::int64_t>(std::min({std::ceil(missing / view.votes_per_identity), weekly, affordable}));
      move.other_cost = static_cast<Cents>(cost * static_cast<double>(move.identities));
    }
    return move;
  };
}
}  // namespace

AttackRule identities_rule() {
  return {{"identities", "Creates members that do not exist until they can pass its proposal.", "Douceur 2002, The Sybil attack", parameters}, bind};
}
}  // namespace townsquare
