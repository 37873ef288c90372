// The week's costs, whether the platform lives, and at the end of a year its surplus.
// Order: fees and refunds have settled; costs; close test; surplus test; payout.
#include <algorithm>
#include <utility>

#include "engine/phases/own/own.hpp"
#include "engine/phases/phases.hpp"
#include "engine/phases/record_event.hpp"

namespace townsquare {
namespace {

/// Costs that vary with trade, and all costs of the week, minor units.
void pay_costs(const World& world, PlatformState& p, const Platform& spec) {
  const Costs& c = spec.costs;
  const double orders = static_cast<double>(p.week.orders);
  const double processed = static_cast<double>(p.week.gmv + p.week.fees_by[static_cast<std::size_t>(FeePart::buyer)] + p.week.refunds);
  const double members = static_cast<double>(p.niches.member_buyers.sum()) * world.scenario.market.buyers_per_agent;
  const double variable = orders * (c.per_order + c.payment_fixed) + processed * c.payment_share + members * c.per_active_buyer +
                          static_cast<double>(p.week.disputes_opened) * c.per_dispute;
  const double other = c.fixed + static_cast<double>(std::exchange(p.governance.ballots_to_pay, 0)) * c.per_ballot + (p.policy.has_marketing ? p.policy.marketing_spend : 0);
  const PlatformShocks& shocks = spec.shocks;
  const double factor = 1 + size_in(shocks, PlatformShock::cost, world.state.week), burn_out = size_in(shocks, PlatformShock::burn_out, world.state.week);
  p.week.variable_costs = static_cast<Cents>(variable * factor + .5) + p.week.court_costs + p.week.subsidies;
  p.week.costs = p.week.variable_costs + static_cast<Cents>(other * factor + burn_out + .5);
  // judges were paid when they ruled, subsidies with the orders
  p.ledger.move(Account::cash, Account::outside, p.week.costs - p.week.court_costs - p.week.subsidies);
}

/// Writes down a payment of the surplus, if there was one.
void record_payment(const World& world, std::size_t platform, SurplusShare to, Cents amount) {
  if (amount == 0) return;
  world.state.log.events.push_back({.week = world.state.week, .platform = static_cast<std::uint16_t>(platform), .kind = EventKind::surplus_paid,
                                    .subject = DecisionClass::surplus, .key = static_cast<std::uint16_t>(to), .amount = amount});
}

/// Projects that members paid for bring a year's worth in equal parts.
void collect_from_projects(PlatformState& p) {
  for (Project& project : p.projects) {
    p.week.project_income += static_cast<Cents>(static_cast<double>(project.amount) * project.worth / 52 + .5);
    --project.weeks_left;
  }
  p.ledger.move(Account::outside, Account::cash, p.week.project_income);
  std::erase_if(p.projects, [](const Project& project) { return project.weeks_left <= 0; });
}

/// A platform closes: escrow and deposits go back, votes are void, what is left goes to its heirs, columns stand still.
void close(const World& world, std::size_t platform) {
  PlatformState& p = world.state.platforms[platform];
  p.is_alive = false;
  p.closed_week = world.state.week;
  const auto quantity = static_cast<std::int64_t>(world.scenario.market.buyers_per_agent);
  for (const Dispute& dispute : p.disputes) {
    p.ledger.move(Account::escrow, Account::buyers, dispute.held());
    p.week.refunds += dispute.held();
    p.week.orders_refunded += quantity;
    p.orders_ended += quantity;
  }
  p.disputes.clear();
  for (std::uint32_t id : p.governance.live) {
    Proposal& proposal = p.governance.proposals[id];
    end(proposal, ProposalState::canceled);
    if (!proposal.is_attack) continue;
    p.ledger.move(Account::deposits, Account::outside, proposal.deposit);
    p.attack.spent -= proposal.deposit;
    p.week.attack_spent -= proposal.deposit;
  }
  p.governance.live.clear();
  p.ledger.move(Account::deposits, Account::members, p.ledger.balance(Account::deposits));
  p.projects.clear();
  p.policy.has_marketing = false;
  if (is_run_by(world.scenario.platforms[platform], Control::members, world.state.week)) owning::dissolve(world, platform);
}

/// Members wind up a platform that loses money while something is left.
bool is_wound_up(const PlatformState& p, const Platform& spec, std::int32_t week) {
  const QuarterSums quarter = last_quarter(p.quarters);
  if (spec.exit.wind_up <= 0 || !is_run_by(spec, Control::members, week) || !quarter.is_known || quarter.fees >= quarter.costs) return false;
  const double money = static_cast<double>(p.ledger.balance(Account::cash) + p.ledger.balance(Account::reserve));
  return money < spec.exit.wind_up * quarter.costs / 13;
}

/// The reserve covers what cash cannot.
bool survives(PlatformState& p) {
  const Cents short_of = -p.ledger.balance(Account::cash);
  if (short_of <= 0) return true;
  p.ledger.move(Account::reserve, Account::cash, std::min(short_of, p.ledger.balance(Account::reserve)));
  return p.ledger.balance(Account::cash) >= 0;
}

/// Cash above its floor.
Cents above_floor(const PlatformState& p, const Platform& spec) {
  const Cents floor = static_cast<Cents>(static_cast<double>(p.year_costs) / 52 * spec.surplus_cash_floor_weeks);
  return std::max<Cents>(0, p.ledger.balance(Account::cash) - floor);
}

/// What may be paid out: this year's surplus, as far as cash stands above its floor.
Cents payable(const PlatformState& p, const Platform& spec) {
  return std::max<Cents>(0, std::min(p.year_revenue - p.year_costs, above_floor(p, spec)));
}

/// Pays members their parts, less what is retained as capital of those who are owners; returns what was paid.
Cents pay_members(PlatformState& p, const Platform& spec, const owning::SurplusClaims& claims, const std::vector<Cents>& parts) {
  Governance& g = p.governance;
  Cents paid = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool retains = !g.members.capital.empty() && claims.is_owner[i];
    const Cents retained = retains ? share_of(parts[i], spec.retained_share) : 0;
    if (retained > 0) g.members.capital[claims.row[i]] += retained;
    p.week.retained += retained;
    p.week.dividends_to[claims.member_class[i]] += parts[i] - retained;
    paid += parts[i] - retained;
  }
  g.holdings.capital_in += p.week.retained;
  return paid;
}

void share_surplus(const World& world, std::size_t platform) {
  PlatformState& p = world.state.platforms[platform];
  const Platform& spec = world.scenario.platforms[platform];
  const Institutions& bound = world.institutions[platform];
  const Cents amount = payable(p, spec);
  const Cents reserved = share_of(amount, p.policy.reserve_share);
  const Cents bought = owning::buy_back(world, platform, share_of(amount - reserved, spec.ownership.buyback_share));
  const owning::SurplusClaims c = owning::claims_on_surplus(world, platform);
  const SurplusSplit split = bound.surplus(amount - reserved - bought, {c.heads, c.tenure, c.sales, c.purchases, c.hours, c.tokens, c.capital, spec.return_cap});
  const Cents to_members = pay_members(p, spec, c, split.members);
  p.ledger.move(Account::cash, Account::members, to_members);
  p.ledger.move(Account::cash, Account::investors, split.investors);
  p.ledger.move(Account::cash, Account::reserve, reserved + split.reserve);
  p.week.dividends = to_members;
  p.week.to_investors = split.investors;
  p.week.to_reserve = reserved + split.reserve;
  // what the market for tokens looks at
  Tokens held = 0;
  for (Tokens tokens : c.tokens) held += tokens;
  const double by_tokens = bound.paid.sum() > 0 ? bound.paid.by_tokens / bound.paid.sum() * static_cast<double>(to_members) : 0;
  p.governance.holdings.paid_per_token = held > 0 ? by_tokens * static_cast<double>(one_token) / static_cast<double>(held) : 0;
  owning::pay_retained(world, platform, above_floor(p, spec));
}

void end_year(PlatformState& p) {
  p.year_revenue = p.year_costs = 0;
  std::ranges::fill(p.sellers.sales_year, 0);
  std::ranges::fill(p.buyers.spend_year, 0);
  p.sellers.orders_year.setZero();
}

void end_week(PlatformState& p) {
  std::ranges::fill(p.sellers.sales, 0);
  std::ranges::fill(p.buyers.spend, 0);
  std::ranges::fill(p.sellers.fees, 0);
  std::ranges::fill(p.sellers.goods_cost, 0);
  p.sellers.views.setZero();
  p.sellers.orders.setZero();
}

}  // namespace

void account(World& world) {
  for (std::size_t k = 0; k < world.state.platforms.size(); ++k) {
    PlatformState& p = world.state.platforms[k];
    if (!p.is_alive) continue;
    const Platform& spec = world.scenario.platforms[k];
    pay_costs(world, p, spec);
    collect_from_projects(p);
    sell_data(world, k);
    sell_pages(world, k);
    p.year_revenue += p.week.fees + p.week.project_income + p.week.data_revenue - p.week.data_to_members + p.week.advertising;
    p.year_costs += p.week.costs;
    remember_quarters(world, p);
    measure_test(world, k);
    owning::earn_tokens(world, k);
    end_week(p);
    if (!survives(p) || is_wound_up(p, spec, world.state.week)) {
      close(world, k);
      record_event(world, k, EventKind::closed, p.ledger.balance(Account::cash));
      continue;
    }
    if ((world.state.week + 1) % 52 == 0) {
      if (size_in(spec.shocks, PlatformShock::sale, world.state.week) == 0) share_surplus(world, k);
      record_payment(world, k, SurplusShare::members, p.week.dividends);
      record_payment(world, k, SurplusShare::investors, p.week.to_investors);
      record_payment(world, k, SurplusShare::reserve, p.week.to_reserve);
      end_year(p);
    }
  }
}

}  // namespace townsquare
