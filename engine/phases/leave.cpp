// Members leave, for reasons of their own or because a platform does not serve them.
#include "engine/behaviour/participation/expected_value.hpp"
#include "engine/behaviour/participation/information.hpp"
#include "engine/parallel.hpp"
#include "engine/phases/niche_statistics.hpp"
#include "engine/phases/phases.hpp"
#include "engine/phases/words.hpp"

namespace townsquare {
namespace {

void leave_buyers(World& world, std::size_t platform) {
  PlatformState& p = world.state.platforms[platform];
  const Scenario& s = world.scenario;
  const std::vector<BuyerRecord>& record = world.state.buyers.record;
  const double subsidy = size_in(s.shocks, MarketShock::copycat, world.state.week) / 100;
  const double mean_need = s.market.need_rate > 0 ? s.market.need_rate : 1;
  std::vector<std::int64_t> left(n_chunks(record.size(), buyers_per_chunk), 0);
  for_chunks(record.size(), buyers_per_chunk, world.is_parallel, [&](std::size_t chunk, std::size_t begin, std::size_t end) {
    Words words(world.luck, Purpose::buyer_leave, stream_of(world, platform));
    for (std::size_t i = begin; i < end; ++i) {
      const auto row = static_cast<Eigen::Index>(i);
      if (!(p.buyers.flags[row] & buyer_member)) continue;
      // most stay whatever they feel: the hazard of the wholly dissatisfied decides at once
      const double own = static_cast<double>(world.state.buyers.leaving_rate[row]);
      const double relative_need = static_cast<double>(record[i].need_rate) / mean_need;
      const std::uint32_t word = words(static_cast<std::uint32_t>(i));
      if (static_cast<double>(word) >= 4294967296. * (own + s.churn.buyer_dissatisfaction * relative_need)) continue;
      const double hazard = expected_value::buyer_leaving_hazard(
          own, s.churn.buyer_dissatisfaction, relative_need, s.participation.buyer_sharpness, value_elsewhere(record[i], subsidy), s.visit.friction_final, static_cast<double>(p.buyers.experience[row]));
      if (word >= word_below(information::chance(hazard))) continue;
      p.buyers.flags[row] = static_cast<std::uint8_t>((p.buyers.flags[row] & ~buyer_member) | buyer_former);
      ++left[chunk];
    }
  });
  for (std::int64_t count : left) p.week.buyers_left += count;
}

void leave_sellers(World& world, std::size_t platform) {
  PlatformState& p = world.state.platforms[platform];
  const Scenario& s = world.scenario;
  const double elsewhere = 1 + size_in(s.shocks, MarketShock::fee_war, world.state.week);
  Words words(world.luck, Purpose::seller_leave, stream_of(world, platform));
  for (std::uint32_t j : p.niches.active) {
    const auto row = static_cast<Eigen::Index>(j);
    // a new seller waits before it judges its income
    const bool judges = world.state.week >= p.sellers.grace_until[row];
    const double own = static_cast<double>(world.state.sellers.leaving_rate[row]), discontent = judges ? s.churn.seller_dissatisfaction : 0.;
    const std::uint32_t word = words(j);
    if (static_cast<double>(word) >= 4294967296. * (own + discontent)) continue;
    const double hazard = expected_value::seller_leaving_hazard(
        own, discontent, static_cast<double>(p.sellers.income_week[row]), elsewhere * static_cast<double>(world.state.sellers.reservation_income[row]), s.participation.seller_sharpness);
    if (word >= word_below(information::chance(hazard))) continue;
    p.sellers.flags[row] = static_cast<std::uint8_t>((p.sellers.flags[row] & ~(seller_member | seller_founder)) | seller_former);
    ++p.week.sellers_left;
  }
}

}  // namespace

void leave(World& world) {
  for (std::size_t k = 0; k < world.state.platforms.size(); ++k) {
    PlatformState& p = world.state.platforms[k];
    if (!p.is_alive) continue;
    leave_buyers(world, k);
    leave_sellers(world, k);
    update_niche_statistics(world.scenario, world.state, p, world.is_parallel);
  }
}

}  // namespace townsquare
