// A small market that lives whole weeks, and what is left of a run: arms of a case share seed and so luck.
#pragma once
#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

#include "engine/behaviour/attack/attack.hpp"
#include "engine/parallel.hpp"
#include "engine/rules/dispute/dispute.hpp"
#include "engine/rules/fee/fee.hpp"
#include "engine/week.hpp"
#include "tests/engine/small_world.hpp"

namespace townsquare::testing {

inline DecisionProcess& process_of(Scenario& s, DecisionClass c) { return s.platforms[0].decisions[static_cast<std::size_t>(c)]; }

/// Sixty sellers and four hundred buyers, all founders, in two niches, who earn little elsewhere; half a million in cash, and costs of 100 a week.
/// Nobody decides anything; votes, where a test allows them, are quick: no delay, one week, no quorum, no timelock, no cooldown.
inline Scenario small_market(double weeks) {
  Scenario s = plain_scenario();
  s.run.weeks = weeks;
  s.market.buyers = s.platforms[0].launch.founding_buyers = 400;
  s.market.sellers = s.platforms[0].launch.founding_sellers = 60;
  s.market.niches = 2;
  s.market.reservation_income = 100;  // little to do elsewhere: whoever sells has something to lose
  Platform& p = s.platforms[0];
  p.costs = {};
  p.costs.fixed = 10'000;
  p.capital.start_cash = 50'000'000;
  for (DecisionProcess& process : p.decisions) {
    process.body = static_cast<double>(Body::nobody);
    process.voting_delay = process.quorum = process.timelock = process.cooldown = 0;
    process.voting_period = 1;
  }
  return s;
}

/// Votes by tokens of which the founders hold so many; none in custody, none traded.
inline void found_with_tokens(Scenario& s, double supply, double concentration) {
  Ownership& own = s.platforms[0].ownership;
  own.tokens = supply;
  own.custody_share = own.trade_rate = 0;
  own.concentration = concentration;
  s.platforms[0].electorates[0].rule = rule_named(electorate_rules(), "token");
}

/// Somebody who wants the money, from week 30 on, in a platform whose members may spend all of it by one vote.
inline void attack_treasury(Scenario& s, std::string_view attack, std::vector<double> values = {}) {
  DecisionProcess& spending = process_of(s, DecisionClass::spending);
  spending.body = static_cast<double>(Body::members);
  spending.upper_bound = 1;
  AttackPlan& plan = s.platforms[0].attack;
  plan.rule = rule_named(attack_rules(), attack, std::move(values));
  plan.week = 30;
  plan.budget = 1e9;
}

/// What a run leaves: the last state of its platform, the sums of its weeks, and the week of each execution.
struct Lived {
  PlatformState platform;
  std::vector<Week> weeks;
  std::vector<Event> events;

  Lived(const Scenario& s, std::uint64_t seed) {
    const auto last = static_cast<std::int32_t>(s.run.weeks) - 1;
    const std::uint64_t print = simulate(s, seed, 0, [&](const Scenario&, const State& state) {
      weeks.push_back(state.platforms[0].week);
      if (state.week == last) platform = state.platforms[0], events = state.log.events;
    });
    // what a case finds does not hang on threads; one seed of each shows it
    if (seed != 1) return;
    for (int threads : {1, 2, 7}) CHECK(with_threads(threads, [&] { return simulate(s, seed, 0, {}, true); }) == print);
  }

  template <class T>
  double sum(T Week::*what) const {
    double total = 0;
    for (const Week& week : weeks) total += static_cast<double>(week.*what);
    return total;
  }
  std::int64_t count(EventKind kind) const { return std::ranges::count(events, kind, &Event::kind); }
  std::int64_t count(EventKind kind, DecisionClass subject) const {
    return std::ranges::count_if(events, [&](const Event& e) { return e.kind == kind && e.subject == subject; });
  }
  Cents cash() const { return platform.ledger.balance(Account::cash); }
};

}  // namespace townsquare::testing
