#include "analysis/explain/flip_point.hpp"

#include <catch2/catch.hpp>
#include <algorithm>
#include <cmath>

using namespace townsquare;

namespace {

// An answer that is linear in the logarithm of the factor, with an interval of fixed width.
AnswerAt at(double factor, double flips_at, double slope, double half_width) {
  const double mean = slope * (std::log(factor) - std::log(flips_at));
  return {factor, {mean, mean - half_width, mean + half_width, 10}};
}

}  // namespace

TEST_CASE("the flip point of a straight answer is where it is 0, and its range where the interval holds 0", "[theory]") {
  for (const double slope : {2., -2.}) {
    const std::vector<AnswerAt> path{at(1, 1.6, slope, .2), at(4, 1.6, slope, .2)};
    const auto flip = flip_point(path);
    REQUIRE(flip.has_value());
    CHECK(flip->factor == Approx(1.6));
    CHECK(flip->low_factor == Approx(1.6 * std::exp(-.1)));
    CHECK(flip->high_factor == Approx(1.6 * std::exp(.1)));
  }
}

TEST_CASE("downwards the flip point is found as well, its range from the lower factor to the higher", "[theory]") {
  const std::vector<AnswerAt> path{at(1, .5, 3, .3), at(.7, .5, 3, .3), at(.25, .5, 3, .3)};
  const auto flip = flip_point(path);
  REQUIRE(flip.has_value());
  CHECK(flip->factor == Approx(.5));
  CHECK(flip->low_factor == Approx(.5 * std::exp(-.1)));
  CHECK(flip->high_factor == Approx(.5 * std::exp(.1)));
}

TEST_CASE("an answer that keeps its sign has no flip point", "[contract]") {
  const std::vector<AnswerAt> path{at(1, 5, 2, .2), at(4, 5, 2, .2)};
  CHECK_FALSE(flip_point(path).has_value());
  CHECK_FALSE(flip_point({}).has_value());
  const Estimate nothing;
  CHECK_FALSE(flip_point(std::vector<AnswerAt>{{1, {1, .5, 1.5, 9}}, {2, nothing}}).has_value());
}

TEST_CASE("of several places where the answer turns the nearest to what is assumed counts", "[contract]") {
  const std::vector<AnswerAt> path{{1, {1, .9, 1.1, 9}}, {2, {-1, -1.1, -.9, 9}}, {3, {1, .9, 1.1, 9}}, {4, {-1, -1.1, -.9, 9}}};
  const auto flip = flip_point(path);
  REQUIRE(flip.has_value());
  CHECK(flip->factor == Approx(std::sqrt(2.)));
}

TEST_CASE("an interval that holds 0 all along leaves the flip point open over the whole path", "[contract]") {
  const std::vector<AnswerAt> path{at(1, 2, 1, 9), at(4, 2, 1, 9)};
  const auto flip = flip_point(path);
  REQUIRE(flip.has_value());
  CHECK(flip->low_factor == Approx(1));
  CHECK(flip->high_factor == Approx(4));
}

TEST_CASE("halving the bracket closes in on where a bent answer turns", "[theory]") {
  const auto bent = [](double factor) {
    const double mean = 1 - std::pow(factor / 2.5, 3);
    return AnswerAt{factor, {mean, mean - .01, mean + .01, 10}};
  };
  std::vector<AnswerAt> path{bent(1), bent(6)};
  for (int step = 0; step < 6; ++step) {
    const auto bracket = first_bracket(path);
    REQUIRE(bracket.has_value());
    const double middle = middle_of(path, *bracket);
    path.insert(path.begin() + static_cast<std::ptrdiff_t>(bracket->after), bent(middle));
  }
  CHECK(flip_point(path)->factor == Approx(2.5).epsilon(.002));
  CHECK(std::ranges::is_sorted(path, {}, &AnswerAt::factor));
}
