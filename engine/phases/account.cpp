// The week's costs, whether the platform lives, and at the end of a year its surplus.
// Order: fees and refunds have settled; costs; close test; surplus test; payout.
#include <algorithm>
#include <utility>

#include "engine/phases/phases.hpp"

namespace townsquare {
namespace {

/// Costs that vary with trade, and all costs of the week, minor units.
void pay_costs(const World& world, PlatformState& p, const Platform& spec) {
  const Costs& c = spec.costs;
  const double orders = static_cast<double>(p.week.orders);
  const double processed = static_cast<double>(p.week.gmv + p.week.refunds);
  const double members = static_cast<double>(p.niches.member_buyers.sum()) * world.scenario.market.buyers_per_agent;
  const double variable = orders * (c.per_order + c.payment_fixed) + processed * c.payment_share + members * c.per_active_buyer +
                          static_cast<double>(p.week.disputes_opened) * c.per_dispute;
  const double other = c.fixed + static_cast<double>(std::exchange(p.governance.ballots_to_pay, 0)) * c.per_ballot + (p.policy.has_marketing ? p.policy.marketing_spend : 0);
  p.week.variable_costs = static_cast<Cents>(variable + .5);
  p.week.costs = p.week.variable_costs + static_cast<Cents>(other + .5);
  p.ledger.move(Account::cash, Account::outside, p.week.costs);
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

/// Without cash and without reserve a platform closes: escrow goes back, votes are void, columns stand still.
void close(const World& world, PlatformState& p) {
  p.is_alive = false;
  p.closed_week = world.state.week;
  const auto quantity = static_cast<std::int64_t>(world.scenario.market.buyers_per_agent);
  for (const Dispute& dispute : p.disputes) {
    p.ledger.move(Account::escrow, Account::buyers, dispute.order.amount);
    p.week.refunds += dispute.order.amount;
    p.week.orders_refunded += quantity;
    p.orders_ended += quantity;
  }
  p.disputes.clear();
  for (std::uint32_t id : p.governance.live) {
    Proposal& proposal = p.governance.proposals[id];
    proposal.state = ProposalState::canceled;
    for (House& house : proposal.houses) house.power = {}, house.ballot = {}, house.strength = {};
    if (!proposal.is_attack) continue;
    p.ledger.move(Account::deposits, Account::outside, proposal.deposit);
    p.attack.spent -= proposal.deposit;
    p.week.attack_spent -= proposal.deposit;
  }
  p.governance.live.clear();
  p.ledger.move(Account::deposits, Account::members, p.ledger.balance(Account::deposits));
  p.projects.clear();
  p.policy.has_marketing = false;
}

/// The reserve covers what cash cannot.
bool survives(PlatformState& p) {
  const Cents short_of = -p.ledger.balance(Account::cash);
  if (short_of <= 0) return true;
  p.ledger.move(Account::reserve, Account::cash, std::min(short_of, p.ledger.balance(Account::reserve)));
  return p.ledger.balance(Account::cash) >= 0;
}

/// Who has a claim on the year's surplus: members, and leavers by what they sold.
struct Claims {
  std::vector<std::int64_t> heads, tenure;
  std::vector<Cents> sales;
};

Claims claims_of(const World& world, const PlatformState& p) {
  Claims claims;
  for (std::size_t j = 0; j < world.state.sellers.size(); ++j) {
    const bool is_member = p.sellers.is_member(j);
    const Cents sales = p.sellers.sales_year[j];
    if (!is_member && sales == 0) continue;
    claims.heads.push_back(is_member);
    claims.tenure.push_back(is_member ? world.state.week + 1 - p.sellers.joined_week[static_cast<Eigen::Index>(j)] : 0);
    claims.sales.push_back(sales);
  }
  return claims;
}

/// What may be paid out: this year's surplus, as far as cash stands above its floor.
Cents payable(const PlatformState& p, const Platform& spec) {
  const Cents surplus = p.year_revenue - p.year_costs;
  const Cents floor = static_cast<Cents>(static_cast<double>(p.year_costs) / 52 * spec.surplus_cash_floor_weeks);
  return std::max<Cents>(0, std::min(surplus, p.ledger.balance(Account::cash) - floor));
}

void share_surplus(const World& world, PlatformState& p, const Platform& spec, const Surplus& surplus) {
  const Cents amount = payable(p, spec);
  const Cents reserved = share_of(amount, p.policy.reserve_share);
  const Claims claims = claims_of(world, p);
  const SurplusSplit split = surplus(amount - reserved, {claims.heads, claims.tenure, claims.sales});
  Cents to_members = 0;
  for (Cents part : split.members) to_members += part;
  p.ledger.move(Account::cash, Account::members, to_members);
  p.ledger.move(Account::cash, Account::investors, split.investors);
  p.ledger.move(Account::cash, Account::reserve, reserved + split.reserve);
  p.week.dividends = to_members;
  p.week.to_investors = split.investors;
  p.week.to_reserve = reserved + split.reserve;
}

void end_year(PlatformState& p) {
  p.year_revenue = p.year_costs = 0;
  std::ranges::fill(p.sellers.sales_year, 0);
  p.sellers.orders_year.setZero();
}

void end_week(PlatformState& p) {
  std::ranges::fill(p.sellers.sales, 0);
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
    p.year_revenue += p.week.fees + p.week.project_income + p.week.data_revenue - p.week.data_to_members;
    p.year_costs += p.week.costs;
    remember_quarters(world, p);
    measure_test(world, k);
    end_week(p);
    if (!survives(p)) {
      close(world, p);
      continue;
    }
    if ((world.state.week + 1) % 52 == 0) {
      share_surplus(world, p, spec, world.institutions[k].surplus);
      end_year(p);
    }
  }
}

}  // namespace townsquare
