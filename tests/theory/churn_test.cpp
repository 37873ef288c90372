// Row A4.1: arrivals against a constant chance of leaving, through the leave phase.
#include <catch2/catch.hpp>
#include <cmath>

#include "engine/phases/phases.hpp"
#include "tests/engine/small_world.hpp"
#include "tests/theory/statistics.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
constexpr double arrivals = 50, leaving = .02;  // a week; the chance of a member to leave in one
constexpr int warm_up = 400, n_weeks = 12'000;
constexpr std::size_t n_buyers = 4000;

/// What was counted while the world turned over.
struct Turnover {
  std::vector<double> members, left;
  double weeks_lived = 0, spells_closed = 0, member_weeks = 0, open_weeks = 0;
  std::vector<std::int64_t> still_there = std::vector<std::int64_t>(100, 0);  // spells that outlived t weeks
  std::int64_t spells = 0;  // that began early enough to be seen that long
};

Scenario turning_over() {
  Scenario s = plain_scenario();
  s.market.buyers = n_buyers;
  s.market.sellers = 1;
  s.platforms[0].launch.founding_buyers = 0;
  s.churn.buyer_dissatisfaction = 0;
  return s;
}

/// Fills Poisson many empty places; returns nothing but the new spells' first weeks.
void arrive(SmallWorld& w, std::vector<int>& since, std::size_t& next) {
  const int n = poisson_from_uniform(w.luck.uniform(Purpose::founding, static_cast<std::uint32_t>(w.state.week), 77), arrivals);
  for (int i = 0; i < n;) {
    next = (next + 1) % n_buyers;
    if (since[next] >= 0) continue;
    w.platform().buyers.flags[row_of(next)] = buyer_informed | buyer_member;
    since[next] = w.state.week;
    ++i;
  }
}

Turnover turn_over() {
  SmallWorld w(turning_over(), 8);
  w.state.buyers.leaving_rate.setConstant(static_cast<float>(-std::log1p(-leaving)));
  Turnover t;
  std::vector<int> since(n_buyers, -1);
  std::size_t next = 0;
  for (w.state.week = 0; w.state.week < n_weeks; ++w.state.week) {
    arrive(w, since, next);
    std::int64_t present = 0;
    for (int s : since) present += s >= 0;
    t.member_weeks += static_cast<double>(present);
    w.platform().week.buyers_left = 0;
    leave(w.world);
    for (std::size_t i = 0; i < n_buyers; ++i) {
      if (since[i] < 0 || w.platform().buyers.is_member(i)) continue;
      const int tenure = w.state.week + 1 - since[i];
      ++t.spells_closed, t.weeks_lived += tenure;
      if (since[i] < n_weeks - 100) {
        ++t.spells;
        for (int age = 1; age < 100; ++age) t.still_there[static_cast<std::size_t>(age)] += tenure > age;
      }
      since[i] = -1;
    }
    if (w.state.week >= warm_up) t.members.push_back(static_cast<double>(present)), t.left.push_back(static_cast<double>(w.platform().week.buyers_left));
  }
  for (int first : since) {
    if (first < 0) continue;
    t.open_weeks += n_weeks - first;
    if (first >= n_weeks - 100) continue;
    ++t.spells;
    for (std::int64_t& count : t.still_there) ++count;
  }
  return t;
}
}  // namespace

TEST_CASE("A4.1 arrivals and a constant chance of leaving give Poisson membership and geometric tenure", "[theory]") {
  const Turnover t = turn_over();
  const double mean = arrivals / leaving, n = static_cast<double>(t.members.size());
  const Moments members = moments_of(t.members);
  // stationary Poisson(lambda / delta); weeks overlap, so they count for delta / (2 - delta) of their number
  CHECK(z_of(members.mean, mean, std::sqrt(mean * (2 - leaving) / leaving / n)) < 4);
  const double squared = (1 - leaving) * (1 - leaving);
  CHECK(z_of(members.variance, mean, mean * std::sqrt(2 / n * (1 + squared) / (1 - squared))) < 4);
  double covariance = 0;
  for (std::size_t i = 0; i + 1 < t.members.size(); ++i) covariance += (t.members[i] - members.mean) * (t.members[i + 1] - members.mean) / (n - 1);
  CHECK(z_of(covariance / members.variance, 1 - leaving, std::sqrt((1 - squared) / n)) < 4);
  // of those present each leaves on its own: binomial numbers
  double chi = 0;
  for (std::size_t i = 0; i < t.members.size(); ++i) {
    const double gap = t.left[i] - leaving * t.members[i];
    chi += gap * gap / (t.members[i] * leaving * (1 - leaving));
  }
  CHECK(z_of(chi, n, std::sqrt(2 * n)) < 4);
  // tenure: mean 1 / delta (all weeks lived over all ends), survivors (1 - delta)^t, and L = lambda W exactly
  CHECK(z_of((t.weeks_lived + t.open_weeks) / t.spells_closed, 1 / leaving, std::sqrt(1 - leaving) / leaving / std::sqrt(t.spells_closed)) < 4);
  for (int age : {1, 10, 50, 99}) {
    const std::int64_t count = t.still_there[static_cast<std::size_t>(age)];
    CHECK(z_of_count(count, t.spells, std::pow(1 - leaving, age)) < 4);
  }
  CHECK(t.member_weeks == t.weeks_lived + t.open_weeks);
}

TEST_CASE("A4.1 sellers leave with chance 1 - e^-h, each week alike", "[theory]") {
  Scenario s = plain_scenario();
  s.market.buyers = 1;
  s.market.sellers = s.platforms[0].launch.founding_sellers = 100'000;
  s.churn.seller_dissatisfaction = 0;
  SmallWorld w(s, 9);
  w.state.sellers.leaving_rate.setConstant(.7F);
  price(w.world), rank(w.world);
  std::int64_t members = 100'000;
  for (w.state.week = 0; w.state.week < 3; ++w.state.week) {
    w.platform().week.sellers_left = 0;
    leave(w.world);
    CHECK(z_of_count(w.platform().week.sellers_left, members, 1 - std::exp(-.7)) < 4);
    members -= w.platform().week.sellers_left;
    rank(w.world);
  }
}

namespace {
/// Share of a hundred thousand members still there after some weeks of the leave phase, by week.
std::vector<double> survivors(SmallWorld& w, int weeks) {
  std::vector<double> share;
  for (w.state.week = 0; w.state.week < weeks; ++w.state.week) {
    leave(w.world);
    std::int64_t left = 0;
    for (std::size_t i = 0; i < w.state.buyers.size(); ++i) left += w.platform().buyers.is_member(i);
    share.push_back(static_cast<double>(left) / static_cast<double>(w.state.buyers.size()));
  }
  return share;
}

Scenario everybody_in(double buyer_rate) {
  Scenario s = turning_over();
  s.market.buyers = s.platforms[0].launch.founding_buyers = 100'000;
  s.churn.buyer_rate = buyer_rate;
  return s;
}
}  // namespace

TEST_CASE("A4.2 chances of leaving that differ by a beta law give the survivors B(a, b + t) / B(a, b), and retention that rises with age", "[theory]") {
  // a = 1: chances 1 - (1 - u)^(1/b), survivors b / (b + t), of those the part (b + t) / (b + t + 1) stays another week
  constexpr double b = 4, n = 100'000;
  SmallWorld w(everybody_in(.01), 12);
  for (std::size_t i = 0; i < w.state.buyers.size(); ++i) {
    const double u = (static_cast<double>(i) + .5) / n;
    w.state.buyers.leaving_rate[row_of(i)] = static_cast<float>(-std::log1p(-u) / b);  // hazard of a chance 1 - (1 - u)^(1/b)
  }
  const std::vector<double> share = survivors(w, 40);
  double retention = 0;
  for (int t : {1, 2, 5, 10, 20, 40}) {
    const double expected = b / (b + t), seen = share[static_cast<std::size_t>(t) - 1];
    CAPTURE(t, seen, expected);
    CHECK(z_of(seen, expected, std::sqrt(expected * (1 - expected) / n)) < 4);
    if (t < 40) {
      const double stays = share[static_cast<std::size_t>(t)] / seen;
      CHECK(z_of(stays, (b + t) / (b + t + 1), std::sqrt((b + t) / (b + t + 1) / (b + t + 1) / (n * seen))) < 4);
      CHECK(stays > retention);
      retention = stays;
    }
  }
}

TEST_CASE("A4.2 hazards drawn as the engine draws them, uniform from 0 to h, leave (1 - e^-ht) / ht of members after t weeks", "[theory]") {
  constexpr double h = .3, n = 100'000;
  SmallWorld w(everybody_in(h), 13);
  const std::vector<double> share = survivors(w, 30);
  for (int t : {1, 3, 10, 30}) {
    const double expected = (1 - std::exp(-h * t)) / (h * t);
    CAPTURE(t, share[static_cast<std::size_t>(t) - 1], expected);
    CHECK(z_of(share[static_cast<std::size_t>(t) - 1], expected, std::sqrt(expected * (1 - expected) / n)) < 4);
  }
}
