#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <vector>

#include "engine/fingerprint.hpp"
#include "engine/random.hpp"

using namespace townsquare;

namespace {

using Block = std::array<std::uint32_t, 4>;
constexpr std::uint32_t n_draws = 400'000;
const Luck luck = make_luck(2026, 7);

/// Mean and variance of draw(0) ... draw(n_draws - 1).
struct Moments {
  double mean, variance;
};

template <class Draw>
Moments moments_of(Draw draw) {
  double sum = 0, squares = 0;
  for (std::uint32_t i = 0; i < n_draws; ++i) {
    const double x = draw(i);
    sum += x;
    squares += x * x;
  }
  const double mean = sum / n_draws;
  return {mean, squares / n_draws - mean * mean};
}

/// How many standard errors the mean is from `expected` when one draw has standard deviation `deviation`.
double z_of(double mean, double expected, double deviation) {
  return std::fabs(mean - expected) / (deviation / std::sqrt(static_cast<double>(n_draws)));
}

/// Kolmogorov-Smirnov distance times sqrt(n); above 1.95 with probability 0.001.
template <class Distribution>
double kolmogorov_smirnov(std::vector<double> sample, Distribution distribution) {
  std::sort(sample.begin(), sample.end());
  const auto n = static_cast<double>(sample.size());
  double distance = 0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const double share = distribution(sample[i]), rank = static_cast<double>(i);
    distance = std::max({distance, share - rank / n, (rank + 1) / n - share});
  }
  return distance * std::sqrt(n);
}

template <class Draw>
std::vector<double> sample_of(Draw draw) {
  std::vector<double> sample(n_draws);
  for (std::uint32_t i = 0; i < n_draws; ++i) sample[i] = draw(i);
  return sample;
}

}  // namespace

TEST_CASE("Philox gives the published test vectors", "[unit][reproducibility]") {
  // Random123, kat_vectors, philox4x32 10 rounds
  CHECK(philox({0, 0, 0, 0}, {0, 0}) == Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  constexpr std::uint32_t ones = 0xffffffff;
  CHECK(philox({ones, ones, ones, ones}, {ones, ones}) ==
        Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("luck is a function of seed, replication, purpose, week, agent and index", "[unit]") {
  const Block block = luck.block(Purpose::choose, 3, 5, 8);
  CHECK(block == make_luck(2026, 7).block(Purpose::choose, 3, 5, 8));
  CHECK(block == philox({5, 8, 3, 16}, luck.key));
  CHECK(luck.block(Purpose::choose, 3, 5) == luck.block(Purpose::choose, 3, 5, 0));
  const std::set<Block> others = {block,
                                  make_luck(2027, 7).block(Purpose::choose, 3, 5, 8),
                                  make_luck(2026, 8).block(Purpose::choose, 3, 5, 8),
                                  luck.block(Purpose::examine, 3, 5, 8),
                                  luck.block(Purpose::choose, 4, 5, 8),
                                  luck.block(Purpose::choose, 3, 6, 8),
                                  luck.block(Purpose::choose, 3, 5, 9),
                                  luck.block(Purpose::choose, 5, 3, 8)};
  CHECK(others.size() == 8);
}

TEST_CASE("neighbouring seeds and replications have different keys", "[unit]") {
  std::set<std::array<std::uint32_t, 2>> keys;
  for (std::uint64_t seed = 0; seed < 300; ++seed)
    for (std::uint32_t replication = 0; replication < 300; ++replication)
      keys.insert(make_luck(seed, replication).key);
  keys.insert(make_luck(std::uint64_t{1} << 32, 0).key);
  CHECK(keys.size() == 90001);
}

TEST_CASE("uniforms lie inside the open interval and are symmetric", "[unit]") {
  constexpr std::uint32_t ones = 0xffffffff;
  CHECK(to_uniform(0, 0) == 0x1p-53);
  CHECK(to_uniform(ones, ones) == 1 - 0x1p-53);
  CHECK(to_uniform(0x80000000, 0) == 0.5 + 0x1p-53);
  CHECK(to_uniform_float(0) == 0x1p-24f);
  CHECK(to_uniform_float(ones) == 1 - 0x1p-24f);
  for (std::uint32_t i = 0; i < 1000; ++i) {
    const auto words = luck.block(Purpose::need, 0, i);
    CHECK(to_uniform(~words[0], ~words[1]) == 1 - to_uniform(words[0], words[1]));
    CHECK(to_uniform_float(~words[0]) == 1 - to_uniform_float(words[0]));
  }
}

TEST_CASE("uniforms have the moments and the shape of the uniform distribution", "[unit]") {
  const auto of_double = [](std::uint32_t i) { return luck.uniform(Purpose::visit, 1, i); };
  const auto of_float = [](std::uint32_t i) -> double { return to_uniform_float(luck.block(Purpose::visit, 2, i)[0]); };
  const auto of_week = [](std::uint32_t i) { return luck.uniform(Purpose::visit, i, 1); };
  const auto of_index = [](std::uint32_t i) { return luck.uniform(Purpose::visit, 1, 1, i + 1); };
  const auto of_replication = [](std::uint32_t i) { return make_luck(1, i).uniform(Purpose::visit, 1, 1); };
  const auto of_seed = [](std::uint32_t i) { return make_luck(i, 0).uniform(Purpose::visit, 1, 1); };
  const auto check_uniform = [](auto draw) {
    const Moments moments = moments_of(draw);
    CHECK(z_of(moments.mean, 0.5, std::sqrt(1 / 12.0)) < 4);
    CHECK(z_of(moments.variance, 1 / 12.0, std::sqrt(1 / 180.0)) < 4);
    CHECK(kolmogorov_smirnov(sample_of(draw), [](double x) { return x; }) < 1.95);
  };
  check_uniform(of_double);
  check_uniform(of_float);
  check_uniform(of_week);
  check_uniform(of_index);
  check_uniform(of_replication);
  check_uniform(of_seed);
}

TEST_CASE("neighbours in agent, week, purpose, index and replication are uncorrelated", "[unit]") {
  const auto centred = [](double u) { return (u - 0.5) * std::sqrt(12.0); };
  const auto own = [&](std::uint32_t i) { return centred(luck.uniform(Purpose::need, 4, i)); };
  const Luck next = make_luck(2026, 8);
  const auto check_product = [&](auto other) {
    CHECK(z_of(moments_of([&](std::uint32_t i) { return own(i) * centred(other(i)); }).mean, 0, 1) < 4);
  };
  check_product([](std::uint32_t i) { return luck.uniform(Purpose::need, 4, i + 1); });
  check_product([](std::uint32_t i) { return luck.uniform(Purpose::need, 5, i); });
  check_product([](std::uint32_t i) { return luck.uniform(Purpose::visit, 4, i); });
  check_product([](std::uint32_t i) { return luck.uniform(Purpose::need, 4, i, 1); });
  check_product([&](std::uint32_t i) { return next.uniform(Purpose::need, 4, i); });
}

TEST_CASE("normals have the moments and the shape of the normal distribution", "[unit]") {
  const auto draw = [](std::uint32_t i) { return luck.normal(Purpose::judgement, 0, i); };
  const Moments moments = moments_of(draw);
  CHECK(z_of(moments.mean, 0, 1) < 4);
  CHECK(z_of(moments.variance, 1, std::sqrt(2.0)) < 4);
  const auto distribution = [](double x) { return std::erfc(-x / std::sqrt(2.0)) / 2; };
  CHECK(kolmogorov_smirnov(sample_of(draw), distribution) < 1.95);
}

TEST_CASE("gumbels have the moments and the shape of the Gumbel distribution", "[unit]") {
  const auto of_double = [](std::uint32_t i) { return luck.gumbel(Purpose::choose, 0, i); };
  const auto of_float = [](std::uint32_t i) {
    return static_cast<double>(gumbel_from_bits(luck.block(Purpose::choose, 1, i)[2]));
  };
  const auto distribution = [](double x) { return std::exp(-std::exp(-x)); };
  const auto check_gumbel = [&](auto draw) {
    const Moments moments = moments_of(draw);
    const double variance = 1.6449340668482264;  // pi^2 / 6; kurtosis 5.4
    CHECK(z_of(moments.mean, 0.5772156649015329, std::sqrt(variance)) < 4);
    CHECK(z_of(moments.variance, variance, variance * std::sqrt(4.4)) < 4);
    CHECK(kolmogorov_smirnov(sample_of(draw), distribution) < 1.95);
  };
  check_gumbel(of_double);
  check_gumbel(of_float);
  CHECK(gumbel_from_bits(0) == Approx(-2.8115).epsilon(1e-4));
  CHECK(gumbel_from_bits(0xffffffff) == Approx(16.6355).epsilon(1e-4));
}

TEST_CASE("poisson counts have mean and variance equal to the mean", "[unit]") {
  for (const double mean : {0.03, 1.0, 7.5, 60.0, 480.0, 520.0, 40000.0}) {
    const auto draw = [&](std::uint32_t i) {
      return static_cast<double>(poisson_from_uniform(luck.uniform(Purpose::demand, 0, i), mean));
    };
    const Moments moments = moments_of(draw);
    CHECK(z_of(moments.mean, mean, std::sqrt(mean)) < 4);
    CHECK(z_of(moments.variance, mean, std::sqrt(mean + 2 * mean * mean)) < 4);
  }
}

TEST_CASE("poisson inversion finds the smallest count of enough probability", "[unit]") {
  CHECK(poisson_from_uniform(0.5, 0) == 0);
  CHECK(poisson_from_uniform(0.5, -1) == 0);
  CHECK(poisson_from_uniform(std::exp(-2.0) - 1e-9, 2) == 0);
  CHECK(poisson_from_uniform(std::exp(-2.0) + 1e-9, 2) == 1);
  CHECK(poisson_from_uniform(3 * std::exp(-2.0) - 1e-9, 2) == 1);
  CHECK(poisson_from_uniform(3 * std::exp(-2.0) + 1e-9, 2) == 2);
  CHECK(poisson_from_uniform(0x1p-53, 500) > 300);
  CHECK(poisson_from_uniform(1 - 0x1p-53, 1) < 25);
  CHECK(poisson_from_uniform(1 - 0x1p-53, 500) < 720);
  CHECK(poisson_from_uniform(0.5, 1e12) == 1'000'000'000);
}

TEST_CASE("poisson counts never fall when luck or mean rises", "[contract]") {
  int n_falls = 0;
  for (const double mean : {0.1, 3.0, 47.0, 499.0, 700.0})
    for (int i = 1; i < 2000; ++i)
      n_falls += poisson_from_uniform(i / 2001.0, mean) > poisson_from_uniform((i + 1) / 2001.0, mean);
  for (const double u : {1e-6, 0.1, 0.5, 0.9, 1 - 1e-6})
    for (int i = 0; i < 6000; ++i)
      n_falls += poisson_from_uniform(u, i / 10.0) > poisson_from_uniform(u, (i + 1) / 10.0);
  CHECK(n_falls == 0);
}

TEST_CASE("every compiler and machine draws the same luck", "[reproducibility]") {
  Fingerprint fingerprint;
  for (std::uint32_t i = 0; i < 100'000; ++i) {
    fingerprint.add(std::span<const std::uint32_t>(luck.block(Purpose::need, 1, i)));
    fingerprint.add(to_uniform_float(luck.block(Purpose::need, 2, i)[0]));
    fingerprint.add(luck.normal(Purpose::need, 3, i));
    fingerprint.add(luck.gumbel(Purpose::need, 4, i));
    fingerprint.add(gumbel_from_bits(luck.block(Purpose::need, 5, i)[1]));
    fingerprint.add(poisson_from_uniform(luck.uniform(Purpose::need, 6, i), i % 1000 * 0.6));
  }
  CHECK(to_hex(fingerprint.value()) == "a574659ef2d30e68");
}
