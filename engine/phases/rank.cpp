// The platform shares out each niche's attention, and packs what visits read.
#include <algorithm>

#include "engine/behaviour/learning/beta_reputation.hpp"
#include "engine/math.hpp"
#include "engine/phases/conduct.hpp"
#include "engine/phases/flagged.hpp"
#include "engine/phases/listings.hpp"
#include "engine/phases/phases.hpp"
#include "engine/rules/ranking/ranking.hpp"

namespace townsquare {
namespace {

/// Member sellers that are not suspended, by niche, ids ascending.
void list_active(const State& state, PlatformState& p) {
  Niches& z = p.niches;
  z.first.assign(state.niche_sellers.size() + 1, 0);
  const std::vector<std::uint32_t> listed = flagged(p.sellers.flags, seller_member | seller_suspended, seller_member);
  for (std::uint32_t j : listed) ++z.first[state.sellers.niche[j] + 1];
  for (std::size_t niche = 1; niche < z.first.size(); ++niche) z.first[niche] += z.first[niche - 1];
  z.active.resize(z.first.back());
  std::vector<std::uint32_t> next(z.first.begin(), z.first.end() - 1);
  for (std::uint32_t j : listed) z.active[next[state.sellers.niche[j]]++] = j;
}

/// Whose goods lie on each shelf, ids ascending; with guests from other niches where sellers list twice.
void lay_shelves(const State& state, PlatformState& p) {
  Niches& z = p.niches;
  if (state.sellers.second_niche.empty()) {
    z.shelf_first = z.first;
    z.fit_shelves(z.active.size());
    for (std::size_t i = 0; i < z.active.size(); ++i) z.record[i].seller = z.active[i];
    return;
  }
  const Sellers& sellers = state.sellers;
  const std::vector<std::uint32_t> listed = flagged(p.sellers.flags, seller_member | seller_suspended, seller_member);
  z.shelf_first.assign(z.first.size(), 0);
  for (std::uint32_t j : listed) {
    ++z.shelf_first[sellers.niche[j] + 1];
    if (sellers.lists_twice(j)) ++z.shelf_first[sellers.second_niche[j] + 1];
  }
  for (std::size_t niche = 1; niche < z.shelf_first.size(); ++niche) z.shelf_first[niche] += z.shelf_first[niche - 1];
  z.fit_shelves(z.shelf_first.back());
  std::vector<std::uint32_t> next(z.shelf_first.begin(), z.shelf_first.end() - 1);
  for (std::uint32_t j : listed) {
    z.record[next[sellers.niche[j]]++].seller = j;
    if (sellers.lists_twice(j)) z.record[next[sellers.second_niche[j]]++].seller = j;
  }
}

/// What a seller's catalogue adds to its appeal, by weeks of membership.
std::vector<float> catalogue_appeal(const Market& m, std::int32_t oldest) {
  std::vector<float> appeal;
  for (std::int32_t age = 0; age <= oldest; ++age) {
    appeal.push_back(static_cast<float>(m.appeal + math::log(listings_at(m, age) / m.listings_reference)));
  }
  return appeal;
}

void pack_records(const World& world, std::size_t platform) {
  PlatformState& p = world.state.platforms[platform];
  const Conduct& conduct = world.scenario.platforms[platform].conduct;
  const auto order_cost = static_cast<Cents>(world.scenario.platforms[platform].technology.order_cost);
  const bool pays_buyers = is_subsidising(world, platform);
  const Market& m = world.scenario.market;
  const State& state = world.state;
  const std::vector<float> appeal = catalogue_appeal(m, state.week);
  for (std::size_t i = 0; i < p.niches.record.size(); ++i) {
    const std::uint32_t j = p.niches.record[i].seller;
    const auto row = static_cast<Eigen::Index>(j);
    SellerRecord& r = p.niches.record[i];
    for (int axis = 0; axis < n_taste_axes; ++axis) p.niches.place[static_cast<std::size_t>(axis)][i] = state.sellers.position[row * n_taste_axes + axis];
    r.price = static_cast<float>(buyer_price(p.sellers.price[j], p.fee_terms) + order_cost - (pays_buyers ? buyer_subsidy(conduct, p, j) : 0)) / 100;
    r.reputation = beta_reputation(p.sellers.good_ratings[row], p.sellers.bad_ratings[row]);
    r.base_utility = appeal[static_cast<std::size_t>(state.week - p.sellers.joined_week[row])] + static_cast<float>(m.quality_weight) * r.reputation;
  }
}

/// Working columns of one niche.
struct NicheColumns {
  std::vector<float> reputation, orders, price, exposure, worth, placement;
  std::vector<std::int32_t> age;

  void gather(const State& state, const PlatformState& p, std::size_t begin, std::size_t end) {
    for (std::vector<float>* c : {&reputation, &orders, &price}) c->clear();
    age.clear();
    exposure.assign(end - begin, 0.F);
    for (std::size_t i = begin; i < end; ++i) {
      const auto row = static_cast<Eigen::Index>(p.niches.record[i].seller);
      reputation.push_back(p.niches.record[i].reputation);
      orders.push_back(p.sellers.orders_quarter[row]);
      price.push_back(p.niches.record[i].price);
      age.push_back(state.week - p.sellers.joined_week[row]);
    }
  }
};

/// What being examined once is worth to each seller of a niche, minor units: its chance of an order times what it keeps of one. Ten times
/// examined as often as others of its niche count beside what it has seen itself. *Assumption*
void value_views(const State& state, const PlatformState& p, std::size_t begin, std::size_t end, std::vector<float>& worth) {
  constexpr double strange = 10;
  double orders = 0, views = 0;
  for (std::size_t i = begin; i < end; ++i) {
    const auto row = static_cast<Eigen::Index>(p.niches.record[i].seller);
    orders += static_cast<double>(p.sellers.orders_quarter[row]);
    views += static_cast<double>(p.sellers.views_quarter[row]);
  }
  const double usual = views > 0 ? orders / views : 0;
  worth.clear();
  for (std::size_t i = begin; i < end; ++i) {
    const std::uint32_t j = p.niches.record[i].seller;
    const auto row = static_cast<Eigen::Index>(j);
    const double chance = (static_cast<double>(p.sellers.orders_quarter[row]) + strange * usual) / (static_cast<double>(p.sellers.views_quarter[row]) + strange);
    const double kept = static_cast<double>(p.sellers.price[j]) * (1 - p.marginal_rate_of(j)) - static_cast<double>(state.sellers.unit_cost[j]);
    worth.push_back(static_cast<float>(std::max(0., std::min(1., chance) * kept)));
  }
}

/// What the sellers of a niche owe for being examined this week. Who lists in two pays the price of its own in both. *Assumption*
void sell_places(const State& state, PlatformState& p, const PlacePrices& sell, std::size_t niche, NicheColumns& columns) {
  const std::size_t begin = p.niches.shelf_first[niche], end = p.niches.shelf_first[niche + 1];
  columns.placement.resize(end - begin);
  sell({columns.reputation, columns.orders, columns.price, columns.age, columns.worth}, columns.placement);
  for (std::size_t i = begin; i < end; ++i)
    if (state.sellers.niche[p.niches.record[i].seller] == niche) p.sellers.placement_price[static_cast<Eigen::Index>(p.niches.record[i].seller)] = columns.placement[i - begin];
}

/// A ranking, and the prices of its places if it has some.
struct BoundRanking {
  Ranking ranking;
  PlacePrices sell;
};

void rank_platform(const World& world, std::size_t platform, const BoundRanking& bound, NicheColumns& columns) {
  PlatformState& p = world.state.platforms[platform];
  Niches& z = p.niches;
  list_active(world.state, p);
  lay_shelves(world.state, p);
  pack_records(world, platform);
  for (std::size_t niche = 0; niche + 1 < z.shelf_first.size(); ++niche) {
    const std::size_t begin = z.shelf_first[niche], end = z.shelf_first[niche + 1], n = end - begin;
    if (n == 0) continue;
    columns.gather(world.state, p, begin, end);
    if (bound.sell) value_views(world.state, p, begin, end, columns.worth);
    bound.ranking({columns.reputation, columns.orders, columns.price, columns.age, columns.worth}, columns.exposure);
    if (bound.sell) sell_places(world.state, p, bound.sell, niche, columns);
    for (std::size_t i = begin; i < end; ++i)
      if (world.state.sellers.niche[z.record[i].seller] == niche) p.sellers.exposure[static_cast<Eigen::Index>(z.record[i].seller)] = columns.exposure[i - begin];
    fill_shelf_tables(columns.exposure, {z.wait.data() + begin, n}, {z.cumulative.data() + begin, n}, {z.guide.data() + begin, n});
  }
}

}  // namespace

void rank(World& world) {
  NicheColumns columns;
  for (std::size_t k = 0; k < world.state.platforms.size(); ++k) {
    PlatformState& p = world.state.platforms[k];
    if (!p.is_alive) continue;
    const RankingRule& rule = ranking_rules()[world.scenario.platforms[k].ranking.row];
    rank_platform(world, k, {rule.bind(p.policy.ranking), rule.sell ? rule.sell(p.policy.ranking) : PlacePrices{}}, columns);
  }
}

}  // namespace townsquare
