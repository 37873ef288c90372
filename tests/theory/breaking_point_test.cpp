// Breaking points of rules whose thresholds are known: the quorum that turnout still reaches (A5.9), the loss that a network outlives (A2.1), and how many must
// leave for all to follow (A2.5).
#include "analysis/statistics/breaking_point.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "engine/behaviour/participation/by_expected_value.hpp"
#include "tests/engine/voting_world.hpp"
#include "tests/theory/statistics.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {

constexpr double turnout = .05, shock_sd = .5;
constexpr int n_members = 1000, n_quorums = 120;

double logit(double p) { return std::log(p / (1 - p)); }

/// Chance that at least k of the members vote when a normal shock moves everybody's logit: Simpson's rule over the shock.
double chance_of(int k) {
  constexpr int n = 400;
  double sum = 0;
  for (int i = 0; i <= n; ++i) {
    const double z = -8 + 16. * i / n, weight = i == 0 || i == n ? 1 : i % 2 ? 4 : 2;
    const double p = 1 / (1 + std::exp(-(logit(turnout) + shock_sd * z)));
    sum += weight * std::exp(-z * z / 2) / std::sqrt(2 * std::acos(-1.)) * binomial_upper(n_members, p, k);
  }
  return sum * 16. / n / 3;
}

bool covers(const BreakingPoint& point, std::size_t exact) { return (!point.low || *point.low <= exact) && (!point.high || *point.high >= exact); }

}  // namespace

TEST_CASE("A5.9 the quorum at which votes no longer come about lies in the interval of its breaking point", "[theory]") {
  constexpr double needed = .8;
  // place k of the list is a quorum of k + 1 votes
  std::size_t exact = 0;
  while (chance_of(static_cast<int>(exact) + 1) >= needed) ++exact;

  Scenario s = voting_scenario(n_members);
  s.voters.duty_mean = logit(turnout);
  s.voters.ballot_shock = shock_sd;
  SmallWorld w(s, 61);
  w.state.sellers.reservation_income.setConstant(1);
  open_shop(w);
  write_quarter(w, std::vector<double>(w.state.sellers.size(), 1e6), .1 * 1e6 * n_members, .1);
  w.platform().policy.decisions[0].support = .5;

  // a replication is a ballot of its own: the same people turn out for it whatever the quorum
  int n_covered = 0;
  for (std::uint32_t t = 0; t < 100; ++t) {
    const BreakingPoint point = breaking_point(n_quorums, 24, needed, [&](std::span<const Trial> trials) {
      std::vector<bool> held;
      for (const Trial& trial : trials) {
        w.platform().policy.decisions[0].quorum = (static_cast<double>(trial.size) + 1) / n_members;
        Proposal p = put_to_vote(w, 24 * t + trial.replication, .11);
        held.push_back(vote_on(w, p).result != Result::no_quorum);
      }
      return held;
    });
    n_covered += covers(point, exact) ? 1 : 0;
  }
  CAPTURE(exact, n_covered);
  CHECK(n_covered >= 93);
}

TEST_CASE("A2.1 a network outlives the loss of all above its critical mass, and the breaking point covers it", "[theory]") {
  // tastes from 0 to 1, cost f / v = .16: of a share of .8 as many can go at once until .2 are left
  constexpr std::size_t n = 2'000, n_losses = 81;
  constexpr double cost = .16, needed = .5;  // half of the draws lie on each side of the root
  const Joins joins = by_expected_value_rule().bind({});

  const auto outlives = [&](std::uint32_t draw, double loss) {
    const Luck luck = make_luck(8, draw);
    std::vector<double> taste(n);
    for (std::size_t i = 0; i < n; ++i) taste[i] = luck.uniform(Purpose::need, 0, static_cast<std::uint32_t>(i));
    double share = .8 - loss;
    for (int week = 0; week < 60 && share > .01 && share < .6; ++week) {
      std::size_t there = 0;
      for (std::size_t i = 0; i < n; ++i) there += joins({taste[i] * share - cost, 1e9, 0, 0}) > .5 ? 1 : 0;
      share = static_cast<double>(there) / n;
    }
    return share > .5;
  };

  // sizes from a loss of .56 to .64, in steps of a thousandth; .6 is the 41st
  constexpr std::size_t exact = 40;
  int n_covered = 0;
  for (std::uint32_t t = 0; t < 100; ++t) {
    const BreakingPoint point = breaking_point(n_losses, 12, needed, [&](std::span<const Trial> trials) {
      std::vector<bool> held;
      for (const Trial& trial : trials) held.push_back(outlives(12 * t + trial.replication, .56 + .001 * static_cast<double>(trial.size)));
      return held;
    });
    n_covered += covers(point, exact) || covers(point, exact + 1) ? 1 : 0;
  }
  CAPTURE(n_covered);
  CHECK(n_covered >= 93);
}

TEST_CASE("A2.5 how many must leave first for a cascade to take all lies in the interval of its breaking point", "[theory]") {
  // people leave when more have left than they bear, which nobody does below thirty of a hundred
  constexpr int n = 100, least = 20, n_sizes = 41;
  constexpr double needed = .5;
  const auto borne_by = [](std::uint32_t stream, std::uint32_t draw) {
    const Luck luck = make_luck(stream, draw);
    std::vector<int> borne(n);
    for (int i = 0; i < n; ++i) borne[static_cast<std::size_t>(i)] = static_cast<int>(n * (.3 + .7 * luck.uniform(Purpose::need, 0, static_cast<std::uint32_t>(i))));
    return borne;
  };

  // the exact chance by counting along those who bear least: the chain ends at the first who bears more than have left
  const auto outlives = [&](std::vector<int> borne, int gone) {
    std::sort(borne.begin() + gone, borne.end());
    for (auto next = borne.begin() + gone; next != borne.end() && *next < gone; ++next) ++gone;
    return gone <= n / 2;
  };
  std::size_t exact = 0;
  for (double share = 1; share >= needed; exact += share >= needed ? 1 : 0) {
    int n_held = 0;
    for (std::uint32_t draw = 0; draw < 4000; ++draw) n_held += outlives(borne_by(9, draw), least + static_cast<int>(exact)) ? 1 : 0;
    share = n_held / 4000.;
  }

  // the rule of participation, week after week
  const Joins joins = by_expected_value_rule().bind({});
  const auto lives_through = [&](std::uint32_t draw, int gone) {
    const std::vector<int> borne = borne_by(10, draw);
    for (int before = -1, leavers = gone; gone != before;) {
      before = gone;
      gone = leavers;
      for (int i = leavers; i < n; ++i) gone += joins({borne[static_cast<std::size_t>(i)] - before + .5, 1e9, 0, 0}) > .5 ? 0 : 1;
    }
    return gone <= n / 2;
  };
  int n_covered = 0;
  for (std::uint32_t t = 0; t < 100; ++t) {
    const BreakingPoint point = breaking_point(n_sizes, 12, needed, [&](std::span<const Trial> trials) {
      std::vector<bool> held;
      for (const Trial& trial : trials) held.push_back(lives_through(12 * t + trial.replication, least + static_cast<int>(trial.size)));
      return held;
    });
    n_covered += covers(point, exact) ? 1 : 0;
  }
  CAPTURE(exact, n_covered);
  CHECK(exact > 5);
  CHECK(exact < n_sizes - 5);
  CHECK(n_covered >= 93);
}
