#include <catch2/catch.hpp>
#include <limits>
#include <numeric>
#include <vector>

#include "engine/money.hpp"
#include "engine/random.hpp"

using namespace townsquare;

namespace {

using Weights = std::vector<std::int64_t>;
using Parts = std::vector<Cents>;

Parts split(Cents total, const Weights& weights) {
  return split_by_largest_remainder(total, std::span<const std::int64_t>(weights));
}

Parts split_real(Cents total, const std::vector<double>& weights) {
  return split_by_largest_remainder(total, std::span<const double>(weights));
}

Cents sum_of(const Parts& parts) { return std::accumulate(parts.begin(), parts.end(), Cents{0}); }

/// Weights of very different sizes, a few of them zero.
Weights draw_weights(std::uint32_t round, std::size_t n) {
  const Luck luck = make_luck(3, round);
  Weights weights(n);
  for (std::size_t id = 0; id < n; ++id) {
    const auto words = luck.block(Purpose::need, 0, static_cast<std::uint32_t>(id));
    weights[id] = words[1] % 8 == 0 ? 0 : words[0] >> words[2] % 32;
  }
  return weights;
}

}  // namespace

TEST_CASE("a share of money rounds to the nearest cent and halves away from zero", "[unit]") {
  CHECK(share_of(1000, 0.08) == 80);
  CHECK(share_of(10, 0.15) == 2);     // 1.5, although the double 0.15 is below 0.15
  CHECK(share_of(100, 1.005) == 101);  // 100.5, although the double 1.005 is below 1.005
  CHECK(share_of(-10, 0.15) == -2);
  CHECK(share_of(10, -0.15) == -2);
  CHECK(share_of(49, 0.01) == 0);
  CHECK(share_of(50, 0.01) == 1);
  CHECK(share_of(12345, 0) == 0);
  CHECK(share_of(0, 0.5) == 0);
  CHECK(share_of(12345, 1) == 12345);
  CHECK(share_of(12345, 1e-13) == 0);
}

TEST_CASE("a share of any amount of money is exact", "[unit]") {
  const Cents most = std::numeric_limits<Cents>::max(), least = std::numeric_limits<Cents>::min();
  CHECK(share_of(most, 1) == most);
  CHECK(share_of(least, 1) == least);
  CHECK(share_of(most, 0.5) == most / 2 + 1);
  CHECK(share_of(9'000'000'000'000'001, 0.001) == 9'000'000'000'000);
  CHECK(share_of(9'000'000'000'000'500, 0.001) == 9'000'000'000'001);
  const Luck luck = make_luck(1, 0);
  int n_wrong = 0;
  for (std::uint32_t i = 0; i < 200000; ++i) {
    const auto words = luck.block(Purpose::need, 0, i);
    const int basis_points = static_cast<int>(words[0] % 20001) - 10000;
    const std::uint64_t bits = (std::uint64_t{words[1]} << 32 | words[2]) >> words[3] % 64;
    const Cents amount = static_cast<Cents>(bits) / 20000;
    const Cents twice = 2 * basis_points * amount, half = twice < 0 ? -10000 : 10000;
    n_wrong += share_of(amount, basis_points / 10000.0) != (twice + half) / 20000;
    n_wrong += share_of(-amount, basis_points / 10000.0) != -((twice + half) / 20000);
  }
  CHECK(n_wrong == 0);
}

TEST_CASE("largest remainders reproduce published apportionments", "[unit]") {
  // the common textbook example of the Hare quota, ten seats
  CHECK(split(10, {47000, 16000, 15900, 12000, 6000, 3100}) == Parts{5, 2, 1, 1, 1, 0});
  // the Alabama paradox: with one seat more the third party has one less
  CHECK(split(10, {6, 6, 2}) == Parts{4, 4, 2});
  CHECK(split(11, {6, 6, 2}) == Parts{5, 5, 1});
}

TEST_CASE("a tie for the last cent goes to the lower id", "[unit]") {
  CHECK(split(100, {1, 1, 1}) == Parts{34, 33, 33});
  CHECK(split(101, {1, 1, 1}) == Parts{34, 34, 33});
  CHECK(split(1, {0, 5, 5}) == Parts{0, 1, 0});
  CHECK(split_real(100, {0.1, 0.1, 0.1}) == Parts{34, 33, 33});
}

TEST_CASE("without weight the money stays with the caller", "[unit]") {
  CHECK(split(100, {}) == Parts{});
  CHECK(split(100, {0, 0}) == Parts{0, 0});
  CHECK(split_real(100, {}) == Parts{});
  CHECK(split_real(100, {0, 0}) == Parts{0, 0});
  CHECK(split(0, {1, 2}) == Parts{0, 0});
}

TEST_CASE("a loss is split as a gain", "[unit]") { CHECK(split(-100, {1, 1, 1}) == Parts{-34, -33, -33}); }

TEST_CASE("parts sum to the total and stay within a cent of their quota", "[contract]") {
  for (std::uint32_t round = 0; round < 300; ++round) {
    const Weights weights = draw_weights(round, 1 + round);
    const Cents total = static_cast<Cents>(make_luck(4, round).block(Purpose::need, 0, 0)[0]);
    const Parts parts = split(total, weights);
    const auto sum = static_cast<double>(std::accumulate(weights.begin(), weights.end(), std::int64_t{0}));
    if (sum == 0) continue;
    CHECK(sum_of(parts) == total);
    int n_outside = 0, n_undeserved = 0;
    for (std::size_t id = 0; id < weights.size(); ++id) {
      const double quota = static_cast<double>(total) * static_cast<double>(weights[id]) / sum;
      n_outside += std::abs(static_cast<double>(parts[id]) - quota) > 1 + 1e-6;
      n_undeserved += weights[id] == 0 && parts[id] != 0;
    }
    CHECK(n_outside == 0);
    CHECK(n_undeserved == 0);
  }
}

TEST_CASE("real weights split as whole ones, at any scale and in an Eigen column", "[contract]") {
  for (std::uint32_t round = 0; round < 100; ++round) {
    const Weights whole = draw_weights(round, 50);
    using Column = Eigen::Array<std::int64_t, Eigen::Dynamic, 1>;
    const Column column = Eigen::Map<const Column>(whole.data(), static_cast<Eigen::Index>(whole.size()));
    const Parts expected = split(123457, whole);
    CHECK(split_by_largest_remainder(123457, column) == expected);
    for (const double scale : {1.0, 0x1p-40, 0x1p-1060, 0x1p900}) {
      const Eigen::ArrayXd real = column.cast<double>() * scale;
      if ((real / scale == column.cast<double>()).all())
        CHECK(split_by_largest_remainder(123457, real) == expected);
    }
  }
}

TEST_CASE("extreme totals and weights split without overflow", "[unit]") {
  const Cents most = std::numeric_limits<Cents>::max(), least = std::numeric_limits<Cents>::min();
  const Parts parts = split(most, {most, most, most});
  CHECK(parts == Parts{most / 3 + 1, most / 3, most / 3});
  CHECK(sum_of(split(least, {1, 2})) == least);
  CHECK(split(most, {1}) == Parts{most});
  CHECK(split(least, {1}) == Parts{least});
  CHECK(split_real(7, {1.7e308, 1.7e308}) == Parts{4, 3});
  CHECK(split_real(7, {0x1p-1074, 0x1p-1074}) == Parts{4, 3});
  CHECK(split_real(10, {1, 1e-300}) == Parts{10, 0});
}

TEST_CASE("weights that are no weights count as zero, and a checked build says so", "[unit]") {
  const double inf = std::numeric_limits<double>::infinity(), not_a_number = inf - inf;
  if (is_checked) {
    CHECK_THROWS_AS(split(10, {1, -1}), BrokenIdentity);
    CHECK_THROWS_AS(split_real(10, {1, inf}), BrokenIdentity);
    CHECK_THROWS_AS(split_real(10, {1, not_a_number}), BrokenIdentity);
    CHECK_THROWS_AS(share_of(10, not_a_number), BrokenIdentity);
    CHECK_THROWS_AS(share_of(10, 1e7), BrokenIdentity);
  } else {
    CHECK(split(10, {1, -1}) == Parts{10, 0});
    CHECK(split_real(10, {1, inf, not_a_number, -3}) == Parts{10, 0, 0, 0});
  }
}
