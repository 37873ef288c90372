// Rows A3.7, A5.6 and A5.7: who can decide, and how often one does.
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <vector>

#include "analysis/metrics/power.hpp"
#include "tests/theory/statistics.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {

using Powers = std::vector<std::int64_t>;
const Luck luck = make_luck(5, 6);

/// Zipf's law with exponent 1, as whole units.
Powers zipf(std::size_t n) {
  Powers power;
  for (std::size_t rank = 1; rank <= n; ++rank) power.push_back(std::llround(1e9 / static_cast<double>(rank)));
  return power;
}

/// Pivots of every holder in random orders, by the definition.
std::vector<std::int64_t> pivots_of_orders(const Powers& power, std::int64_t needed, std::uint32_t n_orders) {
  std::vector<std::int64_t> pivots(power.size());
  for (std::uint32_t order = 0; order < n_orders; ++order) {
    std::vector<std::size_t> row(power.size());
    std::iota(row.begin(), row.end(), std::size_t{0});
    std::ranges::sort(row, {}, [&](std::size_t i) { return luck.uniform(Purpose::agenda, order, static_cast<std::uint32_t>(i)); });
    std::int64_t sum = 0;
    for (std::size_t i : row)
      if ((sum += power[i]) >= needed) {
        ++pivots[i];
        break;
      }
  }
  return pivots;
}

/// Votes of fair coins in which each holder decides.
std::vector<std::int64_t> pivots_of_coins(const Powers& power, std::int64_t needed, std::uint32_t n_votes) {
  std::vector<std::int64_t> pivots(power.size());
  for (std::uint32_t vote = 0; vote < n_votes; ++vote) {
    const std::uint32_t bits = luck.block(Purpose::judgement, vote, 0)[0];
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < power.size(); ++i) sum += (bits >> i & 1) ? power[i] : 0;
    for (std::size_t i = 0; i < power.size(); ++i) {
      const std::int64_t others = sum - ((bits >> i & 1) ? power[i] : 0);
      pivots[i] += others < needed && others + power[i] >= needed;
    }
  }
  return pivots;
}

}  // namespace

TEST_CASE("A3.7 of n equal holders it takes the smallest majority to decide", "[theory]") {
  for (std::size_t n : {1u, 2u, 3u, 10u, 11u, 1000u}) {
    CAPTURE(n);
    CHECK(measure_power(Powers(n, 7), .5, luck).nakamoto == n / 2 + 1);
  }
}

TEST_CASE("A3.7 of a thousand holders by Zipf's law 24 decide, of ten thousand 75", "[theory]") {
  CHECK(measure_power(zipf(1000), .5, luck).nakamoto == 24);
  CHECK(measure_power(zipf(10000), .5, luck).nakamoto == 75);
}

TEST_CASE("A5.6 the Council of six has the indices of the literature, and its smallest member none", "[theory]") {
  const Powers power = {4, 4, 4, 2, 2, 1};
  const PowerIndices found = exact_power_indices(power, 12);
  const double absolute[] = {10, 10, 10, 6, 6, 0}, share[] = {10, 10, 10, 6, 6, 0}, orders[] = {14, 14, 14, 9, 9, 0};
  for (std::size_t i = 0; i < power.size(); ++i) {
    CHECK(found.banzhaf[i] == absolute[i] / 32);
    CHECK(found.banzhaf_share[i] == share[i] / 42);
    CHECK(found.shapley_shubik[i] == Approx(orders[i] / 60).epsilon(1e-15));
  }
}

TEST_CASE("A5.6 with 50, 49 and 1 per cent the two smaller are alike", "[theory]") {
  const PowerIndices found = exact_power_indices(Powers{50, 49, 1}, 51);
  CHECK(found.banzhaf_share == std::vector<double>{3. / 5, 1. / 5, 1. / 5});
  CHECK(found.shapley_shubik[0] == Approx(2. / 3).epsilon(1e-15));
  CHECK(found.shapley_shubik[2] == Approx(1. / 6).epsilon(1e-15));
  const PowerMeasures measured = measure_power(Powers{1, 0, 50, 49}, .5, luck);
  CHECK(measured.banzhaf_share == 3. / 5);
  CHECK(measured.pivotal_share == 3. / 4);
  CHECK(measured.minimal_winning_coalition == 2);
  CHECK(measured.is_exact);
}

TEST_CASE("A5.6 pivots of fair coins come as often as Banzhaf says, those of random orders as Shapley and Shubik say", "[theory]") {
  const Powers power = {9, 7, 7, 4, 3, 2, 1, 1};
  constexpr std::int64_t needed = 18;
  constexpr std::uint32_t n = 20000;
  const PowerIndices found = exact_power_indices(power, needed);
  const auto coins = pivots_of_coins(power, needed, n), orders = pivots_of_orders(power, needed, n);
  for (std::size_t i = 0; i < power.size(); ++i) {
    CAPTURE(i);
    CHECK(z_of_count(coins[i], n, found.banzhaf[i]) < 4);
    CHECK(z_of_count(orders[i], n, found.shapley_shubik[i]) < 4);
  }
}

TEST_CASE("A5.7 one of 101 equal members decides a vote of fair coins with chance C(100, 50) / 2^100", "[theory]") {
  const PowerMeasures measured = measure_power(Powers(101, 1), .5, luck);
  double exact = 1;  // C(100, 50) / 2^100 as a product of (50 + i) / 4i
  for (int i = 1; i <= 50; ++i) exact *= (50. + i) / (4. * i);
  CHECK(measured.pivotal_share == Approx(exact).epsilon(1e-13));
  CHECK(measured.pivotal_share == Approx(.0795892).epsilon(1e-6));
  CHECK(measured.banzhaf_share == 1. / 101);
  CHECK(measured.pivotal_share_error == 0);
}

TEST_CASE("A5.7 among many members the chance is that of the normal law, sqrt(2 / pi n)", "[theory]") {
  constexpr std::size_t n = 1000001;
  const double normal = std::sqrt(2 / (3.14159265358979324 * n));
  // Stirling's next term is 1/4n
  CHECK(measure_power(Powers(n, 1), .5, luck).pivotal_share == Approx(normal).epsilon(1e-6));
}

TEST_CASE("A5.6 drawn votes find the counted indices within their standard error", "[theory]") {
  // 25 holders can be counted and drawn
  const bool has_large = GENERATE(true, false);
  Powers power(20, has_large ? 3 : 1);
  for (std::int64_t large : {40, 25, 11, 11, 6}) power.push_back(has_large ? large : 2);
  const std::int64_t total = std::accumulate(power.begin(), power.end(), std::int64_t{0}), needed = winning_power(total, .5);
  const PowerMeasures counted = measure_power(power, .5, luck);
  REQUIRE(counted.is_exact);
  const SampledSwings drawn = sample_swings(group_powers(power), needed, luck);
  CHECK(z_of(drawn.share, counted.banzhaf_share, drawn.share_error) < 4);
  CHECK(z_of(drawn.pivotal, counted.pivotal_share, drawn.pivotal_error) < 4);
  CHECK(drawn.share_error < .02);
}
