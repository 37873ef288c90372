// So many proposals that members tire (fatigue lowers turnout) and one more is not noticed. The first ones ask for little; after
// `decoy_weeks` one of them asks for everything. Each pays the deposit.
#include "engine/behaviour/attack/flood.hpp"

#include <algorithm>

namespace townsquare {
namespace {
constexpr Parameter parameters[] = {
    {"per_week", Unit::count, 20, 1, 1000, "Most proposals that it files in a week.", Evidence::weak, "Cosmos Hub: 115 proposals in one week, 106 of them from two addresses"},
    {"decoy_weeks", Unit::weeks, 8, 0, 520, "Weeks of small proposals before the one that matters.", Evidence::none, "assumption", .5, 2},
    {"decoy_share", Unit::share, .01, 0, 1, "Part of the full demand that each of the others asks for.", Evidence::none, "assumption", .2, 5},
};

Attack bind(std::span<const double> values) {
  const double per_week = values[0], weeks = values[1], decoy = values[2];
  return [=](const AttackView& view) {
    AttackMove move;
    const bool may = view.own_power >= view.rule.threshold * view.total_power;
    const double affordable = view.deposit > 0 ? static_cast<double>(view.budget_left / view.deposit) : per_week;
    move.proposals = may ? static_cast<std::size_t>(std::min({per_week, affordable, static_cast<double>(view.n_free)})) : 0;
    move.decoy_share = decoy;
    move.has_main = view.week >= weeks && view.n_own_live == 0;
    return move;
  };
}
}  // namespace

AttackRule flood_rule() {
  return {{"flood", "Files proposals until nobody reads them any more.", "Cosmos Hub, 2022 and 2023", parameters}, bind};
}
}  // namespace townsquare
