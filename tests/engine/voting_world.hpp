// A platform of sellers who vote, with a last quarter written by hand.
#pragma once
#include <cmath>
#include <vector>

#include "engine/behaviour/ballot/fee_ballot.hpp"
#include "engine/phases/fee_vote.hpp"
#include "engine/phases/phases.hpp"
#include "tests/engine/small_world.hpp"

namespace townsquare::testing {

/// Sellers who all vote, without errors, shocks, fatigue or delay; the whole surplus is paid by sales.
inline Scenario voting_scenario(double n_members) {
  Scenario s = plain_scenario();
  s.market.buyers = 1;
  s.market.niches = 1;
  s.market.sellers = s.growth.founding_sellers = n_members;
  Voters& v = s.voters;
  v.judgement_noise = v.ballot_shock = v.niche_shock = v.fatigue_per_ballot = v.visibility = v.stakes_weight = v.duty_sd = 0;
  v.duty_mean = 50;
  Platform& p = s.platforms[0];
  p.surplus_reserve_share = 0;
  p.fee_decisions = {0, 1, 0, .5, 0, 0, .01, 0, .5, 1};
  return s;
}

/// Writes a quarter of these sales at a take rate; costs are fixed. Money in minor units per quarter.
inline void write_quarter(SmallWorld& w, const std::vector<double>& sales, double fixed_cost, double take_rate) {
  PlatformState& p = w.platform();
  double gmv = 0;
  for (std::size_t j = 0; j < sales.size(); ++j) {
    p.sellers.sales_quarter[row_of(j)] = static_cast<float>(sales[j]);
    gmv += sales[j];
  }
  p.policy.fees[0] = take_rate;
  p.quarters.gmv.assign(13, static_cast<Cents>(gmv / 13));
  p.quarters.fees.assign(13, static_cast<Cents>(gmv * take_rate / 13));
  p.quarters.costs.assign(13, static_cast<Cents>(fixed_cost / 13));
  p.quarters.variable_costs.assign(13, 0);
}

/// Sellers set prices and are listed: everybody is a member who may vote.
inline void open_shop(SmallWorld& w) {
  price(w.world);
  rank(w.world);
}

/// A proposal in its voting period, everybody's vote in the snapshot.
inline Proposal put_to_vote(SmallWorld& w, std::uint32_t id, double proposed) {
  Proposal proposal;
  proposal.id = id;
  proposal.present = w.platform().policy.fees[0];
  proposal.proposed = proposed;
  proposal.members = proposal.electorate = static_cast<std::int64_t>(w.platform().niches.active.size());
  proposal.state = ProposalState::active;
  for (std::uint32_t j : w.platform().niches.active) w.platform().governance.snapshot_power[j] = 1;
  return proposal;
}

}  // namespace townsquare::testing
