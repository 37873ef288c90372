// Ratings, experience, friction and the smoothed columns of sellers.
#include <algorithm>

#include "engine/math.hpp"
#include "engine/parallel.hpp"
#include "engine/phases/phases.hpp"
#include "engine/phases/words.hpp"

namespace townsquare {
namespace {

constexpr float kept_of_quarter = 12.F / 13.F;  // an exponential sum of 13 weeks

/// Orders are rated by some; a rating is good with the probability of the quality delivered. One order of an
/// agent leaves one rating, however many buyers the agent stands for. Applied in the order of buyers.
void rate(const World& world, PlatformState& p, std::uint32_t stream) {
  const float memory = static_cast<float>(world.scenario.learning.reputation_memory);
  p.sellers.good_ratings *= memory;
  p.sellers.bad_ratings *= memory;
  for (const Order& order : p.orders) {
    const auto words = world.luck.block(Purpose::rating, stream, order.buyer, order.index);
    if (words[0] >= word_below(world.scenario.learning.rating_share)) continue;
    const bool is_good = words[1] < word_below(static_cast<double>(order.delivered));
    (is_good ? p.sellers.good_ratings : p.sellers.bad_ratings)[static_cast<Eigen::Index>(order.seller)] += 1;
  }
}

/// E <- E + gamma (surplus - E) for each visit, then a pull towards what the niche says.
void remember_visits(const World& world, PlatformState& p) {
  const auto gamma = static_cast<float>(world.scenario.learning.experience_rate);
  const auto pull = static_cast<float>(world.scenario.learning.word_of_mouth_rate);
  const std::vector<BuyerRecord>& record = world.state.buyers.record;
  const bool keeps_surplus = p.buyers.surplus_quarter.size() > 0;
  if (keeps_surplus) p.buyers.surplus_quarter *= kept_of_quarter;
  for_chunks(record.size(), buyers_per_chunk, world.is_parallel, [&](std::size_t, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const auto row = static_cast<Eigen::Index>(i);
      if (!(p.buyers.flags[row] & buyer_member)) continue;
      float& experience = p.buyers.experience[row];
      const int visits = p.buyers.visits[row];
      if (visits > 0) {
        const float mean = p.buyers.visit_surplus[row] / static_cast<float>(visits);
        if (keeps_surplus && record[i].price_sensitivity > 0)
          p.buyers.surplus_quarter[row] += p.buyers.visit_surplus[row] / record[i].price_sensitivity * 100;
        for (int v = 0; v < visits; ++v) experience += gamma * (mean - experience);
        p.buyers.uses[row] = static_cast<std::uint16_t>(std::min(65535, p.buyers.uses[row] + visits));
        p.buyers.visits[row] = 0;
        p.buyers.visit_surplus[row] = 0;
      }
      // the first member of a niche has nobody to talk to
      const auto z = static_cast<Eigen::Index>(record[i].niche);
      if (p.niches.member_buyers[z] > 0) experience += pull * (static_cast<float>(p.niches.mean_experience[z]) - experience);
    }
  });
}

/// What niches earned, remembered with a decay; what outsiders can observe.
void remember_income(const World& world, PlatformState& p) {
  const double kept = math::exp(-1 / world.scenario.participation.income_memory);
  p.niches.income_paid *= kept;
  p.niches.seller_weeks *= kept;
  for (std::uint32_t j : p.niches.active) {
    const auto z = static_cast<Eigen::Index>(world.state.sellers.niche[j]);
    p.niches.income_paid[z] += static_cast<double>(p.sellers.sales[j] - p.sellers.fees[j] - p.sellers.goods_cost[j]);
    p.niches.seller_weeks[z] += 1;
  }
}

/// What buyers spent, of one person of the agent, as far as the sale stands.
void remember_spending(const World& world, PlatformState& p) {
  if (p.buyers.spend_quarter.size() == 0) return;
  p.buyers.spend_quarter *= kept_of_quarter;
  const auto people = static_cast<float>(world.scenario.market.buyers_per_agent);
  for (std::size_t i = 0; i < p.buyers.spend.size(); ++i) {
    if (p.buyers.spend[i] == 0) continue;
    p.buyers.spend_quarter[static_cast<Eigen::Index>(i)] += static_cast<float>(p.buyers.spend[i]) / people;
    p.buyers.spend_year[i] += p.buyers.spend[i];
  }
}

void remember_sales(const World& world, PlatformState& p) {
  SellersOnPlatform& s = p.sellers;
  s.sales_quarter *= kept_of_quarter;
  s.orders_quarter *= kept_of_quarter;
  s.views_quarter *= kept_of_quarter;
  s.income_week *= kept_of_quarter;
  for (std::size_t j = 0; j < world.state.sellers.size(); ++j) {
    const auto row = static_cast<Eigen::Index>(j);
    s.views_quarter[row] += static_cast<float>(s.views[row]);
    if (s.sales[j] == 0 && s.fees[j] == 0) continue;
    s.sales_quarter[row] += static_cast<float>(s.sales[j]);
    s.orders_quarter[row] += static_cast<float>(s.orders[row]);
    s.income_week[row] += static_cast<float>(s.sales[j] - s.fees[j] - s.goods_cost[j]) / 13.F;
    s.orders_year[row] += s.orders[row];
    s.sales_year[j] += s.sales[j];
    s.sales_total[j] += s.sales[j];
  }
}

}  // namespace

void learn(World& world) {
  for (std::size_t k = 0; k < world.state.platforms.size(); ++k) {
    PlatformState& p = world.state.platforms[k];
    if (!p.is_alive) continue;
    rate(world, p, stream_of(world, k));
    remember_visits(world, p);
    remember_spending(world, p);
    remember_income(world, p);
    remember_sales(world, p);
  }
}

}  // namespace townsquare
