// Breaking points on thresholds that are known.
#include "analysis/statistics/breaking_point.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "engine/random.hpp"

using namespace townsquare;

namespace {

constexpr std::size_t n_sizes = 129;

/// Thresholds on a logistic law around the middle of the sizes, one for each replication.
struct Logistic {
  Luck luck;
  std::size_t n_trials = 0;

  double threshold(std::uint32_t r) const {
    const double u = luck.uniform(Purpose::need, 0, r);
    return 64 + 8 * std::log(u / (1 - u));
  }
  TrySizes tries() {
    return [this](std::span<const Trial> trials) {
      std::vector<bool> held;
      for (const Trial& trial : trials) held.push_back(static_cast<double>(trial.size) < threshold(trial.replication));
      n_trials += trials.size();
      return held;
    };
  }
};

TrySizes step_at(std::size_t first_broken) {
  return [=](std::span<const Trial> trials) {
    std::vector<bool> held;
    for (const Trial& trial : trials) held.push_back(trial.size < first_broken);
    return held;
  };
}

}  // namespace

TEST_CASE("the interval of a breaking point covers the exact one in at least 93 of 100 trials", "[theory]") {
  const double needed = GENERATE(.8, .6);
  // kept in `needed` of runs: where the logistic law is at 1 - needed; the smallest whole size beyond it breaks
  const double exact = 64 + 8 * std::log((1 - needed) / needed);
  const auto first = static_cast<std::size_t>(std::ceil(exact));
  constexpr int n = 400;
  int n_covered = 0;
  double sum = 0;
  for (std::uint32_t t = 0; t < n; ++t) {
    Logistic world{make_luck(3, t)};
    const BreakingPoint point = breaking_point(n_sizes, 24, needed, world.tries());
    REQUIRE(point.state == BreakingState::breaks);
    n_covered += (!point.low || *point.low <= first) && (!point.high || *point.high >= first) ? 1 : 0;
    sum += static_cast<double>(point.size) / n;
    CHECK(world.n_trials < 24 * 8);  // a bisection of 129 sizes in each replication would take 24 x 7 and know one size only
  }
  CAPTURE(needed, n_covered, sum, exact);
  CHECK(n_covered >= .93 * n);
  CHECK(sum == Approx(exact).margin(3));
}

TEST_CASE("a step without luck is found to the size", "[unit]") {
  for (const std::size_t first : {1UL, 17UL, 64UL, 128UL}) {
    const BreakingPoint point = breaking_point(n_sizes, 24, .8, step_at(first));
    CHECK(point.state == BreakingState::breaks);
    CHECK(point.size == first);
    CHECK(point.low == first);
    CHECK(point.high == first);
  }
}

TEST_CASE("what never breaks, breaks at once or was stopped is told apart", "[unit]") {
  CHECK(breaking_point(n_sizes, 24, .8, step_at(n_sizes)).state == BreakingState::never);
  const BreakingPoint at_once = breaking_point(n_sizes, 24, .8, step_at(0));
  CHECK(at_once.state == BreakingState::at_once);
  CHECK_FALSE(at_once.low.has_value());
  const BreakingPoint stopped = breaking_point(n_sizes, 24, .8, [](std::span<const Trial>) { return std::vector<bool>{}; });
  CHECK(stopped.state == BreakingState::unknown);
}

TEST_CASE("a fragility curve falls with the size, and its sizes rise", "[unit]") {
  Logistic world{make_luck(9, 1)};
  const BreakingPoint point = breaking_point(n_sizes, 40, .8, world.tries());
  REQUIRE(point.curve.size() > 3);
  CHECK(point.curve.back().size == n_sizes - 1);
  for (std::size_t i = 1; i < point.curve.size(); ++i) CHECK(point.curve[i].size > point.curve[i - 1].size);
  CHECK(point.curve.front().kept.mean > point.curve.back().kept.mean);
}

TEST_CASE("ranks of a quantile's limits are those of the binomial law", "[unit]") {
  // of 24 thresholds, a fifth: P(fewer than 2) = .033, P(none) = .0047; P(10 or more) = .0126, P(9 or more) = .0362
  const QuantileRanks ranks = ranks_of_breaking(24, .8);
  CHECK(ranks.low == 1);
  CHECK(ranks.high == 10);
  CHECK(ranks_of_breaking(10, .8).low == 0);  // too few runs for a lower limit
  CHECK(ranks_of_breaking(3, .5).high == 4);  // and for an upper one
}
