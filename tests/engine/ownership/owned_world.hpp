// Small platforms with shares and tokens, and what must hold of them each week.
#pragma once
#include <numeric>
#include <string>
#include <vector>

#include "engine/phases/own/own.hpp"
#include "engine/phases/phases.hpp"
#include "engine/rules/dispute/dispute.hpp"
#include "engine/rules/membership/membership.hpp"
#include "tests/engine/scenario_variants.hpp"

namespace townsquare::testing {

/// Every key of ownership and exit at once: buyers, workers and investors are members, tokens are earned, vest, are locked and
/// traded, surplus is retained, and leavers are paid their part.
inline Scenario everything_owned() {
  Scenario s = digital_goods_with_votes();
  s.market.buyers_per_agent = 10;
  s.market.buyers = 300;
  s.platforms[0].launch.founding_buyers = 100;
  Platform& p = s.platforms[0];
  p.surplus = rule_named(surplus_rules(), "patronage", {.05, .05, .4, .2, .1, .1, .1});
  p.capital.start_cash = 5e6;
  p.costs.fixed = 1000;
  p.surplus_cash_floor_weeks = 0;
  p.retained_share = .4;
  p.revolving_weeks = 104;
  p.return_cap = .08;
  Ownership& own = p.ownership;
  own.buyers_are_members = 1;
  own.workers = 3, own.investors = 5, own.buy_in = 2500;
  own.tokens = 100000, own.founders_share = .1, own.investors_share = .2, own.treasury_share = .1;
  own.tokens_per_sale = .5, own.tokens_per_purchase = .25, own.tokens_per_hour = 1, own.vesting = 26;
  own.trade_rate = .1, own.lock_share = .3, own.lock_weeks = 20, own.token_price = 100;
  p.exit.redemption = static_cast<double>(RedemptionRule::pro_rata);
  p.exit.notice = 4, p.exit.yearly_cap = .3;
  return s;
}

/// Sellers who founded a platform that has money and no trade.
inline Scenario quiet_founders(double n, double cash) {
  Scenario s = plain_scenario();
  s.market.buyers = s.market.niches = 1;
  s.platforms[0].launch.founding_buyers = 0;
  s.market.sellers = s.platforms[0].launch.founding_sellers = n;
  s.platforms[0].capital.start_cash = cash;
  s.platforms[0].costs = {};
  return s;
}

inline void make_leave(SmallWorld& w, std::size_t seller) { w.platform().sellers.flags[row_of(seller)] = seller_informed | seller_former; }

inline Tokens tokens_held(const Governance& g) {
  Tokens held = g.custody + g.treasury_tokens;
  for (Tokens t : g.members.tokens) held += t;
  for (Tokens t : g.members.locked) held += t;
  return held;
}

inline Cents capital_of(const PlatformState& p) {
  return std::accumulate(p.governance.members.capital.begin(), p.governance.members.capital.end(), Cents{0});
}

inline Cents money(SmallWorld& w, Account account) { return w.platform().ledger.balance(account); }

/// Tokens of two hundred sellers, the same for each.
inline Scenario spread_evenly(bool is_transferable) {
  Scenario s = quiet_founders(200, 0);
  Ownership& own = s.platforms[0].ownership;
  own.tokens = 200000, own.concentration = 0, own.custody_share = 0, own.trade_rate = .2;
  own.transferable = is_transferable;
  return s;
}

}  // namespace townsquare::testing
