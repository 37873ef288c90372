#include "engine/phases/fee_vote.hpp"

#include <algorithm>
#include <cmath>

#include "engine/behaviour/agenda/draft.hpp"
#include "engine/behaviour/ballot/fee_ballot.hpp"
#include "engine/behaviour/turnout/calculus.hpp"
#include "engine/phases/phases.hpp"
#include "engine/phases/words.hpp"

namespace townsquare {
namespace {

/// What every member believes of the platform this week; nothing before a first quarter of trade.
std::optional<ballot::FeeOutlook> outlook_of(const World& world, std::size_t platform) {
  const PlatformState& p = world.state.platforms[platform];
  const QuarterSums quarter = last_quarter(p.quarters);
  if (!quarter.is_known || quarter.gmv <= 0) return std::nullopt;
  const Institutions& rules = world.institutions[platform];
  const Voters& v = world.scenario.voters;
  ballot::FeeOutlook outlook;
  outlook.take_rate = p.policy.fees[static_cast<std::size_t>(rules.voted_fee)];
  outlook.gmv = quarter.gmv;
  outlook.fixed_cost = quarter.costs - quarter.variable_costs;
  outlook.variable_cost_share = quarter.variable_costs / quarter.gmv;
  outlook.growth = p.quarters.growth;
  outlook.cash = static_cast<double>(p.ledger.balance(Account::cash) + p.ledger.balance(Account::reserve));
  // a floor on what members believe can go wrong: a tenth of the quarter's cost
  outlook.sigma = std::max(std::sqrt(p.quarters.drift_variance), .1 * quarter.costs);
  outlook.perceived_elasticity = v.perceived_elasticity;
  outlook.forecast = v.forecast;
  outlook.payout = (1 - world.scenario.platforms[platform].surplus_reserve_share) * (rules.paid_by_sales + rules.paid_equally);
  outlook.discount = v.discount;
  return outlook;
}

/// A change of the take rate as the members weigh it.
class Weighing {
 public:
  Weighing(const World& world, std::size_t platform, const ballot::FeeOutlook& outlook, double proposed)
      : world_(world), p_(world.state.platforms[platform]), rules_(world.institutions[platform]), outlook_(outlook), proposed_(proposed),
        lifetime_now_(ballot::lifetime_under(outlook, outlook.take_rate)), lifetime_then_(ballot::lifetime_under(outlook, proposed)) {
    const double members = static_cast<double>(p_.niches.active_sellers.sum());
    equal_part_ = members > 0 ? 1 / members : 0;
    for (std::uint32_t j : p_.niches.active)
      if (p_.sellers.is_member(j)) total_sales_ += static_cast<double>(p_.sellers.sales_quarter[static_cast<Eigen::Index>(j)]);
  }

  /// Gain of one member from the change, minor units; exactly 0 for a member to whom nothing changes.
  double gain(std::uint32_t seller) const {
    const ballot::SellingMember member = member_of(seller);
    return ballot::fee_value(outlook_, member, proposed_, lifetime_then_) - ballot::fee_value(outlook_, member, outlook_.take_rate, lifetime_now_);
  }

  /// Mean gain of all members, for solidarity.
  double mean_gain() const {
    double sum = 0;
    for (std::uint32_t j : p_.niches.active)
      if (p_.sellers.is_member(j)) sum += gain(j);
    return sum * equal_part_;
  }

 private:
  ballot::SellingMember member_of(std::uint32_t seller) const {
    const auto row = static_cast<Eigen::Index>(seller);
    const double sales = static_cast<double>(p_.sellers.sales_quarter[row]);
    const double price = static_cast<double>(p_.sellers.price[seller]);
    const double goods = price > 0 ? sales * static_cast<double>(world_.state.sellers.unit_cost[seller]) / price : 0;
    const double paid = rules_.paid_by_sales + rules_.paid_equally;
    const double by_sales = total_sales_ > 0 ? sales / total_sales_ : 0;
    const double part = paid > 0 ? (rules_.paid_by_sales * by_sales + rules_.paid_equally * equal_part_) / paid : 0;
    return {sales, goods, part, 13 * static_cast<double>(world_.state.sellers.reservation_income[row])};
  }

  const World& world_;
  const PlatformState& p_;
  const Institutions& rules_;
  const ballot::FeeOutlook& outlook_;
  double proposed_, lifetime_now_, lifetime_then_;
  double equal_part_ = 0, total_sales_ = 0;
};

double in_bounds(const DecisionProcess& process, double take_rate) { return std::clamp(take_rate, process.lower_bound, process.upper_bound); }

/// A member's vote: its gain, solidarity and an error of judgement; 0 abstains.
double judged_gain(const World& world, double gain, double solidary, const Proposal& proposal, std::uint32_t seller) {
  if (gain == 0) return 0;
  const double noise = world.scenario.voters.judgement_noise * world.luck.normal(Purpose::judgement, proposal.id, seller);
  return gain + solidary + noise;
}

void count(double judged, Proposal& proposal, std::int64_t power) {
  if (judged > 0) proposal.yes += power;
  else if (judged < 0) proposal.no += power;
  else proposal.abstain += power;
}

}  // namespace

std::optional<Draft> draft_fee_change(const World& world, std::size_t platform) {
  const std::optional<ballot::FeeOutlook> outlook = outlook_of(world, platform);
  if (!outlook) return std::nullopt;
  const PlatformState& p = world.state.platforms[platform];
  const DecisionProcess& process = world.scenario.platforms[platform].fee_decisions;
  const double present = outlook->take_rate, up = in_bounds(process, present + process.step), down = in_bounds(process, present - process.step);
  const Weighing more(world, platform, *outlook, up), less(world, platform, *outlook, down);
  std::optional<Draft> first;
  double strongest = 1;  // luck over chance; below one the member drafts
  Words words(world.luck, Purpose::agenda, stream_of(world, platform));
  for (std::uint32_t j : p.niches.active) {
    if (!p.sellers.is_member(j)) continue;  // left this week
    const double gain_up = more.gain(j), gain_down = less.gain(j), gain = std::max(gain_up, gain_down);
    const double chance = draft_chance(process.draft_rate, gain, world.scenario.voters.time_cost);
    if (chance <= 0) continue;
    const double urge = static_cast<double>(words(j)) / 4294967296. / chance;
    if (urge >= strongest) continue;
    strongest = urge;
    first = Draft{j, present, gain_up > gain_down ? up : down};
  }
  return first && first->proposed != present ? first : std::nullopt;
}

void cast_ballots(const World& world, std::size_t platform, Proposal& proposal) {
  PlatformState& p = world.state.platforms[platform];
  const std::optional<ballot::FeeOutlook> outlook = outlook_of(world, platform);
  if (!outlook) return;
  const Voters& v = world.scenario.voters;
  const Weighing weighing(world, platform, *outlook, proposal.proposed);
  const double solidary = v.solidarity > 0 ? v.solidarity * weighing.mean_gain() : 0;
  const TurnoutRule rule{v.visibility, v.visibility_scale, v.stakes_weight, v.time_cost};
  const double ballot_shock = v.ballot_shock * world.luck.normal(Purpose::turnout_ballot, proposal.id, 0);
  const double body = static_cast<double>(proposal.members);
  for (std::uint32_t j : p.niches.active) {
    const std::int64_t power = p.governance.snapshot_power[j];
    if (power == 0 || !p.sellers.is_member(j)) continue;
    float& fatigue = p.governance.fatigue[j];
    const double gain = weighing.gain(j);
    const double niche_shock = v.niche_shock > 0 ? v.niche_shock * world.luck.normal(Purpose::turnout_niche, proposal.id, world.state.sellers.niche[j]) : 0;
    const double chance = turnout_chance(rule, static_cast<double>(p.governance.duty[j]), body, gain, static_cast<double>(fatigue), ballot_shock + niche_shock);
    fatigue += static_cast<float>(v.fatigue_per_ballot);
    if (world.luck.uniform(Purpose::turnout_member, proposal.id, j) >= chance) continue;
    ++p.week.ballots_cast;
    count(judged_gain(world, gain, solidary, proposal, j), proposal, power);
  }
}

}  // namespace townsquare
