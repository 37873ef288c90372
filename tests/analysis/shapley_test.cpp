#include "analysis/statistics/shapley.hpp"

#include <catch2/catch.hpp>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <stdexcept>

using namespace townsquare;

namespace {

double sum_of(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.); }

// Each player is worth its coefficient, whoever is there already.
double linear(Coalition c) {
  const double coefficients[] = {3, -1.5, 0, 10};
  double worth = 7;
  for (std::size_t i = 0; i < 4; ++i)
    if (c >> i & 1) worth += coefficients[i];
  return worth;
}

// Glove market: player 0 has a left glove, 1 and 2 a right one each; a pair is worth 1.
double gloves(Coalition c) { return (c & 1) != 0 && (c & 6) != 0 ? 1 : 0; }

// No order of three adds the same: products of who is there.
double crooked(Coalition c) {
  const double a = c & 1 ? 2 : 1, b = c & 2 ? 5 : 1, d = c & 4 ? -3 : .5;
  return a * b * d + a * a - b / d;
}

// All orders, one by one.
std::vector<double> by_hand(std::size_t n, double (*value)(Coalition)) {
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<double> shares(n, 0.);
  double n_orders = 0;
  do {
    Coalition there = 0;
    for (const std::size_t player : order) {
      shares[player] += value(there | Coalition{1} << player) - value(there);
      there |= Coalition{1} << player;
    }
    ++n_orders;
  } while (std::next_permutation(order.begin(), order.end()));
  for (double& share : shares) share /= n_orders;
  return shares;
}

}  // namespace

TEST_CASE("the attribution of a linear toy is its coefficients, exactly and by any orders", "[theory]") {
  const std::vector<double> expected{3, -1.5, 0, 10};
  const std::vector<double> exact = shapley_exact(4, linear);
  const std::vector<double> sampled = shapley_of_orders(4, antithetic_orders(4, 1, 1, 0), linear);
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(exact[i] == Approx(expected[i]).margin(1e-12));
    CHECK(sampled[i] == Approx(expected[i]).margin(1e-12));
  }
}

TEST_CASE("exact attribution equals the mean over all orders of a game of three", "[theory]") {
  // the glove market's values are known: 2/3, 1/6, 1/6
  const std::vector<double> known = shapley_exact(3, gloves);
  CHECK(known[0] == Approx(2. / 3));
  CHECK(known[1] == Approx(1. / 6));
  CHECK(known[2] == Approx(1. / 6));
  const std::vector<double> exact = shapley_exact(3, crooked), enumerated = by_hand(3, crooked);
  for (std::size_t i = 0; i < 3; ++i) CHECK(exact[i] == Approx(enumerated[i]).epsilon(1e-12));
}

TEST_CASE("every attribution adds up to the whole difference", "[identity]") {
  const double whole = crooked(7) - crooked(0);
  CHECK(sum_of(shapley_exact(3, crooked)) == Approx(whole).epsilon(1e-12));
  for (std::uint32_t stream = 0; stream < 20; ++stream)
    CHECK(sum_of(shapley_of_orders(3, antithetic_orders(3, 1, 5, stream), crooked)) == Approx(whole).epsilon(1e-12));
}

TEST_CASE("sampled orders come nearer to the exact attribution the more there are", "[theory]") {
  const std::vector<double> exact = shapley_exact(3, crooked);
  const std::vector<double> many = shapley_of_orders(3, antithetic_orders(3, 4000, 2, 0), crooked);
  for (std::size_t i = 0; i < 3; ++i) CHECK(std::abs(many[i] - exact[i]) < .2);  // standard error about .05
}

TEST_CASE("each second order is the reverse of the one before, and all orders of three turn up alike", "[contract]") {
  const auto orders = antithetic_orders(3, 600, 1, 4);
  std::multiset<std::vector<std::size_t>> seen(orders.begin(), orders.end());
  for (std::size_t i = 0; i < orders.size(); i += 2)
    CHECK(std::equal(orders[i].rbegin(), orders[i].rend(), orders[i + 1].begin()));
  std::vector<std::size_t> order{0, 1, 2};
  do CHECK(std::abs(static_cast<double>(seen.count(order)) - 200) < 60);  // five standard errors
  while (std::next_permutation(order.begin(), order.end()));
  CHECK(antithetic_orders(5, 3, 1, 4) == antithetic_orders(5, 3, 1, 4));
  CHECK(antithetic_orders(9, 1, 1, 4) != antithetic_orders(9, 1, 2, 4));
  CHECK(antithetic_orders(9, 1, 1, 4) != antithetic_orders(9, 1, 1, 5));
}

TEST_CASE("an order that is not of all players is refused", "[contract]") {
  const std::vector<std::vector<std::size_t>> short_order{{0, 1}}, twice{{0, 1, 1}};
  CHECK_THROWS_AS(shapley_of_orders(3, short_order, gloves), std::invalid_argument);
  CHECK_THROWS_AS(shapley_of_orders(3, twice, gloves), std::invalid_argument);
  CHECK_THROWS_AS(shapley_of_orders(3, {}, gloves), std::invalid_argument);
  CHECK_THROWS_AS(shapley_exact(21, gloves), std::invalid_argument);
}
