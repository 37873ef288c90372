#include "analysis/statistics/statistics.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
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
  CHECK(std::isnan(mean_of(std::vector<double>{}).mean));
}

TEST_CASE("a value that is not defined is left out of every estimate, and of pairs with its partner", "[unit]") {
  const double none = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> a = {1, none, 3, 10}, b = {2, 5, none, 12};
  CHECK(mean_of(b).mean == Approx(19. / 3));
  CHECK(mean_of(b).n == 3);
  CHECK(proportion_of(std::vector<double>{1, none, 0, none}).mean == .5);
  CHECK(quantile_of(a, .5) == 3);
  CHECK(std::isnan(quantile_of(std::vector<double>{none}, .5)));
  const Estimate d = paired_difference(a, b);
  CHECK(d.mean == 1.5);  // of 2 - 1 and 12 - 10, not of the means
  CHECK(d.n == 2);
  CHECK(variance_reduction(a, b) == Approx((40.5 + 50) / .5));
  CHECK(std::isnan(mean_of(std::vector<double>(3, none)).mean));
  CHECK(proportion_difference(std::vector<double>{none, 1}, std::vector<double>{1, none}).n == 0);
}

TEST_CASE("the difference of two shares has Newcombe's interval for pairs", "[theory]") {
  const auto pairs = [](int both, int only_a, int only_b, int neither) {
    std::pair<std::vector<double>, std::vector<double>> sample;
    const auto add = [&](int n, double a, double b) {
      sample.first.insert(sample.first.end(), n, a);
      sample.second.insert(sample.second.end(), n, b);
    };
    add(both, 1, 1), add(only_a, 1, 0), add(only_b, 0, 1), add(neither, 0, 0);
    return sample;
  };
  // reference values: the closed form of method 10, worked out apart from this code
  const auto [a, b] = pairs(36, 2, 12, 0);
  const Estimate d = proportion_difference(a, b);
  CHECK(d.mean == Approx(.2));
  CHECK(d.low == Approx(0.0569296).margin(1e-6));
  CHECK(d.high == Approx(0.3404276).margin(1e-6));
  const auto [c, e] = pairs(20, 4, 9, 17);
  CHECK(proportion_difference(c, e).low == Approx(-0.0426085).margin(1e-6));
  CHECK(proportion_difference(c, e).high == Approx(0.2352131).margin(1e-6));
  CHECK_THROWS_AS(proportion_difference(a, std::vector<double>{1.}), std::invalid_argument);
}

TEST_CASE("the difference of two shares never leaves 100 points, and certainty of a sample is none of all", "[unit]") {
  const Estimate d = proportion_difference(std::vector<double>{0, 0}, std::vector<double>{1, 1});
  CHECK(d.mean == 1);
  CHECK(d.high == 1);
  CHECK(d.low < 1);
  const Estimate same = proportion_difference(std::vector<double>(20, 1), std::vector<double>(20, 1));
  CHECK(same.mean == 0);
  CHECK(same.low < 0);
  CHECK(same.high == -same.low);
}

TEST_CASE("Newcombe's interval covers a difference of shares that go together in about 95 of 100 samples", "[theory]") {
  const Luck luck = make_luck(13, 0);
  constexpr int trials = 4000;
  constexpr std::uint32_t n = 40;
  int covered = 0;
  for (std::uint32_t trial = 0; trial < trials; ++trial) {
    std::vector<double> a, b;
    for (std::uint32_t i = 0; i < n; ++i) {
      const double u = luck.uniform(Purpose::judgement, trial, i);
      a.push_back(u < .6);
      b.push_back(u < .5 || (u > .8 && u < .9) || u > .95);  // .65
    }
    const Estimate d = proportion_difference(a, b);
    covered += d.low <= .05 && .05 <= d.high;
  }
  // the method is somewhat conservative where pairs go together (Newcombe 1998): from .94 to .98
  CHECK(covered > .94 * trials);
  CHECK(covered < .985 * trials);
}

TEST_CASE("an interval is clipped at what is possible, and one value keeps its own without end", "[unit]") {
  const Estimate e = clipped(mean_of(std::vector<double>{0, 0, 9}), 0, 10);
  CHECK(e.mean == 3);
  CHECK(e.low == 0);
  CHECK(e.high == 10);
  CHECK(std::isinf(clipped(mean_of(std::vector<double>{3.}), 0, 10).high));
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

  // replications without an answer say nothing
  std::vector<double> gaps = answer;
  for (std::size_t i = 0; i < gaps.size(); i += 2) gaps[i] = std::numeric_limits<double>::quiet_NaN();
  CHECK(rank_influences(keys, factors, gaps)[0].key == "strong");
  CHECK(rank_influences(keys, factors, gaps)[0].correlation < -.9);
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
