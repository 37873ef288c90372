// Ratings, experience, friction and the smoothed columns of sellers.
#include <algorithm>
#include <array>

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

/// What its niche says, for each niche: the mean experience, and how much it pulls. The first member of a niche has nobody to talk to.
struct Talk {
  std::vector<float> mean, pull;

  Talk(const Niches& niches, double rate) {
    for (Eigen::Index z = 0; z < niches.member_buyers.size(); ++z) {
      mean.push_back(static_cast<float>(niches.mean_experience[z]));
      pull.push_back(niches.member_buyers[z] > 0 ? static_cast<float>(rate) : 0.F);
    }
  }
};

/// What a visit weighs in experience when it was as good as expected or better, and when it was worse.
struct Weight {
  float up, down;
};

/// E <- E + gamma (surplus - E) for each visit of a member.
void remember_visits(const BuyerRecord& record, BuyersOnPlatform& b, Eigen::Index row, const Weight& weight) {
  const int visits = b.visits[row];
  const float mean = b.visit_surplus[row] / static_cast<float>(visits);
  if (b.surplus_quarter.size() > 0 && record.price_sensitivity > 0) b.surplus_quarter[row] += b.visit_surplus[row] / record.price_sensitivity * 100;
  const float gamma = mean < b.experience[row] ? weight.down : weight.up;  // visits of a week never cross what they lead to
  for (int v = 0; v < visits; ++v) b.experience[row] += gamma * (mean - b.experience[row]);
  b.uses[row] = static_cast<std::uint16_t>(std::min(65535, b.uses[row] + visits));
  b.visits[row] = 0;
  b.visit_surplus[row] = 0;
}

/// Buyers who remember sellers forget some with each visit, and add what an order was worth to them as it was delivered.
void remember_sellers(const World& world, PlatformState& p) {
  if (p.buyers.loyalty.empty()) return;
  const auto fade = static_cast<float>(world.scenario.visit.loyalty_fade), of_quality = static_cast<float>(world.scenario.market.quality_weight);
  for (std::size_t i = 0; i < p.buyers.loyalty.size(); ++i)
    for (int v = 0; v < p.buyers.visits[static_cast<Eigen::Index>(i)]; ++v) p.buyers.loyalty[i].forget(fade);
  for (const Order& order : p.orders) p.buyers.loyalty[order.buyer].reinforce(order.seller, order.value + of_quality * (order.delivered - order.expected));
}

/// Members learn from their visits, then all are pulled towards what their niche says.
void remember_experience(const World& world, PlatformState& p) {
  const Learning& rule = world.scenario.learning;
  const Weight weight{static_cast<float>(rule.experience_rate), static_cast<float>(std::min(1., rule.experience_rate * (1 + rule.asymmetry)))};
  const Talk talk(p.niches, world.scenario.learning.word_of_mouth_rate);
  const BuyerRecord* record = world.state.buyers.record.data();
  if (p.buyers.surplus_quarter.size() > 0) p.buyers.surplus_quarter *= kept_of_quarter;
  for_chunks(world.state.buyers.size(), buyers_per_chunk, world.is_parallel, [&](std::size_t, std::size_t begin, std::size_t end) {
    // few have been there: listed first, without a branch to guess
    std::array<std::uint32_t, buyers_per_chunk> visitor;
    std::size_t n = 0;
    for (std::size_t i = begin; i < end; ++i) {
      visitor[n] = static_cast<std::uint32_t>(i);
      n += p.buyers.visits[static_cast<Eigen::Index>(i)] != 0;
    }
    for (std::size_t k = 0; k < n; ++k) remember_visits(record[visitor[k]], p.buyers, static_cast<Eigen::Index>(visitor[k]), weight);
    const std::uint8_t* flags = p.buyers.flags.data();
    float* experience = p.buyers.experience.data();
    for (std::size_t i = begin; i < end; ++i) {
      const std::uint32_t z = record[i].niche;
      const float pull = flags[i] & buyer_member ? talk.pull[z] : 0.F;
      experience[i] += pull * (talk.mean[z] - experience[i]);
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
  s.views_quarter = s.views_quarter * kept_of_quarter + s.views.cast<float>();
  s.income_week *= kept_of_quarter;
  for (std::size_t j = 0; j < world.state.sellers.size(); ++j) {
    if (s.sales[j] == 0 && s.fees[j] == 0) continue;
    const auto row = static_cast<Eigen::Index>(j);
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
    perceive(world, k);
    remember_sellers(world, p);
    remember_experience(world, p);
    remember_spending(world, p);
    remember_income(world, p);
    remember_sales(world, p);
  }
}

}  // namespace townsquare
