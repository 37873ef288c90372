// A platform of sellers who vote, with a last quarter written by hand.
#pragma once
#include <cmath>
#include <vector>

#include "engine/behaviour/ballot/outlook.hpp"
#include "engine/phases/govern/bodies.hpp"
#include "engine/phases/govern/vote.hpp"
#include "engine/phases/phases.hpp"
#include "tests/engine/small_world.hpp"

namespace townsquare::testing {

/// Sellers who all vote, without errors, shocks, fatigue or delay; the whole surplus is paid by sales.
inline Scenario voting_scenario(double n_members) {
  Scenario s = plain_scenario();
  s.market.buyers = 1;
  s.market.niches = 1;
  s.market.sellers = s.platforms[0].launch.founding_sellers = n_members;
  Voters& v = s.voters;
  v.judgement_noise = v.ballot_shock = v.niche_shock = v.fatigue_per_ballot = v.visibility = v.stakes_weight = v.duty_sd = 0;
  v.duty_mean = 50;
  Platform& p = s.platforms[0];
  p.surplus_reserve_share = 0;
  s.voters.draft_rate = 1;
  DecisionProcess& fees = p.decisions[0];
  fees.voting_delay = fees.quorum = fees.timelock = fees.cooldown = 0;
  fees.voting_period = 1;
  fees.upper_bound = .5;
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

/// A proposal in the first week of its vote, everybody's power in the snapshot.
inline Proposal put_to_vote(SmallWorld& w, std::uint32_t id, double proposed) {
  Proposal proposal;
  proposal.id = id;
  proposal.present = w.platform().policy.fees[0];
  proposal.proposed = proposed;
  proposal.options = {proposal.present, proposed};
  proposal.snapshot_week = w.state.week - 1;
  proposal.close_week = w.state.week;
  governing::open_vote(w.world, 0, proposal);
  return proposal;
}

/// Everybody whose week it is votes, if anybody can judge, and the ballots are counted.
inline Decision vote_on(SmallWorld& w, Proposal& proposal) {
  const auto outlook = governing::outlook_of(w.world, 0);
  if (outlook) {
    const governing::Books books(w.world, 0, *outlook);
    governing::cast_ballots(w.world, books, proposal);
  }
  return governing::count_votes(w.world, 0, proposal);
}

}  // namespace townsquare::testing
