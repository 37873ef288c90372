// Row A3.5: what ratings come to, through the learn and rank phases.
#include <catch2/catch.hpp>
#include <cmath>

#include "engine/behaviour/learning/beta_reputation.hpp"
#include "engine/phases/phases.hpp"
#include "tests/engine/small_world.hpp"
#include "tests/theory/statistics.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
constexpr std::size_t n_sellers = 2000;
constexpr double quality = .7;

/// Reputation columns after weeks in which every seller gets one rated order of the same quality.
struct Rated {
  std::vector<double> score, share_good;
};

Rated rate_for(int weeks, double memory) {
  Scenario s = plain_scenario();
  s.market.buyers = s.market.sellers = s.platforms[0].launch.founding_sellers = n_sellers;
  s.learning.rating_share = 1;
  s.learning.reputation_memory = memory;
  SmallWorld w(s, 21);
  PlatformState& p = w.platform();
  for (std::uint32_t j = 0; j < n_sellers; ++j) p.orders.push_back({j, j, 0, .5F, static_cast<float>(quality), 0, 0, 0});
  for (w.state.week = 0; w.state.week < weeks; ++w.state.week) learn(w.world);
  price(w.world), rank(w.world);
  Rated rated;
  for (const SellerRecord& record : p.niches.record) rated.score.push_back(static_cast<double>(record.reputation));
  for (std::size_t j = 0; j < n_sellers; ++j) {
    const double good = static_cast<double>(p.sellers.good_ratings[row_of(j)]), bad = static_cast<double>(p.sellers.bad_ratings[row_of(j)]);
    rated.share_good.push_back(good / (good + bad));
  }
  return rated;
}

double z_of_variance(std::span<const double> sample, double expected) {
  return z_of(moments_of(sample).variance, expected, expected * std::sqrt(2. / static_cast<double>(sample.size() - 1)));
}
}  // namespace

TEST_CASE("A3.5 reputation without forgetting is the posterior mean (r + 1) / (n + 2)", "[theory]") {
  constexpr int n = 100;
  const Rated rated = rate_for(n, 1);
  CHECK(z_of_mean(rated.score, (n * quality + 1) / (n + 2)) < 4);
  CHECK(z_of_variance(rated.score, n * quality * (1 - quality) / ((n + 2.) * (n + 2.))) < 4);
  CHECK(z_of_variance(rated.share_good, quality * (1 - quality) / n) < 4);
}

TEST_CASE("A3.5 with forgetting a reputation weighs 1 / (1 - lambda) ratings", "[theory]") {
  const double memory = GENERATE(.9, .97);
  const Rated rated = rate_for(400, memory);
  const double size = 1 / (1 - memory), spread = quality * (1 - quality);
  CAPTURE(memory);
  CHECK(z_of_mean(rated.score, (size * quality + 1) / (size + 2)) < 4);
  CHECK(z_of_variance(rated.share_good, spread * (1 - memory) / (1 + memory)) < 4);
  CHECK(z_of_variance(rated.score, spread / (1 - memory * memory) / ((size + 2) * (size + 2))) < 4);
}

TEST_CASE("A3.5 somebody without ratings, or who starts again under a new name, has exactly one half", "[theory]") {
  CHECK(beta_reputation(0, 0) == .5F);
  CHECK(beta_reputation(3, 1) == Approx(4. / 6));
  for (double score : rate_for(0, 1).score) REQUIRE(score == .5);
}
