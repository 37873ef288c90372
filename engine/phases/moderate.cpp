// Sellers are accused, suspended and let back. Dishonest ones are caught at the hazard that the constitution sets; without due
// process honest ones are hit too. A suspended seller is off the shelf but stays a member, with its vote.
#include "engine/behaviour/participation/information.hpp"
#include "engine/phases/phases.hpp"
#include "engine/phases/record_event.hpp"
#include "engine/phases/words.hpp"

namespace townsquare {
namespace {

void set_flags(std::uint8_t& flags, unsigned on, unsigned off) { flags = static_cast<std::uint8_t>((flags & ~off) | on); }

/// Off the shelf from next week on.
void suspend(const World& world, std::size_t platform, std::size_t seller, std::int32_t until, bool is_dishonest) {
  PlatformState& p = world.state.platforms[platform];
  const auto row = static_cast<Eigen::Index>(seller);
  set_flags(p.sellers.flags[row], seller_suspended, seller_accused);
  p.sellers.heard_week[row] = until;
  p.sellers.exposure[row] = 0;
  ++p.week.sellers_suspended;
  p.week.wrongly_suspended += !is_dishonest;
  record_event(world, platform, EventKind::suspended, 0, actor_number(static_cast<std::uint32_t>(MemberClass::seller), static_cast<std::uint32_t>(seller)));
}

void moderate_platform(World& world, std::size_t platform) {
  PlatformState& p = world.state.platforms[platform];
  const Moderation& rule = p.policy.moderation;
  const std::int32_t week = world.state.week;
  const auto length = static_cast<std::int32_t>(rule.suspension);
  const bool has_due_process = rule.due_process != 0;
  const double caught = information::chance(rule.strictness / 52);
  const double hit = has_due_process ? 0 : information::chance(rule.error * rule.strictness / 52);
  Words words(world.luck, Purpose::suspension, stream_of(world, platform));
  for (std::size_t j = 0; j < world.state.sellers.size(); ++j) {
    const auto row = static_cast<Eigen::Index>(j);
    std::uint8_t& flags = p.sellers.flags[row];
    const bool is_dishonest = static_cast<double>(world.state.sellers.honesty[row]) < rule.dishonest_below;
    // who left is no longer before any court
    if (!(flags & seller_member)) {
      set_flags(flags, 0, seller_accused | seller_suspended);
      continue;
    }
    if (flags & seller_suspended) {
      if (week >= p.sellers.heard_week[row]) set_flags(flags, 0, seller_suspended);
      continue;
    }
    if (flags & seller_accused) {
      if (week >= p.sellers.heard_week[row]) suspend(world, platform, j, week + length, is_dishonest);
      continue;
    }
    if (words(static_cast<std::uint32_t>(j)) >= word_below(is_dishonest ? caught : hit)) continue;
    if (!has_due_process) {
      suspend(world, platform, j, week + length, is_dishonest);
      continue;
    }
    set_flags(flags, seller_accused, 0);
    p.sellers.heard_week[row] = week + static_cast<std::int32_t>(rule.hearing);
  }
}

}  // namespace

void moderate(World& world) {
  for (std::size_t k = 0; k < world.state.platforms.size(); ++k)
    if (world.state.platforms[k].is_alive && world.state.platforms[k].sellers.heard_week.size() > 0) moderate_platform(world, k);
}

}  // namespace townsquare
