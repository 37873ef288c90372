#include "analysis/statistics/statistics.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <stdexcept>
#include <vector>

#include "engine/random.hpp"

using namespace townsquare;

TEST_CASE("a mean's interval is Student's", "[unit]") {
  const std::vector<double> x = {2, 4, 4, 4, 5, 5, 7, 9};
  const Estimate e = mean_of(x);
  CHECK(e.mean == Approx(5));
  // t(7, .975) = 2.364624, s = 2.1380899
  CHECK(e.high - e.mean == Approx(2.364624 * 2.1380899 / std::sqrt(8.)).epsilon(1e-6));
  CHECK(e.mean - e.low == Approx(e.high - e.mean).epsilon(1e-12));
}

TEST_CASE("one value has an interval without end, and none has no mean", "[unit]") {
  CHECK(std::isinf(mean_of(std::vector<double>{3.}).high));
  CHECK(mean_of(std::vector<double>{}).n == 0);
}

TEST_CASE("Student's interval covers the mean in 95 of 100 samples", "[unit]") {
  const Luck luck = make_luck(11, 0);
  int covered = 0;
  constexpr int trials = 4000;
  for (std::uint32_t t = 0; t < trials; ++t) {
    std::vector<double> x;
    for (std::uint32_t i = 0; i < 6; ++i) x.push_back(luck.normal(Purpose::judgement, t, i));
    const Estimate e = mean_of(x);
    covered += e.low <= 0 && 0 <= e.high;
  }
  // z < 4 around .95
  CHECK(std::fabs(covered - .95 * trials) < 4 * std::sqrt(trials * .95 * .05));
}

TEST_CASE("paired differences pair, and refuse what is no pair", "[unit]") {
  const std::vector<double> a = {1, 2, 3}, b = {2, 3, 4.5};
  CHECK(paired_difference(a, b).mean == Approx(3.5 / 3));
  CHECK_THROWS_AS(paired_difference(a, std::vector<double>{1.}), std::invalid_argument);
}

TEST_CASE("Wilson's interval of a proportion has its closed form", "[unit]") {
  const std::vector<double> x = {1, 1, 1, 1, 1, 1, 1, 1, 0, 0};
  const Estimate e = proportion_of(x);
  CHECK(e.mean == Approx(.8));
  CHECK(e.low == Approx(.4901625).margin(1e-6));
  CHECK(e.high == Approx(.9433178).margin(1e-6));
  CHECK(proportion_of(std::vector<double>(5, 1.)).high == Approx(1));
}

TEST_CASE("quantiles are linear between order statistics", "[unit]") {
  const std::vector<double> x = {4, 1, 3, 2};
  CHECK(quantile_of(x, 0) == 1);
  CHECK(quantile_of(x, 1) == 4);
  CHECK(quantile_of(x, .5) == Approx(2.5));
  CHECK(quantile_of(x, .25) == Approx(1.75));
}

TEST_CASE("common luck is worth the variance that it takes out of differences", "[unit]") {
  const std::vector<double> a = {1, 2, 3, 4}, shifted = {2, 3, 4, 5.5}, unrelated = {2, 1, 4, 3};
  CHECK(variance_reduction(a, shifted) > 30);
  CHECK(std::isinf(variance_reduction(a, std::vector<double>{2, 3, 4, 5})));
  CHECK(variance_reduction(a, unrelated) == Approx((5. / 3 + 5. / 3) / (4. / 3)).epsilon(1e-12));
}

TEST_CASE("the assumption that moves the answer comes first, with its direction", "[unit]") {
  const Luck luck = make_luck(3, 0);
  std::vector<double> strong, weak, idle, answer;
  for (std::uint32_t i = 0; i < 500; ++i) {
    strong.push_back(luck.normal(Purpose::judgement, 0, i));
    weak.push_back(luck.normal(Purpose::judgement, 1, i));
    idle.push_back(luck.normal(Purpose::judgement, 2, i));
    answer.push_back(-3 * strong.back() + weak.back());
  }
  const std::vector<std::string> keys = {"idle", "weak", "strong"};
  const std::vector<std::vector<double>> factors = {idle, weak, strong};
  const std::vector<Influence> ranked = rank_influences(keys, factors, answer);
  CHECK(ranked[0].key == "strong");
  CHECK(ranked[0].correlation < -.9);
  CHECK(ranked[1].key == "weak");
  CHECK(ranked[2].share < .02);
}

TEST_CASE("of many assumptions without influence the strongest passes the chance share in 1 of 20 studies", "[unit]") {
  const Luck luck = make_luck(12, 0);
  constexpr std::uint32_t n_keys = 10, n = 40, trials = 1000;
  const std::vector<std::string> keys(n_keys, "idle");
  int passed = 0;
  for (std::uint32_t trial = 0; trial < trials; ++trial) {
    const auto draw = [&](std::uint32_t column) {
      std::vector<double> x;
      for (std::uint32_t i = 0; i < n; ++i) x.push_back(luck.normal(Purpose::judgement, trial, n * column + i));
      return x;
    };
    std::vector<std::vector<double>> factors;
    for (std::uint32_t k = 0; k < n_keys; ++k) factors.push_back(draw(k));
    passed += rank_influences(keys, factors, draw(n_keys))[0].share > chance_share(n_keys, n);
  }
  CHECK(std::fabs(passed - .05 * trials) < 4 * std::sqrt(trials * .05 * .95));
  // one key: the square of Student's limit; t(38, .975) = 2.024394
  CHECK(chance_share(1, 40) == Approx(2.024394 * 2.024394 / (38 + 2.024394 * 2.024394)).epsilon(1e-6));
  CHECK(chance_share(5, 2) == 1);
}
