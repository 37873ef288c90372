// Members of a platform with money, and somebody who wants it.
#pragma once
#include <vector>

#include "engine/behaviour/attack/attack.hpp"
#include "tests/engine/voting_world.hpp"

namespace townsquare::testing {

inline DecisionProcess& spending_of(Scenario& s) { return s.platforms[0].decisions[static_cast<std::size_t>(DecisionClass::spending)]; }

/// Members decide on spending by simple majority within two weeks; one proposal may ask for all the money. Nobody proposes
/// anything but the attacker, who begins in week 20.
inline Scenario attacked_scenario(double n_members, std::string_view attack, std::vector<double> values = {}) {
  Scenario s = voting_scenario(n_members);
  s.voters.draft_rate = 0;
  DecisionProcess& spending = spending_of(s);
  spending.body = static_cast<double>(Body::members);
  spending.voting_delay = spending.quorum = spending.timelock = spending.cooldown = 0;
  spending.voting_period = 1;
  spending.upper_bound = 1;
  AttackPlan& plan = s.platforms[0].attack;
  plan.rule = rule_named(attack_rules(), attack, std::move(values));
  plan.week = 20;
  plan.budget = 1e9;
  return s;
}

/// Votes by tokens: so many, spread over the founding members, none in custody.
inline void give_tokens(Scenario& s, double supply, double concentration = 0) {
  Ownership& own = s.platforms[0].ownership;
  own.tokens = supply;
  own.custody_share = 0;
  own.concentration = concentration;
  s.platforms[0].electorates[0].rule = rule_named(electorate_rules(), "token");
}

/// A platform with half a million in cash whose members all sold alike.
struct Attacked : SmallWorld {
  static constexpr Cents cash = 50'000'000;

  explicit Attacked(const Scenario& s, std::uint64_t seed = 1) : SmallWorld(s, seed) {
    state.sellers.reservation_income.setConstant(100);
    open_shop(*this);
    write_quarter(*this, std::vector<double>(state.sellers.size(), 1e6), 1e6, .1);
    PlatformState& p = platform();
    p.ledger.move(p.ledger.balance(Account::cash) > cash ? Account::cash : Account::investors, p.ledger.balance(Account::cash) > cash ? Account::investors : Account::cash,
                  std::abs(cash - p.ledger.balance(Account::cash)));
    state.week = 19;
  }
  /// Government alone goes on, for so many weeks.
  void live(int weeks) {
    for (int w = 0; w < weeks; ++w) {
      ++state.week;
      attack(world);
      govern(world);
    }
  }
  const AttackState& attacker() { return platform().attack; }
  const std::vector<Proposal>& proposals() { return platform().governance.proposals; }
  Tokens tokens_everywhere() {
    const Governance& g = platform().governance;
    Tokens sum = g.custody + g.treasury_tokens;
    for (Tokens t : g.members.tokens) sum += t;
    for (Tokens t : g.members.locked) sum += t;
    return sum;
  }
};

}  // namespace townsquare::testing
