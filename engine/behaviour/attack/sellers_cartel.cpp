// The k largest sellers agree to vote for what is best for all of them together. Agreement costs something for each.
#include "engine/behaviour/attack/sellers_cartel.hpp"

namespace townsquare {
namespace {
constexpr Parameter parameters[] = {
    {"members", Unit::count, 20, 1, 1e6, "Sellers in the cartel: those that sold most in the last quarter.", Evidence::none, "assumption", .5, 2},
    {"coordination_cost", Unit::money, 1000, 0, 1e9, "Paid once for each, for finding each other and keeping the agreement.", Evidence::none, "assumption", .2, 5},
};

Attack bind(std::span<const double> values) {
  const double members = values[0], cost = values[1];
  return [=](const AttackView& view) {
    AttackMove move;
    move.proposals = one_proposal(view);
    move.cartel = static_cast<std::size_t>(members);
    if (view.week == 0) move.other_cost = static_cast<Cents>(members * cost);
    return move;
  };
}
}  // namespace

AttackRule sellers_cartel_rule() {
  return {{"sellers_cartel", "The largest sellers vote as one for a ranking that suits them.", "vote buying and bid bots on Steem; the agreement is an assumption", parameters}, bind};
}
}  // namespace townsquare
