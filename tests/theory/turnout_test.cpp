// Rows A5.9 and A5.10: quorum and supermajority by the numbers, through the casting of ballots.
#include <catch2/catch.hpp>
#include <cmath>

#include "engine/math.hpp"
#include "tests/engine/voting_world.hpp"
#include "tests/theory/statistics.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
double logit(double p) { return std::log(p / (1 - p)); }

/// Members who are all alike: the same sales, the same reservation income.
struct AlikeMembers : SmallWorld {
  AlikeMembers(const Scenario& s, double take_rate) : SmallWorld(s, 61) {
    state.sellers.reservation_income.setConstant(1);
    open_shop(*this);
    write_quarter(*this, std::vector<double>(state.sellers.size(), 1e6), .1 * 1e6 * static_cast<double>(state.sellers.size()), take_rate);
  }

  /// How many of n ballots end with this result; each is a new proposal of the same change.
  std::int64_t count_results(Result wanted, std::int64_t n_ballots, const Thresholds& thresholds, double proposed) {
    platform().policy.decisions[0].quorum = thresholds.quorum;
    platform().policy.decisions[0].support = thresholds.support;
    std::int64_t count = 0;
    for (std::int64_t ballot = 0; ballot < n_ballots; ++ballot) {
      Proposal p = put_to_vote(*this, static_cast<std::uint32_t>(ballot), proposed);
      count += vote_on(*this, p).result == wanted;
    }
    return count;
  }
};

Scenario turnout_of(double t, double shock) {
  Scenario s = voting_scenario(1000);
  s.voters.duty_mean = logit(t);
  s.voters.ballot_shock = shock;
  return s;
}

/// Chance of a quorum of 50 of 1,000 when a normal shock moves everybody's logit: Simpson's rule over the shock.
double chance_with_shock(double t, double sd) {
  constexpr int n = 400;
  double sum = 0;
  for (int i = 0; i <= n; ++i) {
    const double z = -8 + 16. * i / n, weight = i == 0 || i == n ? 1 : i % 2 ? 4 : 2;
    const double p = 1 / (1 + std::exp(-(logit(t) + sd * z)));
    sum += weight * std::exp(-z * z / 2) / std::sqrt(2 * std::acos(-1.)) * binomial_upper(1000, p, 50);
  }
  return sum * 16. / n / 3;
}

Thresholds voting_thresholds(double quorum, double support) {
  Thresholds t;
  t.quorum = quorum, t.support = support;
  return t;
}

constexpr std::int64_t n_ballots = 1500;
}  // namespace

TEST_CASE("A5.9 independent turnout meets a quorum with the binomial chance", "[theory]") {
  const double t = GENERATE(.04, .05, .06);
  const double row = t == .04 ? .0663 : t == .05 ? .5203 : .9221;
  const double exact = binomial_upper(1000, t, 50);
  CHECK(exact == Approx(row).margin(5e-5));
  AlikeMembers w(turnout_of(t, 0), .1);
  const std::int64_t missed = w.count_results(Result::no_quorum, n_ballots, voting_thresholds(.05, .5), .11);
  CAPTURE(t, missed);
  CHECK(z_of_count(n_ballots - missed, n_ballots, exact) < 4);
}

TEST_CASE("A5.9 a shock common to a ballot makes quorums far less certain, either way", "[theory]") {
  const double t = GENERATE(.04, .06);
  const double exact = chance_with_shock(t, .5), independent = binomial_upper(1000, t, 50);
  AlikeMembers w(turnout_of(t, .5), .1);
  const std::int64_t met = n_ballots - w.count_results(Result::no_quorum, n_ballots, voting_thresholds(.05, .5), .11);
  CAPTURE(t, met, exact, independent);
  CHECK(z_of_count(met, n_ballots, exact) < 4);
  CHECK(std::fabs(exact - .5) < std::fabs(independent - .5));
  CHECK(z_of_count(met, n_ballots, independent) > 10);
}

namespace {

/// Mean of a function of the chance of voting when a normal shock moves everybody's logit: Simpson's rule over the shock.
template <class F>
double mean_over_shock(double t, double sd, F&& f) {
  constexpr int n = 400;
  double sum = 0;
  for (int i = 0; i <= n; ++i) {
    const double z = -8 + 16. * i / n, weight = i == 0 || i == n ? 1 : i % 2 ? 4 : 2;
    sum += weight * std::exp(-z * z / 2) / std::sqrt(2 * std::acos(-1.)) * f(1 / (1 + std::exp(-(logit(t) + sd * z))));
  }
  return sum * 16. / n / 3;
}

}  // namespace

// Tokens w_i voted with a common chance P that is itself random, E P = p and Var P = rho p (1 - p), as in the beta-binomial law:
// E T = p W, Var T = p (1 - p) (S + rho (W^2 - S)), W = sum w, S = sum w^2. With rho = 0 turnout is independent.
TEST_CASE("A5.9 tokens that vote vary as the beta-binomial law says, far more than if holders were independent", "[theory]") {
  const double sigma = GENERATE(0., 1.), t = .05, shock = .5;
  Scenario s = turnout_of(t, shock);
  Ownership& own = s.platforms[0].ownership;
  own.tokens = 1e9, own.concentration = sigma, own.custody_share = 0;
  s.platforms[0].electorates[0].rule = rule_named(electorate_rules(), "token");
  AlikeMembers w(s, .1);
  double all = 0, squares = 0;
  for (Tokens tokens : w.platform().governance.members.tokens) {
    const double held = static_cast<double>(tokens);
    all += held, squares += held * held;
  }
  const double p = mean_over_shock(t, shock, [](double chance) { return chance; });
  const double variance_of_chance = mean_over_shock(t, shock, [p](double chance) { return (chance - p) * (chance - p); });
  const double rho = variance_of_chance / (p * (1 - p));
  std::vector<double> voted, squared;
  for (std::uint32_t ballot = 0; ballot < n_ballots; ++ballot) {
    Proposal proposal = put_to_vote(w, ballot, .11);
    vote_on(w, proposal);
    const House& house = proposal.houses[0];
    const double share = static_cast<double>(house.yes + house.no + house.abstain) / all;
    voted.push_back(share);
    squared.push_back((share - p) * (share - p));
  }
  const double parts = squares / all / all;
  const double correlated = p * (1 - p) * (parts + rho * (1 - parts)), independent = p * (1 - p) * parts;
  CAPTURE(sigma, p, rho, correlated, independent, moments_of(squared).mean);
  CHECK(z_of_mean(voted, p) < 4);
  CHECK(z_of_mean(squared, correlated) < 4);
  CHECK(z_of_mean(squared, independent) > 8);
  CHECK(std::fabs(moments_of(squared).mean - correlated) < std::fabs(moments_of(squared).mean - independent));
}

TEST_CASE("A5.10 a supermajority is reached with the chance P(Bin(V, y) > s V)", "[theory]") {
  constexpr std::int64_t n_members = 120;
  const double y = GENERATE(.5, .6, .7), support = GENERATE(.5, 2. / 3);
  Scenario s = voting_scenario(n_members);
  // everybody gains the same; an error of judgement of the right size makes each vote yes with chance y
  const double present = .3, proposed = .29;
  const AlikeMembers alike(s, present);
  ballot::Outlook outlook;
  outlook.take_rate = present, outlook.gmv = 120e6, outlook.fixed_cost = 12e6, outlook.cash = 6e6, outlook.sigma = 1.2e6, outlook.payout = 1;
  const ballot::Position member{1e6, 1e6 / 1.8 * .92, 0, 0, 0, 1. / n_members, 13};
  const auto worth = [&](double tau) { return ballot::value_to(outlook, ballot::prospect_of(outlook, tau), member); };
  const double gain = worth(proposed) - worth(present);
  s.market.unit_cost_sigma = 0;
  s.voters.judgement_noise = y == .5 ? 1e12 : std::fabs(gain) / math::normal_quantile(y);
  s.platforms[0].pricing = rule_named(pricing_rules(), "cost_plus", {1.8, 0, .08});
  AlikeMembers w(s, present);
  const std::int64_t passed = w.count_results(Result::passed, n_ballots, voting_thresholds(0, support), proposed);
  const double yes = gain > 0 ? y : 1 - y;
  const double exact = binomial_upper(n_members, yes, static_cast<std::int64_t>(support * n_members + 1e-9) + 1);
  CAPTURE(gain, y, support, passed, exact);
  CHECK(exact > 0);
  CHECK(z_of(static_cast<double>(passed), n_ballots * exact, std::max(.5, std::sqrt(n_ballots * exact * (1 - exact)))) < 4);
}
