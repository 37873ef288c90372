// The right to leave with a part of the treasury: what the parts are, and what leaving does.
#include <algorithm>
#include <utility>

#include "engine/behaviour/exit/exit.hpp"
#include "engine/phases/govern/bodies.hpp"
#include "engine/phases/niche_statistics.hpp"
#include "engine/phases/own/own.hpp"
#include "engine/phases/record_event.hpp"
#include "engine/rules/ownership/shares.hpp"

namespace townsquare::owning {
namespace {

/// Weights by heads: of those who can leave.
void weigh_heads(const World& world, std::size_t platform, Parts& parts) {
  const Memberships& m = world.state.platforms[platform].governance.members;
  for (MemberClass kind : {MemberClass::seller, MemberClass::buyer}) {
    const auto c = static_cast<std::size_t>(kind);
    for (std::uint32_t row = m.first[c]; row < m.first[c + 1]; ++row)
      if (governing::is_owner(world, platform, kind, row)) parts.total += parts.weight[row] = people_behind(world, kind);
  }
}

}  // namespace

void depart(PlatformState& p, MemberClass kind, std::uint32_t agent) {
  const auto at = static_cast<Eigen::Index>(agent);
  if (kind == MemberClass::seller && p.sellers.is_member(agent)) {
    p.sellers.flags[at] = static_cast<std::uint8_t>((p.sellers.flags[at] & ~(seller_member | seller_founder)) | seller_former);
    ++p.week.sellers_left;
  } else if (kind == MemberClass::buyer && p.buyers.is_member(agent)) {
    p.buyers.flags[at] = static_cast<std::uint8_t>((p.buyers.flags[at] & ~buyer_member) | buyer_former);
    ++p.week.buyers_left;
  }
}

Cents treasury_of(const Platform& spec, const PlatformState& p) {
  const Cents reserve = spec.has_indivisible_reserve() ? 0 : p.ledger.balance(Account::reserve);
  return std::max<Cents>(0, p.ledger.balance(Account::cash) + reserve - owed_to_leavers(p));
}

Parts parts_of_treasury(const World& world, std::size_t platform) {
  const Governance& g = world.state.platforms[platform].governance;
  const Memberships& m = g.members;
  Parts parts;
  parts.weight.assign(m.size(), 0);
  // tokens in custody have their part, though nobody takes it
  parts.total = g.minted - g.burned - g.treasury_tokens;
  if (parts.total > 0) {
    parts.basis = Parts::tokens;
    for (std::uint32_t row = 0; row < m.size(); ++row) parts.weight[row] = m.tokens[row] + m.locked[row];
    return parts;
  }
  parts.total = g.holdings.capital_in - g.holdings.capital_out;
  if (parts.total > 0) {
    parts.basis = Parts::capital;
    parts.weight = m.capital;
    return parts;
  }
  weigh_heads(world, platform, parts);
  return parts;
}

std::int64_t leave_with_parts(World& world, std::size_t platform, const Parts& parts, std::span<const std::uint32_t> rows, bool cuts_all_ties) {
  PlatformState& p = world.state.platforms[platform];
  Governance& g = p.governance;
  Memberships& m = g.members;
  const Cents treasury = treasury_of(world.scenario.platforms[platform], p);
  Cents taken = 0;
  std::int64_t people = 0;
  for (std::uint32_t row : rows) {
    const MemberClass kind = m.class_of(row);
    taken += ownership::part_of(treasury, parts.weight[row], parts.total);
    people += std::max<std::int64_t>(1, people_behind(world, kind));
    if (parts.basis == Parts::tokens) {
      const Tokens burned = std::exchange(m.tokens[row], 0) + std::exchange(m.locked[row], 0);
      g.burned += burned;
      p.week.tokens_burned += burned;
    }
    if (parts.basis == Parts::capital) g.holdings.capital_out += std::exchange(m.capital[row], 0);
    if (parts.basis != Parts::tokens && !m.has_share.empty()) m.has_share[row] = 0;
    if (parts.basis != Parts::tokens || cuts_all_ties) depart(p, kind, m.agent_of(row));
  }
  // cash first; the reserve gives what cash cannot
  const Cents from_cash = std::min(taken, p.ledger.balance(Account::cash));
  p.ledger.move(Account::cash, Account::members, from_cash);
  p.ledger.move(Account::reserve, Account::members, taken - from_cash);
  p.week.taken += taken;
  record_event(world, platform, cuts_all_ties ? EventKind::forked : EventKind::redeemed, taken);
  update_niche_statistics(world.scenario, world.state, p, world.is_parallel);
  return people;
}

std::vector<std::uint32_t> who_would_leave(const World& world, std::size_t platform, const Parts& parts, std::span<const double> losses) {
  const PlatformState& p = world.state.platforms[platform];
  const Platform& spec = world.scenario.platforms[platform];
  const Cents treasury = treasury_of(spec, p);
  const bool has_price = parts.basis == Parts::tokens && spec.ownership.transferable != 0;
  std::vector<std::uint32_t> rows;
  // nobody values a token below its price
  const double held = static_cast<double>(parts.total) / static_cast<double>(one_token);
  if (losses.empty() && has_price && static_cast<double>(treasury) <= p.governance.holdings.token_price * held) return rows;
  for (std::uint32_t row = 0; row < parts.weight.size(); ++row) {
    if (parts.weight[row] == 0) continue;
    const double offered = static_cast<double>(ownership::part_of(treasury, parts.weight[row], parts.total));
    const double worth = has_price ? p.governance.holdings.token_price * static_cast<double>(parts.weight[row]) / static_cast<double>(one_token) : offered;
    const double z = world.luck.normal(Purpose::token_trade, static_cast<std::uint32_t>(platform) << 13, row, worth_of_membership);
    if (leaving::takes_its_part(offered, losses.empty() ? 0 : losses[row], worth, z, spec.exit.worth_sigma)) rows.push_back(row);
  }
  return rows;
}

void fork(World& world, std::size_t platform, std::span<const double> losses) {
  PlatformState& p = world.state.platforms[platform];
  const Parts parts = parts_of_treasury(world, platform);
  const std::vector<std::uint32_t> rows = who_would_leave(world, platform, parts, losses);
  if (rows.empty()) return;
  const governing::Power power = governing::power_of(world, platform, Body::members);
  std::int64_t leaving = 0;
  for (std::uint32_t row : rows) leaving += power.by_row[row];
  if (static_cast<double>(leaving) <= world.scenario.platforms[platform].exit.fork_threshold * static_cast<double>(power.total)) return;
  p.week.forked += leave_with_parts(world, platform, parts, rows, true);
}

void guildkick(World& world, std::size_t platform, std::uint32_t seller) {
  PlatformState& p = world.state.platforms[platform];
  if (!p.sellers.is_member(seller)) return;
  const std::uint32_t row[] = {p.governance.members.row_of(MemberClass::seller, seller)};
  leave_with_parts(world, platform, parts_of_treasury(world, platform), row, true);
  p.sellers.flags[static_cast<Eigen::Index>(seller)] |= seller_expelled;
  ++p.week.kicked;
}

void ragequit(World& world, std::size_t platform, std::span<const double> losses) {
  PlatformState& p = world.state.platforms[platform];
  const Parts parts = parts_of_treasury(world, platform);
  std::vector<std::uint32_t> rows = who_would_leave(world, platform, parts, losses);
  std::erase_if(rows, [&](std::uint32_t row) { return losses[row] <= 0; });
  if (!rows.empty()) p.week.ragequits += leave_with_parts(world, platform, parts, rows, false);
}

}  // namespace townsquare::owning
