// Places that sellers buy: the lowest envy-free equilibrium of a position auction (Edelman, Ostrovsky and Schwarz 2007; Varian 2007).
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "engine/rules/ranking/paid_placement.hpp"
#include "tests/contract/columns.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
double clicks(std::size_t place, double steepness) { return std::pow(static_cast<double>(place + 1), -steepness); }

/// Worth of all clicks to bidders sorted by worth, the best places first.
double welfare(const std::vector<double>& worth, std::size_t n_places, double steepness) {
  double sum = 0;
  for (std::size_t r = 0; r < std::min(worth.size(), n_places); ++r) sum += worth[r] * clicks(r, steepness);
  return sum;
}

/// What a bidder takes from the others by being there: the payment of Vickrey, Clarke and Groves, for a click.
double external_cost(const std::vector<double>& worth, std::size_t who, std::size_t n_places, double steepness) {
  std::vector<double> others = worth;
  others.erase(others.begin() + static_cast<std::ptrdiff_t>(who));
  const double with = welfare(worth, n_places, steepness) - worth[who] * clicks(who, steepness);
  return (welfare(others, n_places, steepness) - with) / clicks(who, steepness);
}

const std::vector<double> worth = {40, 31, 22, 22, 9, 6};

struct Niche {
  std::vector<float> reputation = std::vector<float>(5, .5F), orders = {1, 2, 3, 4, 5}, price = std::vector<float>(5, 10.F);
  std::vector<std::int32_t> age = std::vector<std::int32_t>(5, 20);
  std::vector<float> worth = {10, 50, 0, 30, 4};
  RankingColumns columns() const { return {reputation, orders, price, age, worth}; }
};
}  // namespace

TEST_CASE("winners of places pay what they take from the others, as of Vickrey, Clarke and Groves", "[theory]") {
  for (double steepness : {.3, .77, 2.}) {
    std::vector<double> price(3);
    price_places(worth, 3, steepness, 0, price);
    for (std::size_t r = 0; r < 3; ++r) CHECK(price[r] == Approx(external_cost(worth, r, 3, steepness)).epsilon(1e-12));
  }
  // more places than bidders: the last pays nothing without a reserve
  std::vector<double> price(6);
  price_places(worth, 9, .77, 0, price);
  CHECK(price[5] == 0);
}

TEST_CASE("no winner would rather have another place at its price, and none pays more than a click is worth", "[theory]") {
  for (double reserve : {0., 5., 8.}) {
    std::vector<double> price(5);
    const std::vector<double> bidding(worth.begin(), worth.begin() + 5);
    price_places(bidding, 5, .77, reserve, price);
    for (std::size_t r = 0; r < 5; ++r) {
      CHECK(price[r] >= reserve - 1e-12);
      CHECK(price[r] <= bidding[r] + 1e-12);
      for (std::size_t other = 0; other < 5; ++other)
        CHECK(clicks(r, .77) * (bidding[r] - price[r]) >= clicks(other, .77) * (bidding[r] - price[other]) - 1e-9);
    }
  }
}

TEST_CASE("a reserve below all worths never lowers the revenue of an auction", "[theory]") {
  const auto revenue = [](double reserve) {
    std::vector<double> price(4);
    price_places(std::vector<double>(worth.begin(), worth.begin() + 4), 4, .77, reserve, price);
    double sum = 0;
    for (std::size_t r = 0; r < 4; ++r) sum += price[r] * clicks(r, .77);
    return sum;
  };
  for (double reserve = 0; reserve < 22; ++reserve) CHECK(revenue(reserve + 1) > revenue(reserve));
}

TEST_CASE("sold places have their share of attention, in the order of worth, and the rest goes by orders", "[theory]") {
  const std::vector<double> values = {2, .3, 5, .77};
  const Niche niche;
  std::vector<float> exposure(5), price(5);
  paid_placement_rule().bind(values)(niche.columns(), exposure);
  paid_placement_rule().sell(values)(niche.columns(), price);
  const double first = .3 / (1 + clicks(1, .77)), second = .3 - first;
  const auto earned = [&](std::size_t j) { return .7 * (static_cast<double>(niche.orders[j]) + .02) / 15.1; };
  CHECK(static_cast<double>(exposure[1]) == Approx(first + earned(1)));
  CHECK(static_cast<double>(exposure[3]) == Approx(second + earned(3)));
  for (std::size_t j : {0U, 2U, 4U}) {
    CHECK(static_cast<double>(exposure[j]) == Approx(earned(j)));
    CHECK(price[j] == 0);
  }
  // the second pays the worth of the one who is shut out, the first the difference of the places more; each for the clicks of its place only
  const double lower = 10, upper = ((1 - clicks(1, .77)) * 30 + clicks(1, .77) * lower);
  CHECK(static_cast<double>(price[3]) == Approx(lower * second / (second + earned(3))));
  CHECK(static_cast<double>(price[1]) == Approx(upper * first / (first + earned(1))));
}

TEST_CASE("what nobody bids for is not sold", "[theory]") {
  const std::vector<double> values = {3, .6, 60, .77};
  const Niche niche;
  std::vector<float> exposure(5), price(5, 7);
  paid_placement_rule().bind(values)(niche.columns(), exposure);
  paid_placement_rule().sell(values)(niche.columns(), price);
  CHECK(std::accumulate(exposure.begin(), exposure.end(), 0.) == Approx(1));
  CHECK(static_cast<double>(exposure[0]) == Approx(1.02 / 15.1));
  CHECK(price == std::vector<float>(5, 0));
}
