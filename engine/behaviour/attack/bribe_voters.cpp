// A member sells its vote when the price is more than what it would lose by the change, counted as if its vote decided, and what
// selling costs its conscience; only votes received are paid. A member that knew how seldom its vote decides would sell for
// less (Dal Bo 2007, Bribing voters): the price found here is an upper one.
#include "engine/behaviour/attack/bribe_voters.hpp"

namespace townsquare {
namespace {
constexpr Parameter parameters[] = {
    {"price_per_vote", Unit::money, 2000, 0, 1e9, "Paid for one member's vote, or for one token's.", Evidence::decision, "attacker's plan; 2 to 9 cents a token in the bribery markets around Curve, gov.angle.money 326"},
    {"moral_cost", Unit::money, 5000, 0, 1e9, "What the median member wants for selling at all.", Evidence::none, "assumption", .2, 5},
    {"moral_sigma", Unit::number, 1, 0, 4, "Spread of that, sigma of a lognormal law.", Evidence::none, "assumption", .5, 1.5},
};

Attack bind(std::span<const double> values) {
  const double price = values[0], moral_cost = values[1], sigma = values[2];
  return [=](const AttackView& view) {
    AttackMove move;
    move.proposals = one_proposal(view);
    move.price_per_vote = price;
    move.moral_cost = moral_cost;
    move.moral_sigma = sigma;
    return move;
  };
}
}  // namespace

AttackRule bribe_voters_rule() {
  return {{"bribe_voters", "Pays members for their votes.", "vote buying: Dal Bo 2007, American Journal of Political Science 51(4); the moral cost is an assumption", parameters}, bind};
}
}  // namespace townsquare
