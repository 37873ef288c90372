// Traps of proposals: who may vote, what is counted, and when a change may be judged.
#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "tests/engine/scenario_variants.hpp"
#include "tests/engine/voting_world.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
constexpr std::size_t n_members = 21;
constexpr double most_of_the_cost = 1.5e6;

/// Members of unequal sales on a platform whose fee is far too high for them.
struct VotingBody : SmallWorld {
  explicit VotingBody(const Scenario& s = voting_scenario(n_members), double present = .4) : SmallWorld(s, 91) {
    state.sellers.reservation_income.setConstant(100);
    open_shop(*this);
    std::vector<double> sales;
    for (std::size_t j = 0; j < n_members; ++j) sales.push_back(1e5 * static_cast<double>(j));  // the first sold nothing
    write_quarter(*this, sales, most_of_the_cost, present);
    platform().ledger.move(Account::investors, Account::cash, 50'000'000);
  }
  void make_leave(std::size_t seller) { platform().sellers.flags[row_of(seller)] = seller_informed | seller_former; }
  const Proposal& last() { return platform().governance.proposals.back(); }
  const House& house() { return last().houses[0]; }
  /// A proposal of an earlier week, as if it had been filed then.
  void file(Proposal p) {
    p.options = {p.present, p.proposed};
    platform().governance.proposals.push_back(std::move(p));
    platform().governance.live.push_back(0);
  }
  void govern_until(std::int32_t week) {
    for (; state.week <= week; ++state.week) govern(world);
    --state.week;
  }
};

Scenario with_delays() {
  Scenario s = voting_scenario(n_members);
  DecisionProcess& fees = s.platforms[0].decisions[0];
  fees.voting_delay = 2, fees.voting_period = 3, fees.quorum = .1, fees.timelock = 4, fees.cooldown = 13;
  fees.lower_bound = .05;
  return s;
}

/// How often each member votes in many ballots, one member at a time in the electorate.
std::vector<int> votes_by_member(SmallWorld& w, std::uint32_t n_ballots) {
  std::vector<int> votes(n_members, 0);
  for (std::uint32_t ballot = 0; ballot < n_ballots; ++ballot)
    for (std::size_t j = 0; j < n_members; ++j) {
      Proposal p = put_to_vote(w, ballot, w.platform().policy.fees[0] - .01);
      std::ranges::fill(p.houses[0].power, 0);
      p.houses[0].power[j] = 1;
      vote_on(w, p);
      votes[j] += static_cast<int>(p.houses[0].cast);
    }
  return votes;
}
}  // namespace

TEST_CASE("a proposal goes through its states in the weeks that the constitution names", "[unit]") {
  VotingBody w(with_delays());
  w.state.week = 20;
  govern(w.world);
  REQUIRE(w.platform().governance.proposals.size() == 1);
  const double asked = w.last().proposed;
  CHECK(w.last().state == ProposalState::pending);
  CHECK(asked == Approx(.39));
  w.govern_until(21);
  CHECK(w.last().state == ProposalState::pending);
  w.govern_until(22);
  CHECK(w.last().state == ProposalState::active);
  CHECK(w.house().electorate == n_members);
  w.govern_until(24);
  CHECK(w.last().state == ProposalState::active);
  w.govern_until(25);
  CHECK(w.last().state == ProposalState::queued);
  CHECK(w.platform().policy.fees[0] == .4);
  w.govern_until(28);
  CHECK(w.platform().policy.fees[0] == .4);
  w.govern_until(29);
  CHECK(w.last().state == ProposalState::executed);
  CHECK(w.platform().policy.fees[0] == asked);
  // trap 18: the changed rule runs a full quarter before anybody may judge it
  w.govern_until(41);
  CHECK(w.platform().governance.proposals.size() == 1);
  w.govern_until(42);
  CHECK(w.platform().governance.proposals.size() == 2);
  // trap 15: the next is one step from the rule in force
  CHECK(w.last().present == asked);
}

TEST_CASE("trap 16: before a first quarter of trade nobody drafts and nobody votes", "[unit]") {
  VotingBody w(with_delays());
  w.platform().quarters.gmv.resize(12);
  w.platform().quarters.fees.resize(12);
  w.platform().quarters.costs.resize(12);
  w.platform().quarters.variable_costs.resize(12);
  w.govern_until(60);
  CHECK(w.platform().governance.proposals.empty());
  Proposal p = put_to_vote(w, 1, .3);
  vote_on(w, p);
  CHECK(p.houses[0].cast == 0);
  // nor when nothing was sold
  w.platform().quarters.gmv.assign(13, 0);
  CHECK_FALSE(governing::outlook_of(w.world, 0));
}

TEST_CASE("trap 16: who left before the snapshot is not in the electorate and drafts nothing", "[unit]") {
  VotingBody w(with_delays());
  // in the week of the draft all but one have left, after they were listed
  for (std::size_t j = 1; j < n_members; ++j) w.make_leave(j);
  w.state.week = 20;
  govern(w.world);
  CHECK(w.platform().governance.proposals.empty());  // the one who stays sold nothing and gains nothing
  // a proposal from before: the snapshot holds those who are members at the end of its week
  Proposal waiting;
  waiting.snapshot_week = 21, waiting.close_week = 24, waiting.execution_week = 28, waiting.present = .4, waiting.proposed = .39;
  w.file(waiting);
  w.state.week = 21;
  govern(w.world);
  CHECK(w.last().state == ProposalState::active);
  CHECK(w.house().electorate == 1);
  CHECK(w.house().members == 1);
}

TEST_CASE("trap 16: who leaves between snapshot and close casts nothing, but stays in the quorum's base", "[unit]") {
  VotingBody w(with_delays());
  w.state.week = 20;
  w.govern_until(22);
  for (std::size_t j = 0; j < n_members; j += 2) w.make_leave(j);
  w.govern_until(25);
  CHECK(w.house().electorate == n_members);
  CHECK(w.house().yes + w.house().no + w.house().abstain == 10);
}

TEST_CASE("trap 16: who joins after the snapshot has no vote", "[unit]") {
  VotingBody w(with_delays());
  w.make_leave(5);
  rank(w.world);
  w.state.week = 20;
  w.govern_until(22);
  CHECK(w.house().electorate == n_members - 1);
  w.platform().sellers.flags[5] = seller_informed | seller_member;
  rank(w.world);
  w.govern_until(25);
  CHECK(w.house().yes + w.house().no + w.house().abstain == n_members - 1);
}

TEST_CASE("trap 9: a member without sales abstains, and counts for the quorum", "[unit]") {
  VotingBody w;
  Proposal p = put_to_vote(w, 1, .39);
  vote_on(w, p);
  CHECK(p.houses[0].abstain == 1);
  CHECK(p.houses[0].yes + p.houses[0].no == n_members - 1);
  CHECK(w.platform().week.ballots_cast == n_members);
  // with errors of judgement it abstains still
  w.scenario.voters.judgement_noise = 1e9;
  Proposal noisy = put_to_vote(w, 2, .39);
  vote_on(w, noisy);
  CHECK(noisy.houses[0].abstain == 1);
}

TEST_CASE("trap 15: votes compare with the policy in force, not with the one at the draft", "[unit]") {
  VotingBody w;
  Proposal p = put_to_vote(w, 1, .30);
  p.present = .01;  // what the draft once saw
  vote_on(w, p);
  CHECK(p.houses[0].yes > p.houses[0].no);
  // the same change asked for from below is a rise
  write_quarter(w, std::vector<double>(n_members, 1e6), 1000, .01);
  Proposal rise = put_to_vote(w, 2, .30);
  vote_on(w, rise);
  CHECK(rise.houses[0].no > rise.houses[0].yes);
}

TEST_CASE("trap 15: an execution checks the bounds again", "[unit]") {
  VotingBody w(with_delays());
  Proposal queued;
  queued.state = ProposalState::queued;
  queued.proposed = .02;  // below the bound of 5 %
  w.file(queued);
  govern(w.world);
  CHECK(w.last().state == ProposalState::executed);
  CHECK(w.platform().policy.fees[0] == .05);
}

TEST_CASE("a vote without quorum expires, one without support is defeated, and both leave the fee alone", "[unit]") {
  for (bool has_quorum : {false, true}) {
    Scenario s = with_delays();
    s.platforms[0].decisions[0].quorum = has_quorum ? 0 : .5;
    s.voters.duty_mean = -50;  // nobody votes
    VotingBody w(s);
    w.state.week = 20;
    w.govern_until(25);
    CHECK(w.last().state == (has_quorum ? ProposalState::defeated : ProposalState::expired));
    w.govern_until(37);
    CHECK(w.platform().governance.proposals.size() == 1);  // the cooldown holds here too
    CHECK(w.platform().policy.fees[0] == .4);
  }
}

TEST_CASE("trap 20: duty is a fixed trait: the same people vote again and again", "[unit]") {
  Scenario s = voting_scenario(n_members);
  s.voters.duty_mean = 0;
  s.voters.duty_sd = 1.5;
  VotingBody w(s);
  const std::vector<float> duty = w.platform().governance.members.duty;
  constexpr std::uint32_t n_ballots = 200;
  const std::vector<int> votes = votes_by_member(w, n_ballots);
  double spread = 0;
  for (std::size_t j = 0; j < n_members; ++j) {
    const double p = 1 / (1 + std::exp(-static_cast<double>(duty[j])));
    CHECK(std::fabs(votes[j] - n_ballots * p) < 4 * std::sqrt(n_ballots * p * (1 - p)) + 1);
    spread += (votes[j] - 100.) * (votes[j] - 100.) / n_members;
  }
  CHECK(spread > 10 * n_ballots / 4.);  // far more than chance alone would give
  CHECK(w.platform().governance.members.duty == duty);
}

TEST_CASE("fatigue grows with each ballot received, also by those who do not vote, and fades by the week", "[unit]") {
  Scenario s = voting_scenario(n_members);
  s.voters.fatigue_per_ballot = .05;
  s.voters.duty_mean = -50;
  s.voters.draft_rate = 0;
  VotingBody w(s);
  for (std::uint32_t ballot = 0; ballot < 3; ++ballot) {
    Proposal p = put_to_vote(w, ballot, .39);
    vote_on(w, p);
  }
  for (float f : w.platform().governance.members.fatigue) CHECK(f == Approx(.15));
  govern(w.world);
  for (float f : w.platform().governance.members.fatigue) CHECK(f == Approx(.135));
}

TEST_CASE("A5.1 proposals, votes and executions bring the fee to the median member's ideal within a step", "[theory]") {
  Scenario s = voting_scenario(n_members);
  s.market.unit_cost_sigma = 1;  // members whose margins differ, and so their ideals
  s.platforms[0].pricing = rule_named(pricing_rules(), "fixed", {4000});
  const double start = GENERATE(.02, .45);
  VotingBody w(s, start);
  double gmv = 0;
  const double sales_at_start = static_cast<double>(w.platform().sellers.sales_quarter.sum());
  // ideals on the grid of steps from the start, by the ballot's own value
  ballot::Outlook o;
  o.take_rate = start, o.fixed_cost = 13. * static_cast<double>(static_cast<Cents>(most_of_the_cost / 13)), o.payout = 1;
  for (Cents c : w.platform().quarters.gmv) gmv += static_cast<double>(c);
  o.gmv = gmv;
  o.cash = static_cast<double>(w.platform().ledger.balance(Account::cash));
  o.sigma = .1 * o.fixed_cost;
  std::vector<double> ideal;
  for (std::size_t j = 1; j < n_members; ++j) {  // the one without sales abstains
    const double sales = static_cast<double>(w.platform().sellers.sales_quarter[row_of(j)]);
    const double goods = sales * static_cast<double>(w.state.sellers.unit_cost[j]) / 4000;
    const ballot::Position m{sales, goods, 0, 0, 0, sales / sales_at_start, 1300};
    double best = 0, most = -1e300;
    for (double tau = std::fmod(start, .01); tau <= .5 + 1e-9; tau += .01) {
      const double value = ballot::value_to(o, ballot::prospect_of(o, tau), m);
      if (value > most) most = value, best = tau;
    }
    ideal.push_back(best);
  }
  std::ranges::sort(ideal);
  // weeks of government in a world where the members' belief in the elasticity is right
  std::set<std::size_t> n_voted;
  for (double before = start; w.state.week < 400; ++w.state.week) {
    govern(w.world);
    const double now = w.platform().policy.fees[0];
    if (now == before) continue;
    const double ratio = (1 - now) / (1 - before);
    for (Cents& c : w.platform().quarters.gmv) c = static_cast<Cents>(static_cast<double>(c) * ratio + .5);
    w.platform().sellers.sales_quarter *= static_cast<float>(ratio);
    before = now;
  }
  const double settled = w.platform().policy.fees[0];
  CAPTURE(start, settled, ideal.front(), ideal[9], ideal[10], ideal.back());
  CHECK(settled >= ideal[9] - .01 - 1e-9);
  CHECK(settled <= ideal[10] + .01 + 1e-9);
}
