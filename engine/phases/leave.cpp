// Members leave, for reasons of their own or because a platform does not serve them.
#include <algorithm>
#include <array>
#include <span>

#include "engine/behaviour/participation/expected_value.hpp"
#include "engine/behaviour/participation/information.hpp"
#include "engine/parallel.hpp"
#include "engine/phases/elsewhere.hpp"
#include "engine/phases/flagged.hpp"
#include "engine/phases/niche_statistics.hpp"
#include "engine/phases/phases.hpp"
#include "engine/phases/words.hpp"

namespace townsquare {
namespace {

/// What is the same for all buyers of a week.
struct BuyersWeek {
  const World& world;
  std::size_t platform;
  double mean_need;  // of the market
  double subsidy;    // of a copycat, major units
  double dissatisfaction;  // hazard of the wholly dissatisfied; 0 where members do not leave for that
};

/// Members whose luck is low enough to think of leaving: most stay whatever they feel, for even the hazard of the wholly
/// dissatisfied is beyond their luck. Gives how many, their places in the group in `thinking`.
std::size_t find_thinking(const BuyersWeek& week, std::size_t first, std::size_t size, std::span<const std::uint32_t> words, std::span<std::uint32_t> thinking) {
  const State& state = week.world.state;
  const std::uint8_t* flags = state.platforms[week.platform].buyers.flags.data() + first;
  const float* own = state.buyers.leaving_rate.data() + first;
  const BuyerRecord* record = state.buyers.record.data() + first;
  const auto of_need = static_cast<float>(week.dissatisfaction / week.mean_need);
  std::size_t n = 0;
  for (std::uint32_t i = 0; i < size; ++i) {
    // written always, counted when it may be; a little more than the hazard, for what rounding takes
    const float most = (own[i] + of_need * record[i].need_rate) * 1.0001F + 1e-6F;
    thinking[n] = i;
    n += (flags[i] & buyer_member) != 0 && to_uniform_float(words[i]) < most;
  }
  return n;
}

/// Who sells here keeps its account.
bool leaves(const BuyersWeek& week, std::size_t buyer, std::uint32_t word) {
  if (sells_too(week.world, week.platform, buyer)) return false;
  const Scenario& s = week.world.scenario;
  const State& state = week.world.state;
  const BuyerRecord& record = state.buyers.record[buyer];
  const auto row = static_cast<Eigen::Index>(buyer);
  const double hazard = expected_value::buyer_leaving_hazard(static_cast<double>(state.buyers.leaving_rate[row]), week.dissatisfaction,
                                                             static_cast<double>(record.need_rate) / week.mean_need, s.participation.buyer_sharpness, buyer_elsewhere(week.world, week.platform, static_cast<std::uint32_t>(buyer), week.subsidy).value,
                                                             s.visit.friction_final, static_cast<double>(state.platforms[week.platform].buyers.experience[row]));
  return word < word_below(information::chance(hazard));
}

void leave_buyers(World& world, std::size_t platform) {
  PlatformState& p = world.state.platforms[platform];
  const Scenario& s = world.scenario;
  const BuyersWeek week{world, platform, s.market.need_rate > 0 ? s.market.need_rate : 1, size_in(s.shocks, MarketShock::copycat, world.state.week) / 100,
                       world.institutions[platform].staying == Staying::by_worth ? s.churn.buyer_dissatisfaction : 0};
  const std::size_t n = world.state.buyers.size();
  std::vector<std::int64_t> left(n_chunks(n, buyers_per_chunk), 0);
  for_chunks(n, buyers_per_chunk, world.is_parallel, [&](std::size_t chunk, std::size_t begin, std::size_t end) {
    std::array<std::uint32_t, words_group> thinking;
    for (std::size_t first = begin; first < end; first += words_group) {
      const auto words = words_of_group(world.luck, Purpose::buyer_leave, stream_of(world, platform), static_cast<std::uint32_t>(first / words_group));
      const std::size_t n_thinking = find_thinking(week, first, std::min<std::size_t>(words_group, end - first), words, thinking);
      for (std::size_t i = 0; i < n_thinking; ++i) {
        const std::size_t buyer = first + thinking[i];
        if (!leaves(week, buyer, words[thinking[i]])) continue;
        std::uint8_t& flags = p.buyers.flags[static_cast<Eigen::Index>(buyer)];
        flags = static_cast<std::uint8_t>((flags & ~buyer_member) | buyer_former);
        ++left[chunk];
      }
    }
  });
  for (std::int64_t count : left) p.week.buyers_left += count;
}

void leave_sellers(World& world, std::size_t platform) {
  PlatformState& p = world.state.platforms[platform];
  const Scenario& s = world.scenario;
  const double elsewhere = 1 + size_in(s.shocks, MarketShock::fee_war, world.state.week);
  const double betrayed = s.churn.unannounced_rise * p.unannounced_rise;
  const bool is_judged = world.institutions[platform].staying == Staying::by_worth;
  Words words(world.luck, Purpose::seller_leave, stream_of(world, platform));
  for (std::uint32_t j : flagged(p.sellers.flags, seller_member | seller_suspended, seller_member)) {
    const auto row = static_cast<Eigen::Index>(j);
    // a new seller waits before it judges its income
    const bool judges = is_judged && world.state.week >= p.sellers.grace_until[row];
    const double own = static_cast<double>(world.state.sellers.leaving_rate[row]) + betrayed, discontent = judges ? s.churn.seller_dissatisfaction : 0.;
    const std::uint32_t word = words(j);
    if (static_cast<double>(word) >= 4294967296. * (own + discontent)) continue;
    const double hazard = expected_value::seller_leaving_hazard(
        own, discontent, static_cast<double>(p.sellers.income_week[row]), elsewhere * asked_income(world, platform, j), s.participation.seller_sharpness);
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
