#include "engine/behaviour/attack/attack.hpp"

#include <algorithm>
#include <cmath>

#include "engine/behaviour/attack/borrow_tokens.hpp"
#include "engine/behaviour/attack/bribe_jurors.hpp"
#include "engine/behaviour/attack/bribe_voters.hpp"
#include "engine/behaviour/attack/buy_tokens.hpp"
#include "engine/behaviour/attack/custodian.hpp"
#include "engine/behaviour/attack/flood.hpp"
#include "engine/behaviour/attack/hidden_stake.hpp"
#include "engine/behaviour/attack/identities.hpp"
#include "engine/behaviour/attack/none.hpp"
#include "engine/behaviour/attack/sellers_cartel.hpp"

namespace townsquare {

std::span<const AttackRule> attack_rules() {
  static const AttackRule table[] = {no_attack_rule(),       buy_tokens_rule(), borrow_tokens_rule(),  identities_rule(),  bribe_voters_rule(),
                                     flood_rule(),           sellers_cartel_rule(), hidden_stake_rule(), custodian_rule(),
                                     bribe_jurors_rule()};
  return table;
}

double votes_to_pass(const PassingRule& r, double total) {
  if (r.support >= 1) return 2 * total + 1;
  const double k = r.support * r.opposition / (1 - r.support);
  double votes = k * total / (1 + k);
  const double help = r.quorum_is_yes_only ? 0 : r.opposition;
  const double quorum = std::max(r.quorum * total, r.quorum_number);
  if (help < 1) votes = std::max(votes, (quorum - help * total) / (1 - help));
  return std::max({votes, r.min_approval * total, r.threshold * total});
}

double votes_to_pass_against(const PassingRule& r, double others) {
  if (r.support >= 1 || r.quorum >= 1 || r.min_approval >= 1 || r.threshold >= 1) return 2e18;
  const double help = (r.quorum_is_yes_only ? 0 : r.opposition) * others;
  const double votes = std::max({r.support * r.opposition / (1 - r.support) * others, (r.quorum * others - help) / (1 - r.quorum), r.quorum_number - help});
  return std::max({votes, r.min_approval / (1 - r.min_approval) * others, r.threshold / (1 - r.threshold) * others});
}

Cents cost_of_tokens(double price, double impact, std::int64_t supply, std::int64_t before, std::int64_t tokens) {
  if (supply <= 0 || tokens <= 0) return 0;
  const double x = static_cast<double>(before) / 1000, d = static_cast<double>(tokens) / 1000, all = static_cast<double>(supply) / 1000;
  return static_cast<Cents>(std::ceil(price * (d + impact * d * (2 * x + d) / (2 * all))));
}

std::int64_t tokens_for(Cents amount, double price, double impact, std::int64_t supply, std::int64_t before) {
  if (amount <= 0 || price <= 0 || supply <= 0) return 0;
  // a d^2 + b d = amount
  const double x = static_cast<double>(before) / 1000, all = static_cast<double>(supply) / 1000, money = static_cast<double>(amount);
  const double a = price * impact / (2 * all), b = price * (1 + impact * x / all);
  const double tokens = 2 * money / (b + std::sqrt(b * b + 4 * a * money));
  auto most = static_cast<std::int64_t>(std::min(1000 * tokens, 9e18));
  while (most > 0 && cost_of_tokens(price, impact, supply, before, most) > amount) --most;
  return most;
}

std::size_t one_proposal(const AttackView& view) {
  const bool may = view.own_power >= view.rule.threshold * view.total_power;
  return view.n_own_live == 0 && view.n_free > 0 && view.budget_left >= view.deposit && may ? 1 : 0;
}

}  // namespace townsquare
