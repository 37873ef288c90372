// Tokens that change hands between members and an attacker.
#include <algorithm>

#include "engine/phases/attack/attacker.hpp"

namespace townsquare::attacking {
namespace {

/// Parts of an amount by what each row and the custody hold of free tokens; the attacker's own row gives nothing.
std::vector<Tokens> parts_by_holding(const Governance& g, Tokens amount) {
  std::vector<std::int64_t> weights(g.members.tokens.begin(), g.members.tokens.end());
  weights[g.members.first[4]] = 0;
  weights.push_back(g.custody);
  return split_by_largest_remainder(amount, std::span<const std::int64_t>(weights));
}

/// Moves tokens from their holders to the attacker, or back.
void move_tokens(Governance& g, const std::vector<Tokens>& parts, int direction) {
  for (std::size_t row = 0; row + 1 < parts.size(); ++row) {
    g.members.tokens[row] -= direction * parts[row];
    g.members.tokens[g.members.first[4]] += direction * parts[row];
  }
  g.custody -= direction * parts.back();
  g.members.tokens[g.members.first[4]] += direction * parts.back();
}

}  // namespace

void spend(PlatformState& p, Cents amount, bool is_to_members) {
  p.attack.spent += amount;
  p.week.attack_spent += amount;
  if (is_to_members) p.ledger.move(Account::outside, Account::members, amount);
}

void buy_tokens(PlatformState& p, Tokens amount, Cents cost) {
  move_tokens(p.governance, parts_by_holding(p.governance, amount), 1);
  p.attack.bought += amount;
  spend(p, cost, true);
}

void borrow_tokens(PlatformState& p, Tokens amount) {
  p.attack.lent = parts_by_holding(p.governance, amount);
  move_tokens(p.governance, p.attack.lent, 1);
}

void give_back(PlatformState& p) {
  if (p.attack.lent.empty()) return;
  Tokens lent = 0;
  for (Tokens part : p.attack.lent) lent += part;
  // some may have been sold or burned meanwhile
  const Tokens left = std::min(lent, p.governance.members.tokens[p.governance.members.first[4]]);
  move_tokens(p.governance, split_by_largest_remainder(left, std::span<const std::int64_t>(p.attack.lent)), -1);
  p.attack.lent.clear();
}

void vote_custody(PlatformState& p, double share) {
  if (p.governance.members.tokens.empty()) return;
  const Tokens all = p.governance.custody + p.attack.custody_voted;
  const Tokens more = std::clamp<Tokens>(share_of(all, share) - p.attack.custody_voted, 0, p.governance.custody);
  p.governance.custody -= more;
  p.governance.members.tokens[p.governance.members.first[4]] += more;
  p.attack.custody_voted += more;
}

std::vector<std::uint32_t> form_cartel(const PlatformState& p, std::size_t n) {
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = 0; row < p.governance.members.first[1]; ++row)
    if (p.sellers.is_member(row)) rows.push_back(row);
  n = std::min(n, rows.size());
  const auto sales = [&](std::uint32_t row) { return p.sellers.sales_quarter[static_cast<Eigen::Index>(row)]; };
  const auto is_before = [&](std::uint32_t a, std::uint32_t b) { return sales(a) != sales(b) ? sales(a) > sales(b) : a < b; };
  std::partial_sort(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(n), rows.end(), is_before);
  rows.resize(n);
  std::ranges::sort(rows);
  return rows;
}

}  // namespace townsquare::attacking
