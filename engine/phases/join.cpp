// Informed people who are not on a platform look at it, and some join.
#include <algorithm>
#include <limits>
#include <optional>

#include "engine/behaviour/choice/multinomial_logit.hpp"
#include "engine/behaviour/participation/expected_value.hpp"
#include "engine/behaviour/participation/information.hpp"
#include "engine/parallel.hpp"
#include "engine/phases/conduct.hpp"
#include "engine/phases/elsewhere.hpp"
#include "engine/phases/flagged.hpp"
#include "engine/phases/phases.hpp"
#include "engine/phases/words.hpp"
#include "engine/rules/membership/membership.hpp"

namespace townsquare {
namespace {

constexpr std::uint32_t decision = 1;  // index of the draw that decides, beside the one that looks

/// What a buyer sees in one look at the shop window: no cost to anyone, no sale.
double window_logsum(const World& world, const PlatformState& p, const LookRule& rule, std::uint32_t buyer, std::uint32_t stream,
                     LookScratch& scratch) {
  const BuyerRecord& record = world.state.buyers.record[buyer];
  const Looker looker{record.taste, record.price_sensitivity, buyer, stream, 0, Purpose::window_retrieve, Purpose::window_examine};
  Examined examined;
  look(p.niches.shelf(record.niche), rule, looker, world.luck, scratch, examined);
  return static_cast<double>(logsum({examined.utility.data(), examined.n}));
}

/// What holding a share costs a member in a week, minor units: interest at its own discount, its chance of leaving included.
double cost_of_share(const World& world, std::size_t platform) {
  const Platform& spec = world.scenario.platforms[platform];
  return is_run_by(spec, Control::members, world.state.week) ? spec.ownership.buy_in * world.scenario.voters.discount / 13 : 0;
}

/// What the buyers of a week need to know who look at a platform.
struct Window {
  const World& world;
  std::size_t platform;
  std::uint32_t stream;
  double share_cost, subsidy;
  double sellers_there;                  // of all sellers
  std::optional<Perception> perception;  // where people remember a utility
};

/// What people of a platform remember of it; none where they decide by other things.
std::optional<Perception> perception_of(const Platform& spec) {
  const ParticipationRule& rule = participation_rules()[spec.participation.row];
  return rule.perception == nullptr ? std::nullopt : std::optional(rule.perception(spec.participation.values));
}

/// What a buyer has to decide by. Gains are of a rule that weighs them, shares and memories of others.
Opportunity opportunity_of(const Window& window, std::uint32_t buyer, double gain) {
  const PlatformState& p = window.world.state.platforms[window.platform];
  const double perceived = p.buyers.perceived.empty() ? 0 : perception::utility(p.buyers.perceived[buyer], *window.perception);
  return {gain, window.world.scenario.participation.buyer_sharpness, window.sellers_there, perceived};
}

/// A member decides anew whether it wants to be here. Who sells here keeps its account.
bool stays(const Window& window, std::uint32_t buyer) {
  if (sells_too(window.world, window.platform, buyer)) return true;
  const double chance = window.world.institutions[window.platform].joins(opportunity_of(window, buyer, 0));
  return window.world.luck.uniform(Purpose::buyer_look, window.stream, buyer, decision) < chance;
}

/// Joins with what it saw, unless it stays away.
bool consider_joining(const Window& window, std::uint32_t buyer, LookScratch& scratch) {
  const World& world = window.world;
  PlatformState& p = world.state.platforms[window.platform];
  const BuyerRecord& record = world.state.buyers.record[buyer];
  const auto row = static_cast<Eigen::Index>(buyer), z = static_cast<Eigen::Index>(record.niche);
  const double talkers = static_cast<double>(p.niches.member_buyers[z]) * world.scenario.market.buyers_per_agent;
  const double seen = window_logsum(world, p, world.institutions[window.platform].look, buyer, window.stream, scratch) -
                      static_cast<double>(cost_of_advertisements(world.scenario.platforms[window.platform].conduct));
  double expected = expected_value::expected_visit(seen, p.niches.mean_experience[z], talkers);
  if (p.buyers.flags[row] & buyer_former) expected = .5 * (expected + static_cast<double>(p.buyers.experience[row]));
  // a visit bears its part of the week's cost of a share, in utility
  const double each_visit =
      window.share_cost > 0 ? static_cast<double>(record.price_sensitivity) * window.share_cost / 100 / std::max(static_cast<double>(record.need_rate), 1e-6) : 0;
  const Participation& rule = world.scenario.participation;
  const Elsewhere elsewhere = buyer_elsewhere(world, window.platform, buyer, window.subsidy);
  const double cost = rule.join_cost + each_visit + (elsewhere.is_on_other ? rule.buyers_second_home : 0);
  const double chance = world.institutions[window.platform].joins(opportunity_of(window, buyer, expected - world.scenario.visit.friction_final - elsewhere.value - cost));
  if (world.luck.uniform(Purpose::buyer_look, window.stream, buyer, decision) >= chance) return false;
  p.buyers.flags[row] |= buyer_member;
  p.buyers.experience[row] = static_cast<float>(expected);
  if (p.buyers.joined_week.size() > 0) p.buyers.joined_week[row] = world.state.week;
  return true;
}

/// Takes a buyer off all platforms but one, where nobody can be on several; counts whom each of them loses.
void leave_others(const World& world, std::size_t platform, std::uint32_t buyer, std::span<std::int64_t> lost) {
  if (world.scenario.participation.buyers_multihome != 0) return;
  for (std::size_t k = 0; k < world.state.platforms.size(); ++k) {
    std::uint8_t& flags = world.state.platforms[k].buyers.flags[static_cast<Eigen::Index>(buyer)];
    if (k == platform || !(flags & buyer_member) || !world.state.platforms[k].is_alive) continue;
    flags = static_cast<std::uint8_t>((flags & ~buyer_member) | buyer_former);
    ++lost[k];
  }
}

void join_buyers(World& world, std::size_t platform) {
  PlatformState& p = world.state.platforms[platform];
  const std::uint32_t looks = word_below(information::chance(world.scenario.growth.buyer_look_rate));
  const double share_cost = world.scenario.platforms[platform].ownership.buyers_are_members != 0 ? cost_of_share(world, platform) : 0;
  const double sellers = static_cast<double>(std::max<std::size_t>(1, world.state.sellers.size()));
  const Window window{world,      platform, stream_of(world, platform), share_cost, size_in(world.scenario.shocks, MarketShock::copycat, world.state.week) / 100,
                      static_cast<double>(p.niches.active_sellers.sum()) / sellers, perception_of(world.scenario.platforms[platform])};
  // those who decide: strangers who have heard, and where everybody decides anew, members too
  const bool is_anew = world.institutions[platform].staying == Staying::by_new_choice;
  const auto asked = static_cast<std::uint8_t>(is_anew ? buyer_informed : buyer_informed | buyer_member);
  const std::size_t n = world.state.buyers.size(), n_platforms = world.state.platforms.size();
  std::vector<std::int64_t> joined(n_chunks(n, buyers_per_chunk), 0), lost(joined.size() * n_platforms, 0);
  for_chunks(n, buyers_per_chunk, world.is_parallel, [&](std::size_t chunk, std::size_t begin, std::size_t end) {
    LookScratch scratch;
    Words words(world.luck, Purpose::buyer_look, window.stream);
    for (std::size_t i = begin; i < end; ++i) {
      std::uint8_t& flags = p.buyers.flags[static_cast<Eigen::Index>(i)];
      if ((flags & asked) != buyer_informed) continue;
      const auto buyer = static_cast<std::uint32_t>(i);
      if (words(buyer) >= looks) continue;
      if (flags & buyer_member) {
        if (stays(window, buyer)) continue;
        flags = static_cast<std::uint8_t>((flags & ~buyer_member) | buyer_former);
        ++lost[chunk * n_platforms + platform];
        continue;
      }
      if (!consider_joining(window, buyer, scratch)) continue;
      ++joined[chunk];
      leave_others(world, platform, buyer, {lost.data() + chunk * n_platforms, n_platforms});
    }
  });
  for (std::int64_t count : joined) p.week.buyers_joined += count;
  for (std::size_t i = 0; i < lost.size(); ++i) world.state.platforms[i % n_platforms].week.buyers_left += lost[i];
}

/// Chance that a seller who thinks about it applies.
double applies(const World& world, std::size_t platform, double share_cost, std::size_t seller) {
  const PlatformState& p = world.state.platforms[platform];
  const Participation& rule = world.scenario.participation;
  const auto row = static_cast<Eigen::Index>(seller), z = static_cast<Eigen::Index>(world.state.sellers.niche[seller]);
  const double elsewhere = 1 + size_in(world.scenario.shocks, MarketShock::fee_war, world.state.week);
  const double reservation = elsewhere * static_cast<double>(world.state.sellers.reservation_income[row]);
  const double belief = rule.promise_weight * math::exp(-static_cast<double>(weeks_open(world, platform)) / rule.promise_fade);
  double expected = expected_value::expected_income(p.niches.income_paid[z], p.niches.seller_weeks[z], static_cast<double>(p.niches.active_sellers[z]),
                                                    reservation, {belief, rule.promise_optimism, rule.pessimism});
  if (p.sellers.flags[row] & seller_former) expected = .5 * (expected + static_cast<double>(p.sellers.income_week[row]));
  const double asked = elsewhere * asked_income(world, platform, seller) + share_cost;
  const double gain = expected > 0 ? math::log(expected / asked) : -std::numeric_limits<double>::infinity();
  const double buyers = static_cast<double>(std::max<std::size_t>(1, world.state.buyers.size()));
  const double perceived = p.sellers.perceived.empty() ? 0 : perception::utility(p.sellers.perceived[seller], *perception_of(world.scenario.platforms[platform]));
  return world.institutions[platform].joins({gain, rule.seller_sharpness, static_cast<double>(p.niches.member_buyers.sum()) / buyers, perceived});
}

void withdraw(PlatformState& p, std::size_t seller) {
  std::uint8_t& flags = p.sellers.flags[static_cast<Eigen::Index>(seller)];
  flags = static_cast<std::uint8_t>((flags & ~(seller_member | seller_founder)) | seller_former);
  ++p.week.sellers_left;
}

/// Who sells here has an account with which it can buy, unless it buys on another platform and nobody can on two.
void open_account(const World& world, std::size_t platform, std::size_t seller) {
  if (!world.state.sellers.is_also_buyer(seller)) return;
  PlatformState& p = world.state.platforms[platform];
  const bool is_elsewhere = buyer_elsewhere(world, platform, static_cast<std::uint32_t>(seller), 0).is_on_other;
  if (p.buyers.is_member(seller) || (is_elsewhere && world.scenario.participation.buyers_multihome == 0)) return;
  p.buyers.enter(seller, world.state.buyers.record[seller].outside_value, static_cast<float>(world.scenario.visit.friction_final));
  if (p.buyers.joined_week.size() > 0) p.buyers.joined_week[static_cast<Eigen::Index>(seller)] = world.state.week;
  ++p.week.buyers_joined;
}

void admit(const World& world, std::size_t platform, std::size_t seller) {
  PlatformState& p = world.state.platforms[platform];
  const auto row = static_cast<Eigen::Index>(seller);
  for (std::size_t k = 0; k < world.state.platforms.size() && world.scenario.participation.sellers_multihome == 0; ++k) {
    PlatformState& other = world.state.platforms[k];
    if (k == platform || !other.is_alive || !other.sellers.is_member(seller)) continue;
    withdraw(other, seller);
  }
  p.sellers.flags[row] |= seller_member;
  p.sellers.joined_week[row] = world.state.week;
  p.sellers.grace_until[row] = world.state.week + static_cast<std::int32_t>(world.scenario.churn.grace);
  ++p.week.sellers_joined;
  open_account(world, platform, seller);
}

/// Sellers who have heard of the platform and think about it this week: those who are not on it, or where everybody decides anew, all. Who comes first under a cap changes from week to week.
std::vector<std::uint32_t> sellers_who_look(const World& world, const PlatformState& p, std::uint32_t stream, std::uint32_t looks, bool is_anew) {
  const std::size_t n = world.state.sellers.size();
  std::vector<std::uint32_t> lookers;
  Words words(world.luck, Purpose::seller_look, stream);
  const auto asked = static_cast<std::uint8_t>(is_anew ? seller_informed | seller_expelled : seller_informed | seller_member | seller_expelled);
  for (std::uint32_t j : flagged(p.sellers.flags, asked, seller_informed))
    if (words(j) < looks) lookers.push_back(j);
  const auto first = n == 0 ? 0 : static_cast<std::uint32_t>(static_cast<std::size_t>(world.state.week) * 7919 % n);
  std::rotate(lookers.begin(), std::lower_bound(lookers.begin(), lookers.end(), first), lookers.end());
  return lookers;
}

/// Who waits comes in as places become free, first come, first served, unless it no longer wants to.
void admit_waiting(const World& world, std::size_t platform, double share_cost, std::int64_t& members) {
  PlatformState& p = world.state.platforms[platform];
  const Membership& spec = world.scenario.platforms[platform].membership;
  std::size_t n = 0;
  for (; n < p.sellers.waiting.size() && (spec.cap <= 0 || static_cast<double>(members) < spec.cap); ++n) {
    const std::uint32_t id = p.sellers.waiting[n];
    if (p.sellers.flags[static_cast<Eigen::Index>(id)] & (seller_member | seller_expelled)) continue;
    if (world.luck.uniform(Purpose::waiting_list, stream_of(world, platform), id) >= applies(world, platform, share_cost, id)) continue;
    admit(world, platform, id);
    ++members;
  }
  p.sellers.waiting.erase(p.sellers.waiting.begin(), p.sellers.waiting.begin() + static_cast<std::ptrdiff_t>(n));
}

/// Who waits does not apply again.
bool is_waiting(const PlatformState& p, std::uint32_t seller) { return !p.sellers.waiting.empty() && std::ranges::find(p.sellers.waiting, seller) != p.sellers.waiting.end(); }

void join_sellers(World& world, std::size_t platform) {
  PlatformState& p = world.state.platforms[platform];
  const Membership& spec = world.scenario.platforms[platform].membership;
  const Admission admission = membership_rules()[spec.rule.row].bind(p.policy.membership);
  const std::uint32_t stream = stream_of(world, platform);
  const std::uint32_t looks = word_below(information::chance(world.scenario.growth.seller_look_rate));
  const double cap = spec.cap, share_cost = cost_of_share(world, platform);
  std::int64_t members = p.niches.active_sellers.sum();
  const bool is_anew = world.institutions[platform].staying == Staying::by_new_choice;
  const bool has_list = spec.waiting_list != 0 && cap > 0;
  admit_waiting(world, platform, share_cost, members);
  for (const std::uint32_t id : sellers_who_look(world, p, stream, looks, is_anew)) {
    const std::size_t seller = id;
    const bool wants = world.luck.uniform(Purpose::seller_look, stream, id, decision) < applies(world, platform, share_cost, seller);
    if (p.sellers.is_member(seller)) {
      if (wants || world.state.week < p.sellers.grace_until[static_cast<Eigen::Index>(seller)]) continue;
      withdraw(p, seller);
      --members;
      continue;
    }
    if (!wants || is_waiting(p, id)) continue;
    ++p.week.applications;
    const bool is_full = cap > 0 && static_cast<double>(members) >= cap;
    if (is_full && has_list && admission(world.luck.uniform(Purpose::admission, stream, id))) p.sellers.waiting.push_back(id);
    if (is_full || !admission(world.luck.uniform(Purpose::admission, stream, id))) continue;
    admit(world, platform, seller);
    ++members;
  }
}

}  // namespace

void join(World& world) {
  for (std::size_t k = 0; k < world.state.platforms.size(); ++k) {
    if (!world.state.platforms[k].is_alive) continue;
    if (weeks_open(world, k) > 0) join_buyers(world, k);  // there is no window before the first ranking
    join_sellers(world, k);
  }
}

}  // namespace townsquare
