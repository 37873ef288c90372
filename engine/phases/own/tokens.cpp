// Tokens: earned, vested, locked, traded.
#include <algorithm>

#include "engine/behaviour/trading/trading.hpp"
#include "engine/phases/own/own.hpp"
#include "engine/rules/ownership/tokens.hpp"

namespace townsquare::owning {
namespace {

constexpr double hours_a_week = 40;

/// What a token gives its holder: its part of the treasury where it can be taken, or the last year's payout for ever.
/// *Source*: present value of a level payment, payout a quarter / discount a quarter (Gordon 1962, without growth).
double value_of_token(const World& world, std::size_t platform) {
  const Platform& spec = world.scenario.platforms[platform];
  const Governance& g = world.state.platforms[platform].governance;
  const double outstanding = static_cast<double>(g.minted - g.burned - g.treasury_tokens) / static_cast<double>(one_token);
  if (outstanding <= 0) return 0;
  const bool can_be_taken = spec.exit.ragequit != 0 || spec.exit.fork_threshold > 0;
  const double part = can_be_taken ? static_cast<double>(treasury_of(spec, world.state.platforms[platform])) / outstanding : 0;
  return std::max(part, g.holdings.paid_per_token / 4 / world.scenario.voters.discount);
}

void trade(const World& world, std::size_t platform) {
  PlatformState& p = world.state.platforms[platform];
  Memberships& m = p.governance.members;
  const double rate = world.scenario.platforms[platform].ownership.trade_rate;
  std::vector<std::int64_t> wealth(m.size());
  for (std::uint32_t row = 0; row < m.size(); ++row) wealth[row] = m.tokens[row] + m.locked[row];
  std::vector<Tokens> free = m.tokens;
  // an attacker keeps what it holds, and buys by its own plan
  if (p.attack.is_begun) free[m.first[4]] = wealth[m.first[4]] = 0;
  const std::uint32_t stream = stream_of(world, platform);
  const auto draw = [&](std::uint32_t row, std::uint32_t index) { return world.luck.uniform(Purpose::token_trade, stream, row, index); };
  for (const trading::Trade& trade : trading::match(rate, free, wealth, draw)) {
    m.tokens[trade.seller] -= trade.amount;
    m.tokens[trade.buyer] += trade.amount;
    p.week.tokens_traded += trade.amount;
  }
  double& price = p.governance.holdings.token_price;
  price = trading::next_price(price, value_of_token(world, platform), rate);
}

}  // namespace

Cents buy_back(const World& world, std::size_t platform, Cents budget) {
  PlatformState& p = world.state.platforms[platform];
  Governance& g = p.governance;
  Memberships& m = g.members;
  const double price = g.holdings.token_price;
  if (m.tokens.empty() || price <= 0 || budget <= 0) return 0;
  // all holders sell alike; what is locked or not yet vested is not for sale, nor what an attacker has bought
  std::vector<std::int64_t> free(m.tokens.begin(), m.tokens.end());
  if (p.attack.is_begun) free[m.first[4]] = 0;
  free.push_back(g.custody);
  std::int64_t for_sale = 0;
  for (std::int64_t tokens : free) for_sale += tokens;
  const auto affordable = static_cast<Tokens>(std::min(static_cast<double>(budget) / price * static_cast<double>(one_token), 9e18));
  const Tokens amount = std::min(affordable, for_sale);
  if (amount <= 0) return 0;
  const std::vector<Tokens> sold = split_by_largest_remainder(amount, std::span<const std::int64_t>(free));
  for (std::uint32_t row = 0; row < m.size(); ++row) m.tokens[row] -= sold[row];
  g.custody -= sold.back();
  g.burned += amount;
  p.week.tokens_burned += amount;
  const Cents paid = std::min(budget, static_cast<Cents>(price * static_cast<double>(amount) / static_cast<double>(one_token) + .5));
  p.ledger.move(Account::cash, Account::members, paid);
  p.week.bought_back += paid;
  return paid;
}

void earn_tokens(const World& world, std::size_t platform) {
  const Ownership& own = world.scenario.platforms[platform].ownership;
  PlatformState& p = world.state.platforms[platform];
  Memberships& m = p.governance.members;
  if (m.tokens.empty() || (own.tokens_per_sale <= 0 && own.tokens_per_purchase <= 0 && own.tokens_per_hour <= 0)) return;
  std::vector<Tokens> amount(m.size(), 0);
  for (std::uint32_t row = m.first[0]; row < m.first[1]; ++row) amount[row] = ownership::earned(p.sellers.sales[row], own.tokens_per_sale);
  // who bought from itself earned as a buyer too
  for (std::uint32_t j = 0; j < p.sellers.washed.size(); ++j) amount[m.first[0] + j] += ownership::earned(p.sellers.washed[j], own.tokens_per_purchase);
  for (std::uint32_t row = m.first[1]; row < m.first[2]; ++row)
    amount[row] = ownership::earned(p.buyers.spend[row - m.first[1]], own.tokens_per_purchase);
  const auto by_hours = static_cast<Tokens>(hours_a_week * own.tokens_per_hour * static_cast<double>(one_token) + .5);
  for (std::uint32_t row = m.first[2]; row < m.first[3]; ++row) amount[row] = by_hours;
  ownership::grant(amount, own.vesting, m.tokens, m.locked, m.unlock_week);
  for (Tokens minted : amount) p.week.tokens_minted += minted;
  p.governance.minted += p.week.tokens_minted;
}

void move_tokens(const World& world, std::size_t platform) {
  const Ownership& own = world.scenario.platforms[platform].ownership;
  Memberships& m = world.state.platforms[platform].governance.members;
  if (own.vesting > 0) ownership::vest(own.vesting, m.tokens, m.locked, m.unlock_week);
  if (own.lock_share > 0) {
    std::vector<std::uint8_t> renews(m.size(), 0);
    for (std::uint32_t row = 0; row < m.size(); ++row)
      renews[row] = m.unlock_week[row] > 0 && world.state.week >= m.unlock_week[row] &&
                    world.luck.uniform(Purpose::token_trade, stream_of(world, platform), row, renews_lock) < own.lock_share;
    ownership::end_locks(world.state.week, static_cast<std::int32_t>(own.lock_weeks), renews, m.tokens, m.locked, m.unlock_week);
  }
  if (own.transferable != 0) trade(world, platform);
}

}  // namespace townsquare::owning
