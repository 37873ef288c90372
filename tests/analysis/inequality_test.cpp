#include "analysis/metrics/inequality.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <vector>

#include "engine/math.hpp"
#include "engine/random.hpp"

using namespace townsquare;

namespace {

std::vector<double> zipf(std::size_t n) {
  std::vector<double> x;
  for (std::size_t i = 1; i <= n; ++i) x.push_back(1. / static_cast<double>(i));
  return x;
}

/// Gini of a sample drawn by inversion on a fixed grid of quantiles plus luck inside each cell.
template <class Inverse>
double sampled_gini(Inverse&& inverse) {
  constexpr std::uint32_t n = 200000;
  const Luck luck = make_luck(4, 0);
  std::vector<double> x;
  for (std::uint32_t i = 0; i < n; ++i) x.push_back(inverse((i + luck.uniform(Purpose::founding, 0, i)) / n));
  return gini(x);
}

}  // namespace

TEST_CASE("the Gini coefficient is 0 for equals and (n-1)/n for one owner", "[theory][A3.6]") {
  CHECK(gini(std::vector<double>(7, 3.)) == Approx(0).margin(1e-12));
  std::vector<double> one(10, 0.);
  one[4] = 5;
  CHECK(gini(one) == Approx(.9).epsilon(1e-12));
  CHECK(gini(std::vector<double>{}) == 0);
  CHECK(gini(std::vector<double>(3, 0.)) == 0);
}

TEST_CASE("the Gini coefficient of Zipf's law with 1000 ranks is .7338, as are its top shares", "[theory][A3.6]") {
  CHECK(gini(zipf(1000)) == Approx(.7338).margin(5e-5));
  CHECK(top_share(zipf(1000), .01) == Approx(.391).margin(5e-4));
  CHECK(top_share(zipf(1000), .1) == Approx(.693).margin(5e-4));
}

TEST_CASE("the Gini coefficient of samples meets its closed form", "[theory][A3.6]") {
  CHECK(sampled_gini([](double u) { return -math::log(1 - u); }) == Approx(.5).margin(2e-3));
  CHECK(sampled_gini([](double u) { return math::pow(1 - u, -1 / 3.); }) == Approx(.2).margin(2e-3));
  CHECK(sampled_gini([](double u) { return math::pow(1 - u, -1 / 2.); }) == Approx(1 / 3.).margin(6e-3));
  CHECK(sampled_gini([](double u) { return math::exp(math::normal_quantile(u)); }) == Approx(.5205).margin(2e-3));
  CHECK(sampled_gini([](double u) { return math::exp(2 * math::normal_quantile(u)); }) == Approx(.8427).margin(5e-3));
}

TEST_CASE("the Nakamoto coefficient counts the least holders of more than half", "[theory][A3.7]") {
  CHECK(nakamoto(std::vector<double>(10, 1.)) == 6);
  CHECK(nakamoto(std::vector<double>(11, 1.)) == 6);
  CHECK(nakamoto(zipf(1000)) == 24);
  CHECK(nakamoto(zipf(10000)) == 75);
  CHECK(nakamoto(std::vector<double>{}) == 0);
}

TEST_CASE("the Herfindahl index of n equals is 1/n", "[theory][A3.7]") {
  CHECK(herfindahl(std::vector<double>(8, 2.)) == Approx(1 / 8.).epsilon(1e-12));
  CHECK(herfindahl(std::vector<double>{1, 0, 0}) == Approx(1).epsilon(1e-12));
}

TEST_CASE("indices do not depend on the order of holders", "[contract]") {
  const std::vector<double> a = {5, 1, 3, 9}, b = {9, 3, 5, 1};
  CHECK(gini(a) == gini(b));
  CHECK(nakamoto(a) == nakamoto(b));
  CHECK(top_share(a, .5) == top_share(b, .5));
}
