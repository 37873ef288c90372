// Rows A3.1 and A3.2: attention in proportion to past sales, alone, is a Polya urn, and Simon's process where newcomers enter.
#include <catch2/catch.hpp>
#include <cmath>

#include "engine/rules/ranking/ranking.hpp"
#include "tests/engine/small_world.hpp"
#include "tests/engine/test_shelf.hpp"
#include "tests/theory/statistics.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {

constexpr float floor_of_rule = .02F;  // orders that the ranking adds to everybody's, so that sales begin below what shall weigh

/// Sellers whom everybody who comes buys from, shown one at a time by the engine's `weighted` ranking with all attention given by sales.
class Urn {
public:
  Urn(std::size_t n, std::uint32_t replication) : luck_(make_luck(44, replication)), look_(make_look_rule(1, 1, false, 0, 1, 0)) {
    const RuleChoice choice = rule_named(ranking_rules(), "weighted", {0, 1, 0, 0, 0, 1, 13});
    ranking_ = ranking_rules()[choice.row].bind(choice.values);
    for (std::size_t j = 0; j < n; ++j) enter(1);
  }

  void enter(float weight) {
    sales.push_back(weight - floor_of_rule);
    even_.push_back(.5F);
    age_.push_back(100);
    sure_.push_back(30);  // bought whenever shown
    exposure_.push_back(0);
  }

  void trade(int n) {
    for (int i = 0; i < n; ++i) {
      ranking_({even_, sales, even_, age_}, exposure_);
      ++sales[choose_once(TestShelf(sure_, exposure_), look_, luck_, trial_++, scratch_)];
    }
  }

  /// What each has sold, above what it began with.
  std::vector<double> sold(float begun_with) const {
    std::vector<double> all;
    for (float s : sales) all.push_back(std::round(static_cast<double>(s + floor_of_rule - begun_with)));
    return all;
  }

  std::vector<float> sales;

private:
  Luck luck_;
  LookRule look_;
  Ranking ranking_;
  LookScratch scratch_;
  std::vector<float> even_, sure_, exposure_;
  std::vector<std::int32_t> age_;
  std::uint32_t trial_ = 0;
};

}  // namespace

TEST_CASE("A3.1 of two sellers in an urn every share is equally likely", "[theory]") {
  constexpr int n_runs = 400, n_trades = 500;
  std::vector<double> share;
  for (int run = 0; run < n_runs; ++run) {
    Urn urn(2, static_cast<std::uint32_t>(run));
    urn.trade(n_trades);
    share.push_back(urn.sold(1)[0] / n_trades);
  }
  CHECK(z_of_mean(share, .5) < 4);
  // uniform on 0, 1, ..., n: variance n (n + 2) / 12 n^2; its own standard error from the fourth moment of the uniform law, 1/80
  const double variance = n_trades * (n_trades + 2.) / 12 / n_trades / n_trades;
  CHECK(z_of(moments_of(share).variance, variance, std::sqrt((1. / 80 - 1. / 144) / n_runs)) < 4);
  std::sort(share.begin(), share.end());
  double distance = 0;
  for (int k = 0; k < n_runs; ++k) distance = std::max(distance, std::fabs(share[static_cast<std::size_t>(k)] - (k + .5) / n_runs) - .5 / n_runs);
  CHECK(distance < 2.2 / std::sqrt(n_runs));
}

TEST_CASE("A3.1 of many sellers in an urn the shares are Dirichlet's, with a Gini of one half", "[theory]") {
  constexpr int n_runs = 400, n_sellers = 20, n_trades = 2'000;
  std::vector<double> gini;
  for (int run = 0; run < n_runs; ++run) {
    Urn urn(n_sellers, 1'000 + static_cast<std::uint32_t>(run));
    urn.trade(n_trades);
    gini.push_back(gini_of(urn.sold(1)));
  }
  // (N - 1) / 2N of the law in the limit; with m sales each, counts are geometric and the half is (m + 1) / (2m + 1)
  constexpr double m = static_cast<double>(n_trades) / n_sellers;
  CHECK(z_of_mean(gini, (m + 1) / (2 * m + 1) * (n_sellers - 1) / n_sellers) < 4);
}

TEST_CASE("A3.2 where a tenth of sales goes to newcomers, sellers by their sales follow Yule's law", "[theory]") {
  constexpr int n_runs = 30, n_sales = 4'000;
  constexpr double entry = .1, rho = 1 / (1 - entry);
  std::vector<double> once, many;
  for (int run = 0; run < n_runs; ++run) {
    const Luck luck = make_luck(45, static_cast<std::uint32_t>(run));
    Urn urn(1, 2'000 + static_cast<std::uint32_t>(run));
    for (std::uint32_t i = 0; i < n_sales; ++i) {
      if (luck.uniform(Purpose::seller_look, 0, i) < entry) urn.enter(1);
      else urn.trade(1);
    }
    double n_once = 0, n_many = 0;
    const std::vector<double> sold = urn.sold(0);
    for (double s : sold) n_once += s == 1, n_many += s >= 10;
    once.push_back(n_once / static_cast<double>(sold.size()));
    many.push_back(n_many / static_cast<double>(sold.size()));
  }
  CHECK(1 / (2 - entry) == Approx(rho / (1 + rho)));
  CHECK(z_of_mean(once, 1 / (2 - entry)) < 4);  // .5263
  // P(k >= 10) = Gamma(10) Gamma(1 + rho) / Gamma(10 + rho): the tail of exponent 1 + rho = 2.111
  CHECK(z_of_mean(many, std::exp(std::lgamma(10.) + std::lgamma(1 + rho) - std::lgamma(10 + rho))) < 4);
}
