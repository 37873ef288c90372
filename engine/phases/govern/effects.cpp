#include "engine/phases/govern/effects.hpp"

#include <algorithm>
#include <cmath>

#include "engine/behaviour/ballot/policies.hpp"
#include "engine/math.hpp"
#include "engine/phases/govern/levers.hpp"
#include "engine/phases/own/own.hpp"
#include "engine/rules/data/consent.hpp"
#include "engine/rules/dispute/dispute.hpp"
#include "engine/rules/ownership/shares.hpp"
#include "engine/rules/ranking/ranking.hpp"

namespace townsquare::governing {
namespace {
constexpr double weeks = 13;
constexpr double prior_views = 10;      // views of the niche's mean that a seller's own are mixed with
constexpr double still_bought = .5;     // customers shown another seller still buy: half of the predicted change comes true

/// Columns of one niche for a ranking rule, as they are today.
struct NicheView {
  std::vector<float> reputation, orders, price;
  std::vector<std::int32_t> age;

  NicheView(const World& world, const PlatformState& p, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const auto row = static_cast<Eigen::Index>(p.niches.record[i].seller);
      reputation.push_back(p.niches.record[i].reputation);
      orders.push_back(p.sellers.orders_quarter[row]);
      price.push_back(p.niches.record[i].price);
      age.push_back(world.state.week - p.sellers.joined_week[row]);
    }
  }
};

/// Fills the change of income of the sellers of one niche, and gives the change of the mean quality shown.
/// Of those who list in two niches, each judges by its own. *Assumption*
double effect_in_niche(const World& world, std::size_t platform, const Ranking& ranking, std::size_t niche, std::vector<float>& income) {
  const PlatformState& p = world.state.platforms[platform];
  const std::size_t begin = p.niches.shelf_first[niche], end = p.niches.shelf_first[niche + 1];
  const NicheView view(world, p, begin, end);
  std::vector<float> exposure(end - begin);
  ranking({view.reputation, view.orders, view.price, view.age}, exposure);
  double views = 0, orders = 0;
  for (std::size_t i = begin; i < end; ++i) {
    views += static_cast<double>(p.sellers.views_quarter[static_cast<Eigen::Index>(p.niches.record[i].seller)]);
    orders += static_cast<double>(view.orders[i - begin]);
  }
  const double per_view = views > 0 ? orders / views : 0;
  double quality = 0;
  for (std::size_t i = begin; i < end; ++i) {
    const std::uint32_t j = p.niches.record[i].seller;
    const auto row = static_cast<Eigen::Index>(j);
    if (world.state.sellers.niche[j] != niche) {
      quality += (static_cast<double>(exposure[i - begin]) - 1 / static_cast<double>(p.niches.wait[i])) * static_cast<double>(view.reputation[i - begin]);
      continue;
    }
    const double change = static_cast<double>(exposure[i - begin] - p.sellers.exposure[row]);
    const double own_views = static_cast<double>(p.sellers.views_quarter[row]);
    const double converted = (static_cast<double>(view.orders[i - begin]) + prior_views * per_view) / (own_views + prior_views);
    const double margin = static_cast<double>(p.sellers.price[j]) * (1 - p.marginal_rate_of(j)) - static_cast<double>(world.state.sellers.unit_cost[j]);
    income[j] = static_cast<float>(still_bought * change * views * converted * margin);
    quality += change * static_cast<double>(view.reputation[i - begin]);
  }
  return quality;
}

bool is_dishonest(const World& world, const Moderation& rule, std::uint32_t seller) {
  return static_cast<double>(world.state.sellers.honesty[static_cast<Eigen::Index>(seller)]) < rule.dishonest_below;
}

}  // namespace

RankingEffect ranking_effect(const World& world, std::size_t platform, std::size_t criterion, double share) {
  const PlatformState& p = world.state.platforms[platform];
  std::vector<double> proposed = p.policy.ranking;
  const std::size_t n_criteria = levers_of(world, platform, DecisionClass::ranking).size();
  shift_share(proposed, n_criteria, criterion, share);
  const Ranking ranking = ranking_rules()[world.scenario.platforms[platform].ranking.row].bind(proposed);
  RankingEffect effect;
  effect.income.assign(world.state.sellers.size(), 0.F);
  const std::vector<std::uint32_t>& first = p.niches.shelf_first;
  for (std::size_t z = 0; z + 1 < first.size(); ++z) {
    const double quality = first[z] < first[z + 1] ? effect_in_niche(world, platform, ranking, z, effect.income) : 0;
    effect.utility.push_back(world.scenario.market.quality_weight * quality);
  }
  return effect;
}

double buyers_gain(const World& world, std::uint32_t buyer, std::span<const double> utility_by_niche) {
  const BuyerRecord& b = world.state.buyers.record[buyer];
  if (!(b.price_sensitivity > 0)) return 0;
  return weeks * static_cast<double>(b.need_rate) * utility_by_niche[b.niche] / static_cast<double>(b.price_sensitivity) * 100;
}

double sellers_after(const World& world, std::size_t platform, double admission_share, double proposed) {
  const PlatformState& p = world.state.platforms[platform];
  const double members = static_cast<double>(p.niches.active_sellers.sum());
  if (members <= 0 || admission_share <= 0) return 1;
  const double joined = 52 * static_cast<double>(p.week.applications) * admission_share;
  return (members + joined * proposed / admission_share) / (members + joined);
}

Expulsion expulsion_of(const World& world, std::size_t platform, std::uint32_t seller, double gmv) {
  const PlatformState& p = world.state.platforms[platform];
  const auto row = static_cast<Eigen::Index>(seller);
  Expulsion out;
  out.seller = seller;
  const owning::Parts parts = owning::parts_of_treasury(world, platform);
  if (parts.total > 0)
    out.part = ownership::part_of(owning::treasury_of(world.scenario.platforms[platform], p), parts.weight[p.governance.members.row_of(MemberClass::seller, seller)], parts.total);
  const double sales = static_cast<double>(p.sellers.sales_quarter[row]);
  out.lost_gmv = (1 - still_bought) * sales;
  out.spared = gmv > 0 ? (1 - static_cast<double>(world.state.sellers.honesty[row])) * sales / gmv : 0;
  double others = 0;
  for (std::uint32_t j : p.niches.active)
    if (j != seller && world.state.sellers.niche[j] == world.state.sellers.niche[seller]) others += static_cast<double>(p.sellers.sales_quarter[static_cast<Eigen::Index>(j)]);
  out.to_niche = others > 0 ? still_bought * sales / others : 0;
  return out;
}

double expulsion_effect(const World& world, std::size_t platform, const Expulsion& out, MemberClass member_class, std::uint32_t agent, const ballot::Position& own) {
  if (member_class == MemberClass::buyer) return out.spared * own.spend;
  if (member_class != MemberClass::seller) return 0;
  const double net = own.sales * (1 - world.state.platforms[platform].sellers.take_rate[agent]) - own.goods_cost;
  if (agent == out.seller) return -net;
  return world.state.sellers.niche[agent] == world.state.sellers.niche[out.seller] ? out.to_niche * net : 0;
}

double court_cost(const World& world, std::size_t platform, double size) {
  const PlatformState& p = world.state.platforms[platform];
  const RuleRow& row = dispute_rules()[world.scenario.platforms[platform].disputes.row].row;
  const double cases = weeks * static_cast<double>(p.week.disputes_opened);
  return cases * size * value_of_key(row, p.policy.disputes, "pay", 0);
}

double chance_of_wrong(const World& world, std::size_t platform, double size) {
  const PlatformState& p = world.state.platforms[platform];
  const RuleRow& row = dispute_rules()[world.scenario.platforms[platform].disputes.row].row;
  const double competence = value_of_key(row, p.policy.disputes, "competence", 1);
  return ballot::wrong_panel(std::max(1, static_cast<int>(size)), competence, value_of_key(row, p.policy.disputes, "correlation", 0));
}

double disputed_money(const World& world, std::size_t platform, const ballot::Position& own) {
  const PlatformState& p = world.state.platforms[platform];
  const double orders = static_cast<double>(p.week.orders);
  const double rate = orders > 0 ? static_cast<double>(p.week.disputes_opened) / orders : 0;
  return rate * (own.sales + own.spend);
}

double data_revenue(const World& world, std::size_t platform) {
  const PlatformState& p = world.state.platforms[platform];
  // who refuses today refuses tomorrow; before the first sale nobody has been asked
  const double members = static_cast<double>(p.niches.member_buyers.sum()) * world.scenario.market.buyers_per_agent;
  const double users = p.policy.data.sold_share > 0 ? static_cast<double>(p.week.users_sold) : members;
  return weeks * users * p.policy.data.price;
}

double privacy_of(const World& world, std::size_t platform, MemberClass member_class, std::uint32_t row) {
  const DataPolicy& data = world.state.platforms[platform].policy.data;
  if (member_class != MemberClass::buyer) return 0;
  return data.privacy_cost * math::exp(data.privacy_sigma * world.luck.normal(Purpose::privacy, 0, row));
}

double privacy_loss_of(const World& world, std::size_t platform, MemberClass member_class, std::uint32_t row, double sold_share) {
  const DataPolicy& data = world.state.platforms[platform].policy.data;
  const double cost = privacy_of(world, platform, member_class, row);
  const DataSale sale{sold_share, data.opt_out != 0, data.price, data.member_share, world.scenario.voters.time_cost};
  return cost > 0 && consents(sale, cost, true) ? privacy_loss(cost, sold_share) : 0;
}

double dishonest_share(const World& world, std::size_t platform) {
  const PlatformState& p = world.state.platforms[platform];
  double dishonest = 0, all = 0;
  for (std::uint32_t j : p.niches.active) {
    const double sales = static_cast<double>(p.sellers.sales_quarter[static_cast<Eigen::Index>(j)]);
    all += sales;
    if (is_dishonest(world, p.policy.moderation, j)) dishonest += sales;
  }
  return all > 0 ? dishonest / all : 0;
}

double moderation_effect(const World& world, std::size_t platform, double share, MemberClass member_class, std::uint32_t agent, const ballot::Position& own) {
  const PlatformState& p = world.state.platforms[platform];
  const Moderation& rule = p.policy.moderation;
  const double lost_weeks = rule.suspension / weeks;
  if (member_class == MemberClass::buyer) return share * own.spend * (1 - rule.dishonest_below);
  if (member_class != MemberClass::seller) return 0;
  const double net = own.sales * (1 - p.marginal_rate_of(agent)) - own.goods_cost;
  if (is_dishonest(world, rule, agent)) return -lost_weeks * net;
  const double risk = rule.due_process != 0 ? 0 : rule.error;
  return net * (share / std::max(1 - share, .01) - risk * lost_weeks);
}

}  // namespace townsquare::governing
