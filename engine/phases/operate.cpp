// An operator looks at its platform and moves.
#include "engine/phases/phases.hpp"

namespace townsquare {
namespace {

/// Draws which sellers the next test treats; the luck is keyed by the test.
void draw_halves(const World& world, PlatformState& p) {
  ++p.operator_state.n_tests;
  p.operator_state.margin_before.assign(world.state.sellers.size(), 0.);
  p.operator_state.margin_during.assign(world.state.sellers.size(), 0.);
  for (std::size_t j = 0; j < world.state.sellers.size(); ++j) {
    const bool is_treated = world.luck.block(Purpose::split_test, p.operator_state.n_tests, static_cast<std::uint32_t>(j))[0] >> 31;
    std::uint8_t& flags = p.sellers.flags[static_cast<Eigen::Index>(j)];
    flags = static_cast<std::uint8_t>(is_treated ? flags | seller_treated : flags & ~seller_treated);
  }
}

OperatorView view_of(const World& world, const PlatformState& p, int voted_fee) {
  const OperatorState& o = p.operator_state;
  OperatorView view;
  view.phase = o.phase;
  view.weeks_in_phase = world.state.week - o.phase_start + 1;
  view.buyer_share = static_cast<double>(p.niches.member_buyers.sum()) / static_cast<double>(world.state.buyers.size());
  view.cash = p.ledger.balance(Account::cash);
  view.quarterly_cost = p.week.costs * 13;
  view.take_rate = voted_fee >= 0 ? p.policy.fees[static_cast<std::size_t>(voted_fee)] : 0;
  view.direction = o.direction;
  double before[2] = {0, 0}, during[2] = {0, 0};
  for (std::size_t j = 0; j < o.margin_before.size(); ++j) {
    const bool is_treated = p.sellers.flags[static_cast<Eigen::Index>(j)] & seller_treated;
    before[is_treated] += o.margin_before[j];
    during[is_treated] += o.margin_during[j];
  }
  view.control_before = static_cast<Cents>(before[0]);
  view.treated_before = static_cast<Cents>(before[1]);
  view.control_during = static_cast<Cents>(during[0]);
  view.treated_during = static_cast<Cents>(during[1]);
  return view;
}

/// Sets a fee without a vote and writes it down if it is another.
void set_fee(World& world, std::size_t platform, std::size_t key, double take_rate) {
  double& fee = world.state.platforms[platform].policy.fees[key];
  feel_rise(world, platform, take_rate - fee);
  if (fee != take_rate)
    world.state.log.events.push_back({.week = world.state.week, .platform = static_cast<std::uint16_t>(platform), .kind = EventKind::rule_changed,
                                      .key = static_cast<std::uint16_t>(key), .before = fee, .after = take_rate});
  fee = take_rate;
}

}  // namespace

void measure_test(World& world, std::size_t platform) {
  PlatformState& p = world.state.platforms[platform];
  OperatorState& o = p.operator_state;
  if (!is_run_by(world.scenario.platforms[platform], Control::operator_, world.state.week)) return;
  if (o.phase != OperatorPhase::watch && o.phase != OperatorPhase::test) return;
  // margin: fees less the costs that came with the sales
  const double cost_share = p.week.gmv > 0 ? static_cast<double>(p.week.variable_costs) / static_cast<double>(p.week.gmv) : 0;
  std::vector<double>& margin = o.phase == OperatorPhase::watch ? o.margin_before : o.margin_during;
  for (std::uint32_t j : p.niches.active) margin[j] += static_cast<double>(p.sellers.fees[j]) + (p.fee_terms.buyer_rate - cost_share) * static_cast<double>(p.sellers.sales[j]);
}

void operate(World& world) {
  for (std::size_t k = 0; k < world.state.platforms.size(); ++k) {
    PlatformState& p = world.state.platforms[k];
    if (!p.is_alive || !is_run_by(world.scenario.platforms[k], Control::operator_, world.state.week)) continue;
    reweight(world, k);
    const int voted_fee = world.institutions[k].voted_fee;
    const OperatorMove move = world.institutions[k].operator_(view_of(world, p, voted_fee));
    OperatorState& o = p.operator_state;
    p.policy.has_marketing = move.has_marketing;
    o.direction = move.direction;
    o.tested_change = move.tested_change;
    if (voted_fee >= 0) set_fee(world, k, static_cast<std::size_t>(voted_fee), move.take_rate);
    if (move.phase == o.phase) continue;
    o.phase = move.phase;
    o.phase_start = world.state.week + 1;
    if (o.phase == OperatorPhase::watch) draw_halves(world, p);
  }
}

}  // namespace townsquare
