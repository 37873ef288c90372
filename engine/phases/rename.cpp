// Dishonest sellers with a bad name come back under a new one, where it costs less than the name does.
#include "engine/behaviour/learning/beta_reputation.hpp"
#include "engine/behaviour/misconduct/whitewash.hpp"
#include "engine/behaviour/participation/information.hpp"
#include "engine/phases/flagged.hpp"
#include "engine/phases/listings.hpp"
#include "engine/phases/phases.hpp"
#include "engine/phases/words.hpp"
#include "engine/rules/membership/membership.hpp"

namespace townsquare {
namespace {

constexpr std::uint32_t admission_draw = 1;  // index of the draw that admits the new name, beside the one that thinks of it

misconduct::Name name_of(const World& world, const PlatformState& p, std::uint32_t seller) {
  const auto row = static_cast<Eigen::Index>(seller);
  const Market& m = world.scenario.market;
  const double age = listings_at(m, world.state.week - p.sellers.joined_week[row]), new_age = listings_at(m, 0);
  return {static_cast<double>(p.sellers.income_week[row]), static_cast<double>(beta_reputation(p.sellers.good_ratings[row], p.sellers.bad_ratings[row])),
          static_cast<double>(beta_reputation(0, 0)), m.quality_weight,
          new_age > 0 ? math::log(age / new_age) : 0};
}

/// What the platform knew of the seller is gone. Shares, tokens and what it sold in its life stay with the person.
void forget(SellersOnPlatform& s, std::uint32_t seller, std::int32_t week, std::int32_t grace) {
  const auto row = static_cast<Eigen::Index>(seller);
  for (Column<float>* c : {&s.good_ratings, &s.bad_ratings, &s.sales_quarter, &s.orders_quarter, &s.views_quarter}) (*c)[row] = 0;
  if (s.wash_orders_quarter.size() > 0) s.wash_orders_quarter[row] = 0;
  s.orders_year[row] = 0;
  s.sales_year[seller] = 0;
  s.joined_week[row] = week;
  s.grace_until[row] = week + grace;
  s.flags[row] = static_cast<std::uint8_t>(s.flags[row] & ~(seller_founder | seller_accused));
}

void rename_on(const World& world, std::size_t platform) {
  PlatformState& p = world.state.platforms[platform];
  const Misconduct& rule = world.scenario.misconduct;
  const Membership& spec = world.scenario.platforms[platform].membership;
  const Admission admission = membership_rules()[spec.rule.row].bind(p.policy.membership);
  const std::uint32_t stream = stream_of(world, platform), thinks = word_below(information::chance(rule.whitewash_rate));
  const auto grace = static_cast<std::int32_t>(world.scenario.churn.grace);
  const auto cost = static_cast<Cents>(rule.whitewash_cost);
  for (std::uint32_t j : flagged(p.sellers.flags, seller_member | seller_suspended, seller_member)) {
    const auto row = static_cast<Eigen::Index>(j);
    const bool is_dishonest = static_cast<double>(world.state.sellers.honesty[row]) < p.policy.moderation.dishonest_below;
    if (!is_dishonest || world.luck.block(Purpose::whitewash, stream, j)[0] >= thinks) continue;
    if (!misconduct::takes_new_name(name_of(world, p, j), rule.whitewash_horizon, rule.whitewash_cost)) continue;
    if (!admission(world.luck.uniform(Purpose::whitewash, stream, j, admission_draw))) continue;
    forget(p.sellers, j, world.state.week, grace);
    p.ledger.move(Account::sellers, Account::outside, cost);
    p.week.seller_income -= cost;
    p.sellers.income_week[row] -= static_cast<float>(cost) / 13;
    ++p.week.new_names;
  }
}

}  // namespace

void rename(World& world) {
  if (world.scenario.misconduct.whitewash_rate <= 0) return;
  for (std::size_t k = 0; k < world.state.platforms.size(); ++k)
    if (world.state.platforms[k].is_alive) rename_on(world, k);
}

}  // namespace townsquare
