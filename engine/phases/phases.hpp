// The phases of a week. Each reads frozen columns, acts on agents in parallel, and applies effects in an
// order that does not depend on threads.
#pragma once
#include "engine/simulate.hpp"

namespace townsquare {

void open(World& world);
void shock(World& world);
void inform(World& world);
void join(World& world);
void price(World& world);
void rank(World& world);
void shop(World& world);
void settle(World& world);
void judge(World& world);
void trade_with_self(World& world);
void subsidise(World& world);
void learn(World& world);
void rename(World& world);
void leave(World& world);
void moderate(World& world);
void account(World& world);
void own(World& world);
void attack(World& world);
void govern(World& world);
void cultivate(World& world);
void operate(World& world);

/// Weeks since the platform opened.
inline std::int32_t weeks_open(const World& world, std::size_t platform) {
  return world.state.week - static_cast<std::int32_t>(world.scenario.platforms[platform].launch.week);
}

/// What people remember of a platform's utility, where they do; part of `learn`, while the week's visits are there.
void perceive(const World& world, std::size_t platform);

/// Sells data of users who consent; part of `account`, before the week is added to the quarters.
void sell_data(World& world, std::size_t platform);

/// A rise of the take rate that nobody was asked or told of, kept until it has been felt; nothing where nobody would feel it.
inline void feel_rise(const World& world, std::size_t platform, double rise) {
  const bool is_felt = world.scenario.churn.unannounced_rise > 0 || world.scenario.culture.is_felt();
  if (is_felt && rise > 0) world.state.platforms[platform].unannounced_rise += rise;
}

/// Sells a part of the pages that were visited; part of `account`.
void sell_pages(World& world, std::size_t platform);

/// Adds the week to the quarters that voters and operators look at; part of `account`.
void remember_quarters(World& world, PlatformState& platform);

/// Moves attention between the criteria of an operator's ranking, without notice; part of `operate`.
void reweight(World& world, std::size_t platform);

/// Adds the week's margins to a running split test; part of `account`, while the week's columns are there.
void measure_test(World& world, std::size_t platform);

/// The last 13 weeks in sum, minor units; `is_known` once there were that many.
struct QuarterSums {
  double gmv = 0, fees = 0, costs = 0, variable_costs = 0;
  bool is_known = false;
};
QuarterSums last_quarter(const Quarters& quarters);

}  // namespace townsquare
