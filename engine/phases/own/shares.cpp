// The register of shares: paid in, retained, redeemed.
#include <algorithm>
#include <utility>

#include "engine/phases/govern/bodies.hpp"
#include "engine/phases/own/own.hpp"
#include "engine/phases/record_event.hpp"
#include "engine/rules/ownership/shares.hpp"

namespace townsquare::owning {
namespace {

/// What all leavers together could ask for, and by what it is shared: capital, or heads where nobody paid any in.
struct Register {
  Cents treasury = 0, capital = 0;
  std::int64_t heads = 0;
};

Register read_register(const World& world, std::size_t platform) {
  const PlatformState& p = world.state.platforms[platform];
  const Memberships& m = p.governance.members;
  Register all{treasury_of(world.scenario.platforms[platform], p)};
  for (std::size_t c = 0; c < n_member_classes; ++c)
    for (std::uint32_t row = m.first[c]; row < m.first[c + 1]; ++row) {
      if (!m.has_share[row]) continue;
      all.capital += m.capital[row];
      all.heads += people_behind(world, static_cast<MemberClass>(c));
    }
  return all;
}

void pay_in(const World& world, PlatformState& p, std::uint32_t row, MemberClass kind, double buy_in) {
  Memberships& m = p.governance.members;
  const Cents amount = static_cast<Cents>(buy_in) * people_behind(world, kind);
  p.ledger.move(Account::members, Account::cash, amount);
  m.capital[row] += amount;
  m.has_share[row] = 1;
  p.governance.holdings.capital_in += amount;
  p.week.buy_ins += amount;
}

/// A leaver's part; one after the other they all get the same for a share, since parts and register shrink together.
Cents asked_by(RedemptionRule rule, Register& all, Cents capital, std::int64_t people) {
  if (rule == RedemptionRule::none) return 0;
  if (rule == RedemptionRule::par) return capital;
  const Cents part = all.capital > 0 ? ownership::part_of(all.treasury, capital, all.capital) : ownership::part_of(all.treasury, people, all.heads);
  all.treasury -= part;
  all.capital -= capital;
  all.heads -= people;
  return part;
}

void ask(PlatformState& p, std::uint32_t row, Cents amount, std::int32_t due_week) {
  Governance& g = p.governance;
  // what a leaver does not get stays with the platform
  g.holdings.capital_out += std::exchange(g.members.capital[row], 0);
  g.members.has_share[row] = 0;
  if (amount == 0) return;
  g.holdings.queue.push_back({row, due_week, amount});
  p.week.redemptions_asked += amount;
}

}  // namespace

void register_shares(const World& world, std::size_t platform) {
  PlatformState& p = world.state.platforms[platform];
  const Platform& spec = world.scenario.platforms[platform];
  const Memberships& m = p.governance.members;
  const auto rule = static_cast<RedemptionRule>(static_cast<int>(spec.exit.redemption));
  const std::int32_t due_week = world.state.week + static_cast<std::int32_t>(spec.exit.notice);
  // what leavers share is the treasury before anybody of this week pays in
  Register all = rule == RedemptionRule::pro_rata ? read_register(world, platform) : Register{};
  for (MemberClass kind : {MemberClass::seller, MemberClass::buyer}) {
    const auto c = static_cast<std::size_t>(kind);
    for (std::uint32_t row = m.first[c]; row < m.first[c + 1]; ++row)
      if (m.has_share[row] && !governing::is_owner(world, platform, kind, row))
        ask(p, row, asked_by(rule, all, m.capital[row], people_behind(world, kind)), due_week);
  }
  for (MemberClass kind : {MemberClass::seller, MemberClass::buyer}) {
    const auto c = static_cast<std::size_t>(kind);
    for (std::uint32_t row = m.first[c]; row < m.first[c + 1]; ++row)
      if (!m.has_share[row] && governing::is_owner(world, platform, kind, row)) pay_in(world, p, row, kind, spec.ownership.buy_in);
  }
}

void pay_redemptions(const World& world, std::size_t platform) {
  PlatformState& p = world.state.platforms[platform];
  Holdings& h = p.governance.holdings;
  std::vector<std::int32_t> due;
  std::vector<Cents> amount;
  for (const Redemption& r : h.queue) due.push_back(r.due_week), amount.push_back(r.amount);
  const Cents allowed = share_of(h.cash_at_year_start, world.scenario.platforms[platform].exit.yearly_cap) - h.redeemed_this_year;
  const Cents paid = ownership::pay_in_order(world.state.week, std::max<Cents>(0, std::min(allowed, p.ledger.balance(Account::cash))), due, amount);
  for (std::size_t i = 0; i < amount.size(); ++i) h.queue[i].amount = amount[i];
  std::erase_if(h.queue, [](const Redemption& r) { return r.amount == 0; });
  p.ledger.move(Account::cash, Account::members, paid);
  h.redeemed_this_year += paid;
  p.week.redemptions_paid = paid;
  if (paid > 0) record_event(world, platform, EventKind::redeemed, paid);
  p.week.redemptions_queued = owed_to_leavers(p);
  if ((world.state.week + 1) % 52 != 0) return;
  h.cash_at_year_start = p.ledger.balance(Account::cash);
  h.redeemed_this_year = 0;
}

void pay_retained(const World& world, std::size_t platform, Cents budget) {
  PlatformState& p = world.state.platforms[platform];
  const Platform& spec = world.scenario.platforms[platform];
  Memberships& m = p.governance.members;
  if (m.capital.empty() || spec.revolving_weeks <= 0) return;
  std::vector<Cents> par(m.size(), 0);
  for (std::size_t c = 0; c < n_member_classes; ++c)
    for (std::uint32_t row = m.first[c]; row < m.first[c + 1]; ++row)
      par[row] = m.has_share[row] ? static_cast<Cents>(spec.ownership.buy_in) * people_behind(world, static_cast<MemberClass>(c)) : 0;
  const std::vector<Cents> paid = ownership::revolve(m.capital, par, spec.revolving_weeks, budget);
  for (std::uint32_t row = 0; row < m.size(); ++row) {
    m.capital[row] -= paid[row];
    p.week.revolved += paid[row];
  }
  p.governance.holdings.capital_out += p.week.revolved;
  p.ledger.move(Account::cash, Account::members, p.week.revolved);
}

Cents owed_to_leavers(const PlatformState& p) {
  Cents owed = 0;
  for (const Redemption& r : p.governance.holdings.queue) owed += r.amount;
  return owed;
}

}  // namespace townsquare::owning
