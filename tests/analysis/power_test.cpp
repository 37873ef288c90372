#include "analysis/metrics/power.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <stdexcept>

using namespace townsquare;

namespace {
using Powers = std::vector<std::int64_t>;
const Luck luck = make_luck(1, 2);
}  // namespace

TEST_CASE("a body without power has no measure of it but zeros", "[unit]") {
  for (const Powers& power : {Powers{}, Powers{0, 0, 0}}) {
    const PowerMeasures m = measure_power(power, .5, luck);
    CHECK(m.holders == 0);
    CHECK(m.nakamoto == 0);
    CHECK(m.minimal_winning_coalition == 0);
    CHECK(m.banzhaf_share == 0);
    CHECK(m.pivotal_share == 0);
  }
}

TEST_CASE("a holder of everything is a dictator", "[unit]") {
  const PowerMeasures m = measure_power(Powers{0, 5, 0, 0}, .9, luck);
  CHECK(m.holders == 1);
  CHECK(m.gini == .75);
  CHECK(m.nakamoto == 1);
  CHECK(m.minimal_winning_coalition == 1);
  CHECK(m.banzhaf_share == 1);
  CHECK(m.shapley_shubik == 1);
  CHECK(m.pivotal_share == 1);
}

TEST_CASE("the quota must be exceeded, in whole units and whatever its binary fraction is", "[unit]") {
  CHECK(winning_power(100, .5) == 51);
  CHECK(winning_power(101, .5) == 51);
  CHECK(winning_power(100, .07) == 8);  // .07 * 100 is a hair above 7
  CHECK(winning_power(100, .57) == 58); // .57 * 100 is a hair below 57
  CHECK(winning_power(3, 2. / 3) == 3);
  CHECK(winning_power(10, 0) == 1);
}

TEST_CASE("the least winning coalition takes the largest holders first", "[unit]") {
  CHECK(measure_power(Powers{1, 1, 5, 1, 2}, .5, luck).minimal_winning_coalition == 2);
  CHECK(measure_power(Powers{1, 1, 5, 1, 2}, .8, luck).minimal_winning_coalition == 4);
  CHECK(measure_power(Powers{1, 1, 5, 1, 2}, .95, luck).minimal_winning_coalition == 5);
  CHECK(measure_power(Powers{1, 1, 5, 1, 2}, .8, luck).nakamoto == 2);
}

TEST_CASE("the order of members and members without power change no measure but the Gini index", "[unit]") {
  const PowerMeasures a = measure_power(Powers{9, 3, 3, 2, 1}, .6, luck), b = measure_power(Powers{0, 1, 3, 9, 0, 2, 3}, .6, luck);
  CHECK(a.banzhaf_share == b.banzhaf_share);
  CHECK(a.shapley_shubik == b.shapley_shubik);
  CHECK(a.pivotal_share == b.pivotal_share);
  CHECK(a.minimal_winning_coalition == b.minimal_winning_coalition);
  CHECK(a.holders == b.holders);
  CHECK(a.gini < b.gini);
}

TEST_CASE("indices of all holders add up, also with the most holders that are counted and amounts of any size", "[unit]") {
  Powers power;
  for (std::int64_t i = 0; i < 25; ++i) power.push_back(1'000'000'007 * i * i % 900'000'000'001 + 1);
  const std::int64_t needed = winning_power(std::accumulate(power.begin(), power.end(), std::int64_t{0}), .6);
  const PowerIndices found = exact_power_indices(power, needed);
  CHECK(std::accumulate(found.banzhaf_share.begin(), found.banzhaf_share.end(), 0.) == Approx(1).epsilon(1e-13));
  CHECK(std::accumulate(found.shapley_shubik.begin(), found.shapley_shubik.end(), 0.) == Approx(1).epsilon(1e-13));
  power.push_back(1);
  CHECK_THROWS_AS(exact_power_indices(power, needed), std::invalid_argument);
}

TEST_CASE("chances of fair coins are those of Pascal's triangle", "[unit]") {
  CHECK(fair_coins(0, 0) == 1);
  CHECK(fair_coins(4, 2) == 6. / 16);
  CHECK(fair_coins(5, 0) == 1. / 32);
  CHECK(fair_coins(5, 6) == 0);
  CHECK(fair_coins(5, -1) == 0);
  CHECK(fair_coins(5000, 10) == 0);  // below the smallest double
  double sum = 0;
  for (int k = 0; k <= 1000; ++k) sum += fair_coins(1000, k);
  CHECK(sum == Approx(1).epsilon(1e-13));
}

TEST_CASE("a founder among many members decides as often as drawn votes say, within their error", "[unit]") {
  // more holders than are counted; of 3000 members the yes votes are drawn by the normal law
  const std::int64_t members = GENERATE(500, 3000);
  Powers power(static_cast<std::size_t>(members), 1);
  power.push_back(50);
  const PowerMeasures m = measure_power(power, .5, luck);
  CHECK_FALSE(m.is_exact);
  CHECK(std::isnan(m.shapley_shubik));
  // the founder decides when the members' yes votes, Bin(members, 1/2), are at most 50 short
  const std::int64_t needed = (members + 50) / 2 + 1;
  double exact = 0;
  for (std::int64_t k = needed - 50; k < needed; ++k) exact += fair_coins(members, k);
  CHECK(std::fabs(m.pivotal_share - exact) < 4 * m.pivotal_share_error);
  CHECK(m.banzhaf_share_error > 0);
  const PowerMeasures again = measure_power(power, .5, luck);
  CHECK(again.banzhaf_share == m.banzhaf_share);
}

TEST_CASE("small holders that are drawn together decide as often as when each is drawn", "[unit]") {
  // 600 sizes: 255 are drawn by themselves. The chance of the largest by the normal law of all others' sum
  Powers power;
  double variance = 0;
  for (std::int64_t i = 1; i <= 600; ++i) {
    power.push_back(1000 + i);
    variance += i < 600 ? static_cast<double>((1000 + i) * (1000 + i)) / 4 : 0;
  }
  const PowerMeasures m = measure_power(power, .5, luck);
  const double density = 1600 / std::sqrt(2 * 3.14159265358979324 * variance);
  CHECK(std::fabs(m.pivotal_share - density) < 4 * m.pivotal_share_error);
  // power is nearly in proportion to holdings
  const double part = 1600. / static_cast<double>(std::accumulate(power.begin(), power.end(), std::int64_t{0}));
  CHECK(std::fabs(m.banzhaf_share - part) < 4 * m.banzhaf_share_error);
}

TEST_CASE("a million members with one vote each are measured at once", "[unit]") {
  const Powers power(1'000'000, 1);
  const PowerMeasures m = measure_power(power, .5, luck);
  CHECK(m.is_exact);
  CHECK(m.gini == Approx(0).margin(1e-12));
  CHECK(m.nakamoto == 500'001);
  CHECK(m.banzhaf_share == 1e-6);
  CHECK(m.pivotal_share == Approx(std::sqrt(2 / (3.14159265358979324 * 1e6))).epsilon(1e-5));
}
