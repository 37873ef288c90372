// It offers every juror in a case of its clients money for a vote for the seller. A juror whom money can move takes the offer when
// it is more than what a vote against the verdict costs: pay and deposit. Paid `always`, each such vote costs it the offer. Paid
// `if_lost`, only jurors whom the verdict outvotes get it: whoever votes for the seller gains either way, and if all do, the offer
// costs nothing.
// *Source*: p + epsilon attack, Buterin 2015, The P + epsilon attack, Ethereum blog; tried on Kleros in 2018 (Doges on Trial).
#include "engine/behaviour/attack/bribe_jurors.hpp"

namespace townsquare {
namespace {
constexpr std::string_view ways[] = {"always", "if_lost"};
constexpr Parameter parameters[] = {
    {"bribe", Unit::money, 7000, 0, 1e9, "Offered to a juror for one vote.", Evidence::decision, "attacker's plan; Doges on Trial: deposit, reward and 300 PNK on top"},
    {"paid", Unit::choice, 1, 0, 1, "Whether the offer is kept `always`, or only `if_lost`: to jurors whom the final verdict outvotes.", Evidence::decision, "attacker's plan", 1, 1, ways},
    {"clients", Unit::count, 10, 1, 1e6, "Sellers in whose cases it bribes: the largest when it begins.", Evidence::decision, "attacker's plan"},
};

Attack bind(std::span<const double> values) {
  const auto bribe = static_cast<Cents>(values[0]);
  const bool pays_if_lost = values[1] != 0;
  const auto clients = static_cast<std::size_t>(values[2]);
  return [=](const AttackView& view) {
    AttackMove move;
    move.juror_bribe = view.budget_left >= bribe ? bribe : 0;
    move.pays_if_lost = pays_if_lost;
    move.clients = clients;
    return move;
  };
}
}  // namespace

AttackRule bribe_jurors_rule() {
  return {{"bribe_jurors", "Pays jurors who vote for its clients, always or only if they are outvoted.", "p + epsilon attack: Buterin 2015; Kleros, Doges on Trial, 2018", parameters}, bind};
}
}  // namespace townsquare
