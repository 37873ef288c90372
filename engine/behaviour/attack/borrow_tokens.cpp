// A loan of one week. It decides something only where power is read live in the week of the count, or where the loan is taken
// in the week of the snapshot.
#include "engine/behaviour/attack/borrow_tokens.hpp"

#include <algorithm>

namespace townsquare {
namespace {
constexpr std::string_view weeks[] = {"vote", "snapshot"};
constexpr Parameter parameters[] = {
    {"share", Unit::share, .79, 0, 1, "Part of the supply that it borrows.", Evidence::weak, "Beanstalk, April 2022: 79 % of the votes"},
    {"loan_fee", Unit::share, .0009, 0, 1, "Fee for the loan, part of its value at the launch price.", Evidence::weak, "flash loans of Aave, version 2: 0.09 %"},
    {"held_at", Unit::choice, 0, 0, 1, "When it holds them: in the week of the count, or of the snapshot.", Evidence::decision, "attacker's plan", 1, 1, weeks},
};

Attack bind(std::span<const double> values) {
  const double share = values[0], fee = values[1];
  const bool is_at_snapshot = values[2] != 0;
  return [=](const AttackView& view) {
    AttackMove move;
    const bool files = view.n_own_live == 0 && view.n_free > 0 && view.budget_left >= view.deposit;
    // to propose it may need power too
    const bool is_due = is_at_snapshot ? view.is_snapshot_week : view.is_last_week;
    const bool lacks_power = files && view.own_power < view.rule.threshold * view.total_power;
    if (is_due || lacks_power) {
      const auto wanted = static_cast<std::int64_t>(share * static_cast<double>(view.supply));
      move.borrowed = std::min(wanted, view.for_sale);
      move.loan_fee = static_cast<Cents>(fee * view.token_price * static_cast<double>(move.borrowed) / 1000 + .5);
      if (move.loan_fee > view.budget_left - (files ? view.deposit : 0)) move.borrowed = move.loan_fee = 0;
    }
    const double power = view.own_power + static_cast<double>(move.borrowed) * view.votes_per_token;
    move.proposals = files && power >= view.rule.threshold * view.total_power ? 1 : 0;
    return move;
  };
}
}  // namespace

AttackRule borrow_tokens_rule() {
  return {{"borrow_tokens", "Borrows tokens for one week, votes, and gives them back.", "Beanstalk, April 2022", parameters}, bind};
}
}  // namespace townsquare
