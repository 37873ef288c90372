// Contracts of fees, pricing, ranking and membership, for every row of each family.
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "engine/institutions.hpp"
#include "engine/rules/dispute/dispute.hpp"
#include "engine/rules/membership/membership.hpp"
#include "engine/parameter_table.hpp"
#include "engine/rules/fee/fee.hpp"
#include "engine/rules/ranking/ranking.hpp"
#include "tests/contract/columns.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
constexpr std::size_t n = 60;

/// Values of a row at the default, the least and the largest of every parameter.
std::vector<std::vector<double>> corners(const RuleRow& row) {
  std::vector<std::vector<double>> all(3, default_values(row));
  std::size_t slot = 0;
  for (const Parameter& p : row.parameters) {
    all[1][slot] = p.min;
    all[2][slot] = p.max;
    slot += static_cast<std::size_t>(p.length);
  }
  return all;
}
}  // namespace

TEST_CASE("every fee keeps a share in [0, .95] of each sale, seller by seller", "[contract]") {
  const auto orders = column_of<std::uint32_t>(n, 1, [](double u) { return u < .2 ? 0 : 1e5 * u * u; });
  const auto order = shuffle_of(n);
  for (const FeeRule& rule : fee_rules())
    for (const std::vector<double>& values : corners(rule.row)) {
      CAPTURE(rule.row.name);
      const Fee fee = rule.bind(values);
      std::vector<double> rate(n, -1), moved(n, -1), none;
      fee({orders}, rate);
      fee({shuffled(orders, order)}, moved);
      for (double r : rate) CHECK((r >= 0 && r <= largest_take_rate));
      CHECK(moved == shuffled(rate, order));
      fee({{}}, none);
      CHECK((rule.voted >= -1 && rule.voted < static_cast<int>(values.size())));
    }
}

TEST_CASE("the level of a tiered fee is the last whose orders are reached", "[contract]") {
  constexpr double unused = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> values = {.5,     .3,     .2,     unused, unused, unused, unused, unused,
                                      0,      10,     100,    unused, unused, unused, unused, unused};
  const Fee fee = fee_rules()[1].bind(values);
  const std::vector<std::uint32_t> orders = {0, 9, 10, 99, 100, 4'000'000'000U};
  std::vector<double> rate(6);
  fee({orders}, rate);
  CHECK(rate == std::vector<double>{.5, .5, .3, .3, .2, .2});
}

TEST_CASE("every pricing asks a positive price, also for goods without cost and at the largest fee", "[contract]") {
  const auto cost = column_of<Cents>(n, 2, [](double u) { return u < .2 ? 0 : 1e6 * u; });
  const auto rate = column_of<double>(n, 3, [](double u) { return u < .2 ? .95 : u > .8 ? 0 : u; });
  const auto order = shuffle_of(n);
  for (const PricingRule& rule : pricing_rules())
    for (const std::vector<double>& values : corners(rule.row)) {
      CAPTURE(rule.row.name);
      const Pricing pricing = rule.bind(values);
      std::vector<Cents> price(n, rule.is_search ? 0 : -1), moved(price), none;
      const std::vector<float> orders(n, 0), views(n, 0);  // nobody has been seen yet
      std::vector<PriceTrial> trial(n);
      pricing({cost, rate, orders, views, orders, .1, 0, trial}, price);
      pricing({shuffled(cost, order), shuffled(rate, order), orders, views, orders, .1, 0, trial}, moved);
      for (Cents p : price) CHECK(p >= 1);
      CHECK(moved == shuffled(price, order));
      pricing({{}, {}}, none);
    }
}

TEST_CASE("every ranking shares attention out once, whoever is asked first", "[contract]") {
  const auto reputation = column_of<float>(n, 4, [](double u) { return u; });
  const auto orders = column_of<float>(n, 5, [](double u) { return u < .5 ? 0 : 300 * u; });
  const auto price = column_of<float>(n, 6, [](double u) { return .01 + 500 * u; });
  const auto age = column_of<std::int32_t>(n, 7, [](double u) { return 300 * u; });
  const auto worth = column_of<float>(n, 8, [](double u) { return u < .3 ? 0 : 90 * u; });
  const auto order = shuffle_of(n);
  for (const RankingRule& rule : ranking_rules()) {
    CAPTURE(rule.row.name);
    const Ranking ranking = rule.bind(default_values(rule.row));
    std::vector<float> exposure(n, -1), moved(n, -1), none;
    ranking({reputation, orders, price, age, worth}, exposure);
    double sum = 0;
    for (float e : exposure) {
      CHECK(e >= 0);
      sum += static_cast<double>(e);
    }
    CHECK(sum == Approx(1).margin(1e-5));
    const auto r = shuffled(reputation, order), o = shuffled(orders, order), p = shuffled(price, order);
    ranking({r, o, p, shuffled(age, order), shuffled(worth, order)}, moved);
    const auto expected = shuffled(exposure, order);
    for (std::size_t i = 0; i < n; ++i) CHECK(static_cast<double>(moved[i]) == Approx(static_cast<double>(expected[i])).epsilon(1e-5));
    ranking({{}, {}, {}, {}}, none);
    // one seller has all the attention there is
    std::vector<float> alone(1);
    ranking({std::vector<float>{.5F}, std::vector<float>{0}, std::vector<float>{1}, std::vector<std::int32_t>{400}, std::vector<float>{20}}, alone);
    CHECK(alone[0] == Approx(1));
    if (rule.sell == nullptr) continue;
    // no place costs more than it is worth
    std::vector<float> owed(n, -1);
    rule.sell(default_values(rule.row))({reputation, orders, price, age, worth}, owed);
    for (std::size_t i = 0; i < n; ++i) CHECK((owed[i] >= 0 && owed[i] <= worth[i]));
  }
}

TEST_CASE("every admission is a threshold on the applicant's luck, and never takes more as luck gets worse", "[contract]") {
  for (const MembershipRule& rule : membership_rules())
    for (const std::vector<double>& values : corners(rule.row)) {
      const Admission admits = rule.bind(values);
      bool before = true;
      for (double u = .0005; u < 1; u += .001) {
        CHECK((before || !admits(u)));
        before = admits(u);
      }
    }
  CHECK_FALSE(membership_rules()[1].bind(std::vector<double>{0})(1e-16));
  CHECK(membership_rules()[1].bind(std::vector<double>{1})(1 - 1e-16));
}
