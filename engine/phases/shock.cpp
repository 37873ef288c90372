// The start of a week: last week's counters are cleared, the year's demand is drawn, and shocks that are due happen.
// What lasts is looked up by the phase that it touches; what happens at once happens here.
#include <algorithm>

#include "engine/math.hpp"
#include "engine/phases/cancel_proposal.hpp"
#include "engine/phases/phases.hpp"
#include "engine/phases/record_event.hpp"

namespace townsquare {
namespace {

/// A log-normal factor of mean one on all needs of the year.
void draw_demand(World& world) {
  const double sigma = world.scenario.market.demand_shock_sigma;
  const double z = world.luck.normal(Purpose::demand, static_cast<std::uint32_t>(world.state.week / 52), 0);
  world.state.year_demand = math::exp(sigma * z - sigma * sigma / 2);
}

void record_shock(const World& world, std::size_t platform, std::size_t kind, double size, double length) {
  world.state.log.events.push_back({.week = world.state.week, .platform = static_cast<std::uint16_t>(platform), .kind = EventKind::shocked,
                                    .key = static_cast<std::uint16_t>(kind), .before = length, .after = size});
}

/// Member buyers expect less from now on.
void breach(PlatformState& p, double size) {
  for (std::size_t i = 0; i < static_cast<std::size_t>(p.buyers.experience.size()); ++i)
    if (p.buyers.is_member(i)) p.buyers.experience[static_cast<Eigen::Index>(i)] -= static_cast<float>(size);
}

/// The largest sellers leave; equals in the order of their ids.
void leave_together(PlatformState& p, double share) {
  std::vector<std::uint32_t> members;
  for (std::uint32_t j = 0; j < static_cast<std::uint32_t>(p.sellers.flags.size()); ++j)
    if (p.sellers.is_member(j)) members.push_back(j);
  const auto sales = [&](std::uint32_t j) { return p.sellers.sales_quarter[static_cast<Eigen::Index>(j)]; };
  std::ranges::sort(members, [&](std::uint32_t a, std::uint32_t b) { return sales(a) != sales(b) ? sales(a) > sales(b) : a < b; });
  members.resize(static_cast<std::size_t>(share * static_cast<double>(members.size()) + .5));
  for (std::uint32_t j : members) {
    std::uint8_t& flags = p.sellers.flags[static_cast<Eigen::Index>(j)];
    flags = static_cast<std::uint8_t>((flags & ~(seller_member | seller_founder)) | seller_former);
    ++p.week.sellers_left;
  }
}

void set_fee(const World& world, std::size_t platform, double take_rate) {
  const int key = world.institutions[platform].voted_fee;
  if (key < 0) return;
  double& fee = world.state.platforms[platform].policy.fees[static_cast<std::size_t>(key)];
  const bool is_announced = notice_of(world.scenario.platforms[platform].shocks, PlatformShock::fee) > 0;
  if (!is_announced) feel_rise(world, platform, take_rate - fee);
  fee = take_rate;
}

/// Votes that are open are void; the rest follows from who runs the platform.
void sell(const World& world, std::size_t platform, double take_rate) {
  PlatformState& p = world.state.platforms[platform];
  for (std::uint32_t id : p.governance.live) {
    Proposal& proposal = p.governance.proposals[id];
    if (proposal.is_attack) p.week.attack_spent -= proposal.deposit;
    cancel_proposal(world.state, platform, proposal);
  }
  p.governance.live.clear();
  set_fee(world, platform, take_rate);
}

void strike(const World& world, std::size_t platform, PlatformShock kind, double size) {
  PlatformState& p = world.state.platforms[platform];
  switch (kind) {
    case PlatformShock::breach: return breach(p, size);
    case PlatformShock::exodus: return leave_together(p, size);
    case PlatformShock::funding: {
      const Cents lost = share_of(std::max<Cents>(0, p.ledger.balance(Account::cash)), size);
      p.ledger.move(Account::cash, Account::outside, lost);
      return;
    }
    case PlatformShock::fee: return set_fee(world, platform, size);
    case PlatformShock::sale: return sell(world, platform, size);
    default: return;  // it lasts
  }
}

}  // namespace

void shock(World& world) {
  State& state = world.state;
  for (PlatformState& p : state.platforms) p.week = Week{};
  if (state.week % 52 == 0) draw_demand(world);
  const MarketShocks& market = world.scenario.shocks;
  state.demand_factor = state.year_demand * (1 + size_in(market, MarketShock::demand, state.week));

  for (std::size_t k = 0; k < state.platforms.size(); ++k) {
    if (!state.platforms[k].is_alive) continue;
    for (std::size_t i = 0; i < market.size(); ++i)
      if (begins_in(market[i], state.week)) record_shock(world, k, i, market[i].size, market[i].length);
    const PlatformShocks& own = world.scenario.platforms[k].shocks;
    for (std::size_t i = 0; i < own.size(); ++i) {
      const auto kind = static_cast<PlatformShock>(i);
      if (begins_in(own[i], state.week)) record_shock(world, k, n_market_shocks + i, own[i].size, own[i].length);
      if (begins_in(own[i], state.week - notice_of(own, kind))) strike(world, k, kind, own[i].size);
    }
  }
}

}  // namespace townsquare
