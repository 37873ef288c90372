// Row A3.3: a market where past sales draw attention settles by quality when their weight is below one in the
// exponent, and is won by early luck above (Maldonado, Van Hentenryck, Berbeglia and Berbeglia 2018).
#include <catch2/catch.hpp>
#include <cmath>

#include "engine/rules/ranking/ranking.hpp"
#include "tests/engine/small_world.hpp"
#include "tests/engine/test_shelf.hpp"
#include "tests/theory/statistics.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
constexpr double quality[] = {.9, .6, .3};  // chance that a try ends in a purchase

/// Runs trials in which one product is shown by its exposure and bought by the logit of its quality; the ranking
/// rule is the engine's `weighted` with all attention given by sales, here of all time; each product starts with one.
std::vector<float> trial_offer_market(double exponent, int n_trials, std::uint32_t replication) {
  const RuleChoice choice = rule_named(ranking_rules(), "weighted", {0, 1, 0, 0, 0, exponent, 13});
  const Ranking ranking = ranking_rules()[choice.row].bind(choice.values);
  std::vector<float> sales(3, 1), exposure(3), even(3, .5F), utility;
  const std::vector<std::int32_t> age(3, 100);
  for (double q : quality) utility.push_back(static_cast<float>(std::log(q / (1 - q))));
  const LookRule rule = make_look_rule(1, 1, false, 0, 1, 0);
  const Luck luck = make_luck(33, replication);
  LookScratch scratch;
  for (int trial = 0; trial < n_trials; ++trial) {
    ranking({even, sales, even, age}, exposure);
    const std::size_t bought = choose_once(TestShelf(utility, exposure), rule, luck, static_cast<std::uint32_t>(trial), scratch);
    if (bought < 3) ++sales[bought];
  }
  return sales;
}

std::vector<double> settled_shares(double exponent) {
  std::vector<double> share;
  double sum = 0;
  for (double q : quality) sum += std::pow(q, 1 / (1 - exponent));
  for (double q : quality) share.push_back(std::pow(q, 1 / (1 - exponent)) / sum);
  return share;
}
}  // namespace

TEST_CASE("A3.3 with exponent one half, sales settle at the shares q^2 / sum q^2", "[theory][slow]") {
  constexpr std::uint32_t n_runs = 10;
  std::vector<std::vector<double>> share(3);
  for (std::uint32_t run = 0; run < n_runs; ++run) {
    const std::vector<float> sales = trial_offer_market(.5, 200'000, run);
    const double total = static_cast<double>(sales[0] + sales[1] + sales[2]);
    for (std::size_t j = 0; j < 3; ++j) share[j].push_back(static_cast<double>(sales[j]) / total);
  }
  CHECK(settled_shares(.5)[0] == Approx(.6429).margin(1e-4));
  for (std::size_t j = 0; j < 3; ++j) {
    CAPTURE(j, moments_of(share[j]).mean, settled_shares(.5)[j]);
    CHECK(z_of_mean(share[j], settled_shares(.5)[j]) < 4);
    CHECK(std::sqrt(moments_of(share[j]).variance) < .006);  // no run ends anywhere else
  }
}

TEST_CASE("A3.3 with exponent two, early luck makes even the worst product win some markets", "[theory]") {
  constexpr std::uint32_t n_runs = 200;
  int wins[3] = {0, 0, 0}, n_monopolies = 0;
  for (std::uint32_t run = 0; run < n_runs; ++run) {
    const std::vector<float> sales = trial_offer_market(2, 1000, run);
    ++wins[std::ranges::max_element(sales) - sales.begin()];
    n_monopolies += *std::ranges::max_element(sales) > .9F * (sales[0] + sales[1] + sales[2]);
  }
  CAPTURE(wins[0], wins[1], wins[2]);
  CHECK(n_monopolies > 180);  // the winner takes nearly all
  CHECK(wins[2] >= 1);
  CHECK(wins[0] > wins[2]);
}
