#include "engine/phases/govern/weighing.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/behaviour/ballot/policies.hpp"
#include "engine/phases/govern/bodies.hpp"
#include "engine/phases/govern/effects.hpp"
#include "engine/phases/govern/fee_levers.hpp"
#include "engine/phases/govern/levers.hpp"

namespace townsquare::governing {
namespace {
constexpr double weeks = 13;
}  // namespace

Weighing::Weighing(const Books& books, const Change& change) : books_(books), change_(change) {
  if (change_.subject == DecisionClass::amendment) {
    weigh_amendment();
    return;
  }
  for (double value : change_.options) options_.push_back(weigh(value));
}

Weighing::Option Weighing::weigh(double value) const {
  const World& world = books_.world;
  const ballot::Outlook& o = books_.outlook;
  const double now = change_.options[change_.present];
  Option option;
  switch (change_.subject) {
    case DecisionClass::fees: weigh_fee(option, value); break;
    case DecisionClass::surplus: option.prospect = ballot::surplus_prospect(o, value, world.institutions[books_.platform].paid.sum()); break;
    case DecisionClass::marketing: option.prospect = ballot::marketing_prospect(o, 13 * now, 13 * value, world.scenario.voters.marketing_response); break;
    case DecisionClass::membership:
      if (is_guildkick(world.scenario.platforms[books_.platform], change_.subject, change_.lever)) {
        weigh_expulsion(option, value);
        break;
      }
      // admissions are few beside members: a year of them at today's rate of application
      option.factor = sellers_after(world, books_.platform, now, value);
      option.prospect = ballot::membership_prospect(o, option.factor, world.scenario.voters.variety_elasticity);
      break;
    case DecisionClass::disputes:
      option.prospect = ballot::dispute_prospect(o, court_cost(world, books_.platform, value) - court_cost(world, books_.platform, now));
      option.factor = chance_of_wrong(world, books_.platform, now) - chance_of_wrong(world, books_.platform, value);
      break;
    case DecisionClass::data: {
      const DataPolicy& data = world.state.platforms[books_.platform].policy.data;
      option.factor = data_revenue(world, books_.platform);
      option.prospect = ballot::data_prospect(o, option.factor, now, value, data.member_share);
      break;
    }
    case DecisionClass::spending:
      // options: not to spend, and to spend
      option.factor = value;
      option.prospect = ballot::spending_prospect(o, value, value * change_.worth / 4);
      break;
    case DecisionClass::moderation:
      option.prospect = ballot::present(o);
      option.factor = (value - now) / 4;
      option.dishonest = dishonest_share(world, books_.platform);
      break;
    case DecisionClass::ranking:
      option.prospect = ballot::present(o);
      weigh_ranking(option, value);
      break;
    case DecisionClass::amendment: break;
  }
  return option;
}

void Weighing::weigh_fee(Option& option, double value) const {
  const FeeBurden now = burden_of(books_.world, books_.platform), then = burden_with(books_.world, books_.platform, change_.lever, value);
  option.prospect = ballot::prospect_of(books_.outlook, then.seller, weeks * (then.weekly - now.weekly), then.buyer - now.buyer);
  option.terms = then.terms;
  option.price = then.mean_price;
}

/// What a fee does to one seller beyond its share of what it does to all: sums per order weigh on cheap goods, sums by the
/// week on small shops. Minor units a quarter.
double Weighing::fee_beyond(const Option& option, std::uint32_t seller, const ballot::Position& own) const {
  const PlatformState& p = books_.world.state.platforms[books_.platform];
  const double per_sale = option.terms.per_sale() - p.fee_terms.per_sale();
  const double by_week = weekly_charge(books_.world, books_.platform, option.terms, seller) - weekly_charge(books_.world, books_.platform, p.fee_terms, seller);
  double gain = -weeks * by_week;
  if (option.price > 0) gain -= option.prospect.trade_ratio * per_sale * (static_cast<double>(p.sellers.orders_quarter[static_cast<Eigen::Index>(seller)]) - own.sales / option.price);
  return gain;
}

void Weighing::weigh_ranking(Option& option, double value) const {
  if (value == change_.options[change_.present]) return;
  RankingEffect effect = ranking_effect(books_.world, books_.platform, change_.lever, value);
  option.by_seller = std::move(effect.income);
  option.by_niche = std::move(effect.utility);
}

void Weighing::weigh_expulsion(Option& option, double value) const {
  const ballot::Outlook& o = books_.outlook;
  if (value < 1) {
    option.prospect = ballot::present(o);
    return;
  }
  option.expulsion = expulsion_of(books_.world, books_.platform, static_cast<std::uint32_t>(value) - 1, o.gmv);
  const double lost = (o.take_rate - o.variable_cost_share) * option.expulsion->lost_gmv;
  option.prospect = ballot::spending_prospect(o, static_cast<double>(option.expulsion->part), -lost);
}

void Weighing::weigh_amendment() {
  const World& world = books_.world;
  const Governance& g = world.state.platforms[books_.platform].governance;
  const Clause clause = clause_of(change_.lever);
  const Blocked& blocked = g.blocked[static_cast<std::size_t>(clause.subject)];
  lets_through_.assign(change_.options.size(), 0);
  if (blocked.obstacle == Obstacle::none || clause.subject == DecisionClass::amendment) return;
  const bool is_it = (blocked.obstacle == Obstacle::quorum && clause.number == &DecisionProcess::quorum) ||
                     (blocked.obstacle == Obstacle::support && clause.number == &DecisionProcess::support) ||
                     (blocked.obstacle == Obstacle::bound && clause.number == &DecisionProcess::upper_bound && blocked.proposed > blocked.present) ||
                     (blocked.obstacle == Obstacle::bound && clause.number == &DecisionProcess::lower_bound && blocked.proposed < blocked.present);
  if (!is_it) return;
  const bool opens_upwards = clause.number == &DecisionProcess::upper_bound;
  for (std::size_t k = 0; k < change_.options.size(); ++k) {
    if (k == change_.present) continue;
    const bool is_up = change_.options[k] > change_.options[change_.present];
    lets_through_[k] = is_up == opens_upwards ? 1 : -1;
  }
  blocked_ = std::make_unique<Weighing>(books_, Change{clause.subject, blocked.lever, {blocked.present, blocked.proposed}});
}

double Weighing::direct(const Option& option, MemberClass kind, std::uint32_t row, const ballot::Position& own) const {
  const World& world = books_.world;
  const auto agent = row - world.state.platforms[books_.platform].governance.members.first[static_cast<std::size_t>(kind)];
  switch (change_.subject) {
    case DecisionClass::fees: return kind == MemberClass::seller ? fee_beyond(option, agent, own) : 0;
    case DecisionClass::ranking:
      if (kind == MemberClass::seller && !option.by_seller.empty()) return static_cast<double>(option.by_seller[agent]);
      if (kind == MemberClass::buyer && !option.by_niche.empty()) return buyers_gain(world, agent, option.by_niche);
      return 0;
    case DecisionClass::disputes: return option.factor * disputed_money(world, books_.platform, own);
    case DecisionClass::membership:
      if (option.expulsion) return expulsion_effect(world, books_.platform, *option.expulsion, kind, agent, own);
      if (kind != MemberClass::seller || is_guildkick(world.scenario.platforms[books_.platform], change_.subject, change_.lever)) return 0;
      return ballot::dilution_effect(own.sales * (1 - books_.outlook.take_rate) - own.goods_cost, option.prospect.trade_ratio, option.factor);
    case DecisionClass::data: {
      const double sold = change_.options[change_.present], proposed = change_.options[static_cast<std::size_t>(&option - options_.data())];
      const double member_share = world.state.platforms[books_.platform].policy.data.member_share;
      const auto loss = [&](double share) { return privacy_loss_of(world, books_.platform, kind, row, share); };
      return ballot::data_effect(own.part * option.factor * member_share, sold, proposed, loss(sold), loss(proposed));
    }
    case DecisionClass::moderation: return option.factor * moderation_effect(world, books_.platform, option.dishonest, kind, agent, own);
    case DecisionClass::spending: return row == change_.proposer ? option.factor * world.scenario.projects.private_share : 0;
    default: return 0;
  }
}

void Weighing::gains(MemberClass kind, std::uint32_t row, std::span<double> out) const {
  if (change_.subject == DecisionClass::amendment) {
    std::ranges::fill(out, 0.);
    if (!blocked_) return;
    double inner[2];
    blocked_->gains(kind, row, inner);
    for (std::size_t k = 0; k < out.size(); ++k) out[k] = lets_through_[k] * inner[1];
    return;
  }
  const ballot::Position own = books_.position(kind, row);
  const Option& present = options_[change_.present];
  const double now = ballot::value_to(books_.outlook, present.prospect, own, direct(present, kind, row, own));
  for (std::size_t k = 0; k < out.size(); ++k)
    out[k] = k == change_.present ? 0 : ballot::value_to(books_.outlook, options_[k].prospect, own, direct(options_[k], kind, row, own)) - now;
}

double Weighing::largest_stake(MemberClass kind) const {
  // these classes do nothing to a member beyond the common template
  const bool is_common = change_.subject == DecisionClass::fees || change_.subject == DecisionClass::surplus || change_.subject == DecisionClass::marketing;
  if (!is_common) return std::numeric_limits<double>::infinity();
  const ballot::Position& most = books_.largest(kind);
  const auto value = [&](const Option& option) {
    const ballot::Prospect& then = option.prospect;
    const double flow = (most.sales * (1 - then.take_rate) + most.goods_cost + most.surplus) * then.trade_ratio + most.wage + most.elsewhere +
                        std::fabs(books_.outlook.pass_through * most.spend * (then.take_rate - books_.outlook.take_rate)) +
                        most.part * then.payout * std::max(0., then.drift);
    return flow * std::max(1., then.lifetime);
  };
  double largest = 0;
  for (const Option& option : options_) largest = std::max(largest, value(option));
  return 1.001 * (largest + value(options_[change_.present]));
}

std::vector<double> Weighing::mean_gains() const {
  const World& world = books_.world;
  const Memberships& m = world.state.platforms[books_.platform].governance.members;
  std::vector<double> sum(n_options(), 0.), own(n_options());
  double n = 0;
  for (std::size_t c = 0; c < n_member_classes; ++c)
    for (std::uint32_t row = m.first[c]; row < m.first[c + 1]; ++row) {
      const auto kind = static_cast<MemberClass>(c);
      if (!is_owner(world, books_.platform, kind, row)) continue;
      gains(kind, row, own);
      for (std::size_t k = 0; k < own.size(); ++k) sum[k] += own[k];
      n += 1;
    }
  if (n > 0)
    for (double& s : sum) s /= n;
  return sum;
}

}  // namespace townsquare::governing
