// Small markets of every kind, by name.
#pragma once
#include <initializer_list>
#include <span>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "engine/rules/dispute/dispute.hpp"
#include "engine/rules/membership/membership.hpp"
#include "engine/rules/fee/fee.hpp"
#include "tests/engine/small_world.hpp"

namespace townsquare::testing {

struct Variant {
  const char* name;
  Scenario (*make)();
};

inline Scenario short_default() {
  Scenario s = default_scenario();
  s.run.weeks = 130;
  s.market.buyers = 1500;
  s.market.sellers = 300;
  s.platforms[0].launch.founding_buyers = 300;
  return s;
}

/// Goods without cost at a list price, admission and cap, a surplus split, and eager voters.
inline Scenario digital_goods_with_votes() {
  Scenario s = short_default();
  s.market.unit_cost = 0;
  s.market.listings_per_week = 3;
  Platform& p = s.platforms[0];
  p.pricing = rule_named(pricing_rules(), "fixed", {2000});
  p.fees.values = {.45};
  p.membership.rule = rule_named(membership_rules(), "curated", {.1});
  p.membership.cap = 60;
  p.surplus = rule_named(surplus_rules(), "patronage", {.05, .05, .9, 0, 0, 0, 0});
  p.costs.fixed = 30000;
  s.voters.draft_rate = .1;
  p.decisions[0].quorum = .02;
  p.decisions[0].cooldown = 4;
  p.decisions[0].upper_bound = .9;
  return s;
}

inline Scenario operator_harvests() {
  Scenario s = short_default();
  s.run.weeks = 200;
  Platform& p = s.platforms[0];
  p.control = static_cast<double>(Control::operator_);
  p.operator_rule = rule_named(operator_rules(), "grow_then_harvest", {.2, 20, 0, .05, 6});
  p.surplus = rule_named(surplus_rules(), "investors");
  p.capital.start_cash = 50e6;
  p.marketing = {50000, 3, 50000};
  return s;
}

inline Scenario tiered_schedule() {
  Scenario s = operator_harvests();
  Platform& p = s.platforms[0];
  p.operator_rule = rule_named(operator_rules(), "published_schedule");
  p.fees = rule_named(fee_rules(), "tiered");
  p.fees.values[0] = .5, p.fees.values[1] = .3, p.fees.values[8] = 0, p.fees.values[9] = 20;
  return s;
}

/// A value of a schedule by its place among the keys; every list of it has six slots.
inline std::size_t schedule_slot(std::string_view key) {
  const RuleRow& row = fee_rules()[2].row;
  std::size_t slot = 0;
  for (const Parameter& parameter : row.parameters) {
    if (parameter.key == key) return slot;
    slot += static_cast<std::size_t>(parameter.length);
  }
  throw std::logic_error("a schedule has no such key");
}

/// A schedule with these values, the rest at their defaults; what is not named costs nothing.
inline RuleChoice schedule_of(std::initializer_list<std::pair<std::string_view, double>> values) {
  RuleChoice choice = rule_named(fee_rules(), "schedule");
  choice.values[schedule_slot("take_rate")] = 0;
  for (const auto& [key, value] : values) choice.values[schedule_slot(key)] = value;
  return choice;
}

/// Every part of a fee on both sides, and a date in mid-run; buyers are members and vote on all of it.
inline Scenario every_part_of_a_fee() {
  Scenario s = digital_goods_with_votes();
  Platform& p = s.platforms[0];
  p.fees = schedule_of({{"take_rate", .2}, {"per_order", 30}, {"payment_rate", .031}, {"payment_fixed", 27}, {"advertising_rate", .15}, {"advertised_share", .13},
                        {"listing_fee", 7}, {"subscription", 131}, {"buyer_fee", .047}, {"buyer_per_order", 13}});
  p.fees.values[schedule_slot("effective_week") + 1] = 60;
  p.fees.values[schedule_slot("take_rate") + 1] = .25;
  p.fees.values[schedule_slot("subscription") + 1] = 77;
  p.ownership.buyers_are_members = 1;
  s.delivery.dispute_base = .1;
  return s;
}

inline Scenario one_of_each() {
  Scenario s = short_default();
  s.market.buyers = s.market.sellers = s.market.niches = s.platforms[0].launch.founding_sellers = s.platforms[0].launch.founding_buyers = 1;
  s.market.need_rate = 3;
  return s;
}

inline Scenario nobody_founds() {
  Scenario s = short_default();
  s.platforms[0].launch.founding_sellers = s.platforms[0].launch.founding_buyers = 0;
  return s;
}

/// A year of costs for a few weeks' cash, many disputes waiting and a vote on its way: closes in mid-run.
inline Scenario platform_that_dies() {
  Scenario s = digital_goods_with_votes();
  s.run.draw_assumptions = 0;
  Platform& p = s.platforms[0];
  p.costs.fixed = 400000;
  p.capital.start_cash = 8e6;
  p.disputes = rule_named(dispute_rules(), "desk", {0, 60, .9, 0});
  p.decisions[0].voting_period = 10;
  s.delivery.dispute_base = .3;
  return s;
}

inline Scenario keyed_luck() {
  Scenario s = digital_goods_with_votes();
  s.run.luck = static_cast<double>(LuckKind::keyed);
  return s;
}

inline Scenario agents_that_stand_for_ten() {
  Scenario s = digital_goods_with_votes();
  s.market.buyers_per_agent = 10;
  s.market.buyers = 300;
  return s;
}

inline Scenario more_niches_than_sellers() {
  Scenario s = short_default();
  s.market.sellers = 20;
  s.market.niches = 70;
  s.market.buyers = 60;
  s.platforms[0].launch.founding_sellers = 10;
  return s;
}

/// A co-op and an operator's platform in one market.
inline Scenario two_platforms() {
  Scenario s = digital_goods_with_votes();
  s.platforms.push_back(operator_harvests().platforms[0]);
  s.platforms[1].name = "rival";
  s.platforms[1].pricing = s.platforms[0].pricing;
  return s;
}

inline std::span<const Variant> all_variants() {
  static const Variant table[] = {
      {"default", short_default},
      {"digital goods, members vote", digital_goods_with_votes},
      {"operator harvests", operator_harvests},
      {"tiered schedule", tiered_schedule},
      {"every part of a fee", every_part_of_a_fee},
      {"one buyer, one seller, one niche", one_of_each},
      {"nobody founds", nobody_founds},
      {"platform that dies", platform_that_dies},
      {"keyed luck", keyed_luck},
      {"agents that stand for ten", agents_that_stand_for_ten},
      {"more niches than sellers", more_niches_than_sellers},
      {"two platforms", two_platforms},
  };
  return table;
}

}  // namespace townsquare::testing
