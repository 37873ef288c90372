// Where people remember a utility of a platform: what they had there, whom they met, and a campaign move it. A meeting and a campaign also tell of the platform.
#include <algorithm>
#include <span>
#include <vector>

#include "engine/behaviour/participation/participation.hpp"
#include "engine/money.hpp"
#include "engine/phases/phases.hpp"
#include "engine/phases/words.hpp"

namespace townsquare {
namespace {

/// One side of the market on a platform.
struct Side {
  std::span<Perceived> perceived;
  std::uint8_t* flags;
  std::uint8_t informed;
  std::uint32_t index;  // of its draws
};

/// Two people and which of the words orders the pairs.
struct Met {
  std::uint32_t order, person;
};

/// Some people of a side meet in pairs, drawn anew each week: who knows the platform tells of it, and what others make of it moves both.
void meet(const World& world, std::uint32_t stream, const Perception& rule, const Side& side) {
  std::vector<Met> met;
  const std::uint32_t meets = word_below(rule.meeting_share);
  for (std::uint32_t i = 0; i < side.perceived.size(); ++i) {
    const auto words = world.luck.block(Purpose::meeting, stream, i, side.index);
    if (words[0] < meets) met.push_back({words[1], i});
  }
  std::sort(met.begin(), met.end(), [](const Met& a, const Met& b) { return a.order != b.order ? a.order < b.order : a.person < b.person; });
  for (std::size_t k = 0; k + 1 < met.size(); k += 2) {
    const std::uint32_t a = met[k].person, b = met[k + 1].person;
    if (!((side.flags[a] | side.flags[b]) & side.informed)) continue;
    side.flags[a] |= side.informed;
    side.flags[b] |= side.informed;
    perception::tell(side.perceived[a], side.perceived[b], rule);
  }
}

/// A campaign reaches some people of a side.
void advertise(const World& world, std::uint32_t stream, const Perception& rule, const Side& side) {
  const std::uint32_t reached = word_below(rule.reached_share);
  for (std::uint32_t i = 0; i < side.perceived.size(); ++i) {
    if (world.luck.block(Purpose::campaign, stream, i, side.index)[0] >= reached) continue;
    side.flags[i] |= side.informed;
    float& m = side.perceived[i].marketing;
    m = static_cast<float>(perception::moved_within(static_cast<double>(m), static_cast<double>(m) - 1));
  }
}

/// Buyers who came: what the visits were worth against what they have elsewhere, or that they found nothing.
void remember_visits(const World& world, PlatformState& p, const Perception& rule) {
  std::vector<bool> was_served(p.buyers.perceived.size(), false);
  for (const Order& order : p.orders) was_served[order.buyer] = true;
  for (std::size_t i = 0; i < was_served.size(); ++i) {
    const auto row = static_cast<Eigen::Index>(i);
    if (p.buyers.visits[row] == 0) continue;
    const double worth = static_cast<double>(p.buyers.visit_surplus[row]) / p.buyers.visits[row];
    const double step = was_served[i] ? perception::step_of(worth, static_cast<double>(world.state.buyers.record[i].outside_value)) : rule.unserved;
    float& e = p.buyers.perceived[i].experience;
    e = static_cast<float>(perception::moved_within(static_cast<double>(e), step));
  }
}

/// Sellers who were there: what the week brought against what they ask.
void remember_week(const World& world, PlatformState& p) {
  for (std::size_t j = 0; j < p.sellers.perceived.size(); ++j) {
    if (!p.sellers.is_member(j)) continue;
    const double income = static_cast<double>(p.sellers.sales[j] - p.sellers.fees[j] - p.sellers.goods_cost[j]);
    float& e = p.sellers.perceived[j].experience;
    const double step = perception::step_of(income, static_cast<double>(world.state.sellers.reservation_income[static_cast<Eigen::Index>(j)]));
    e = static_cast<float>(perception::moved_within(static_cast<double>(e), step));
  }
}

}  // namespace

void perceive(const World& world, std::size_t platform) {
  PlatformState& p = world.state.platforms[platform];
  if (p.buyers.perceived.empty()) return;
  const Platform& spec = world.scenario.platforms[platform];
  const Perception rule = participation_rules()[spec.participation.row].perception(spec.participation.values);
  remember_visits(world, p, rule);
  remember_week(world, p);
  const std::uint32_t stream = stream_of(world, platform);
  const Side sides[] = {{p.buyers.perceived, p.buyers.flags.data(), buyer_informed, 0}, {p.sellers.perceived, p.sellers.flags.data(), seller_informed, 1}};
  for (const Side& side : sides) {
    if (rule.has_campaign(static_cast<double>(weeks_open(world, platform)))) advertise(world, stream, rule, side);
    meet(world, stream, rule, side);
  }
}

}  // namespace townsquare
