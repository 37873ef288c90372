// The end: what is left goes to leavers who wait, to shares at par, and then to the heirs that the constitution names.
#include <algorithm>
#include <numeric>

#include "engine/phases/govern/bodies.hpp"
#include "engine/phases/own/own.hpp"

namespace townsquare::owning {
namespace {

/// Pays in proportion to claims, as far as the money goes; notes by class of members what it was.
void share_out(PlatformState& p, Account from, Cents amount, std::span<const std::int64_t> claims) {
  const Memberships& m = p.governance.members;
  const std::vector<Cents> parts = split_by_largest_remainder(amount, claims);
  for (std::size_t c = 0; c < n_member_classes; ++c)
    for (std::uint32_t row = m.first[c]; row < m.first[c + 1]; ++row) p.week.dissolved_to[c] += parts[row];
  const Cents paid = std::accumulate(parts.begin(), parts.end(), Cents{0});
  p.ledger.move(from, Account::members, paid);
  p.week.dissolved += paid;
}

std::vector<std::int64_t> heads_of(const World& world, std::size_t platform) {
  const Memberships& m = world.state.platforms[platform].governance.members;
  std::vector<std::int64_t> heads(m.size(), 0);
  for (std::size_t c = 0; c < n_member_classes; ++c)
    for (std::uint32_t row = m.first[c]; row < m.first[c + 1]; ++row)
      if (governing::is_owner(world, platform, static_cast<MemberClass>(c), row)) heads[row] = people_behind(world, static_cast<MemberClass>(c));
  return heads;
}

/// Tokens, or else capital, or else heads.
std::vector<std::int64_t> holdings_of(const World& world, std::size_t platform, std::span<const Cents> capital) {
  const Parts parts = parts_of_treasury(world, platform);
  if (parts.basis == Parts::tokens) return parts.weight;
  const bool has_capital = std::ranges::any_of(capital, [](Cents c) { return c > 0; });
  return has_capital ? std::vector<std::int64_t>(capital.begin(), capital.end()) : heads_of(world, platform);
}

/// Leavers who wait are creditors and come first.
void settle_queue(PlatformState& p) {
  std::vector<Redemption>& queue = p.governance.holdings.queue;
  for (const Redemption& r : queue) {
    const Cents paid = std::min(r.amount, std::max<Cents>(0, p.ledger.balance(Account::cash)));
    p.ledger.move(Account::cash, Account::members, paid);
    p.week.redemptions_paid += paid;
  }
  queue.clear();
  p.week.redemptions_queued = 0;
}

/// Shares are paid back, in proportion when there is not enough; what is not paid back is lost.
void pay_back_shares(PlatformState& p) {
  Governance& g = p.governance;
  const Cents capital = g.holdings.capital_in - g.holdings.capital_out;
  if (capital == 0) return;
  share_out(p, Account::cash, std::clamp<Cents>(p.ledger.balance(Account::cash), 0, capital), g.members.capital);
  g.holdings.capital_out += capital;
  std::ranges::fill(g.members.capital, 0);
}

}  // namespace

void dissolve(const World& world, std::size_t platform) {
  PlatformState& p = world.state.platforms[platform];
  const Platform& spec = world.scenario.platforms[platform];
  const auto heir = static_cast<Heir>(static_cast<int>(spec.exit.dissolution));
  // a reserve that belongs to members serves their claims like cash
  if (!spec.has_indivisible_reserve()) p.ledger.move(Account::reserve, Account::cash, p.ledger.balance(Account::reserve));
  settle_queue(p);
  const std::vector<Cents> capital = p.governance.members.capital;
  pay_back_shares(p);
  std::ranges::fill(p.governance.members.has_share, std::uint8_t{0});

  const Cents left = std::max<Cents>(0, p.ledger.balance(Account::cash));
  if (heir == Heir::members_equally) share_out(p, Account::cash, left, heads_of(world, platform));
  if (heir == Heir::by_holdings) share_out(p, Account::cash, left, holdings_of(world, platform, capital));
  // another co-operative has the rest, and what nobody can claim
  for (Account from : {Account::cash, Account::reserve}) {
    const Cents rest = std::max<Cents>(0, p.ledger.balance(from));
    p.ledger.move(from, Account::outside, rest);
    p.week.dissolved += rest;
    p.week.to_another_cooperative += rest;
  }
}

}  // namespace townsquare::owning
