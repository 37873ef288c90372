// Every token costs more than the one before: p (1 + impact x / supply), Kyle 1985. It buys at most `weekly_share` of the
// supply in a week, never more than it needs, and proposes once it believes that its votes pass.
#include "engine/behaviour/attack/buy_tokens.hpp"

#include <algorithm>

namespace townsquare {
namespace {
constexpr Parameter parameters[] = {
    {"impact", Unit::number, 10, 0, 10000, "How much higher the price would be, in parts of the first price, if one buyer took the whole supply.", Evidence::none,
     "linear price impact, Kyle 1985; its size is an assumption", .2, 5},
    {"weekly_share", Unit::share, .05, .0001, 1, "Most of the supply that it can buy in a week.", Evidence::none, "assumption", .4, 2.5},
};

Attack bind(std::span<const double> values) {
  const double impact = values[0], weekly_share = values[1];
  return [=](const AttackView& view) {
    AttackMove move;
    move.proposals = one_proposal(view);
    if (view.votes_per_token <= 0) return move;
    const double missing = votes_to_pass(view.rule, view.total_power) + 1 - view.own_power;
    if (missing > 0) {
      move.proposals = 0;
      const auto wanted = static_cast<std::int64_t>(std::min(missing / view.votes_per_token + 1, 9e18));
      const auto most = static_cast<std::int64_t>(weekly_share * static_cast<double>(view.supply));
      const std::int64_t affordable = tokens_for(view.budget_left - view.deposit, view.token_price, impact, view.supply, view.bought);
      move.tokens = std::min({wanted, most, view.for_sale, affordable});
      move.token_cost = cost_of_tokens(view.token_price, impact, view.supply, view.bought, move.tokens);
    }
    return move;
  };
}
}  // namespace

AttackRule buy_tokens_rule() {
  return {{"buy_tokens", "Buys tokens week by week until it can pass its proposal.", "linear price impact: Kyle 1985; Compound proposal 289 for the case", parameters}, bind};
}
}  // namespace townsquare
