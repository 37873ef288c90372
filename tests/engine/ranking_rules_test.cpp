// Rankings that sort a list, that follow sales alone, and that keep a floor.
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "engine/rules/ranking/position.hpp"
#include "engine/rules/ranking/ranking.hpp"
#include "tests/engine/small_world.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
struct Niche {
  std::vector<float> reputation, orders, price;
  std::vector<std::int32_t> age;
};

/// Four sellers: cheap and unknown; new; the best seller; well rated.
Niche four() { return {{.5F, .4F, .6F, .9F}, {0, 0, 30, 10}, {5, 20, 30, 20}, {100, 2, 200, 50}}; }

std::vector<float> exposure_by(const char* rule, const std::vector<double>& values, const Niche& niche) {
  const RuleChoice choice = rule_named(ranking_rules(), rule, values);
  std::vector<float> exposure(niche.price.size(), -1);
  ranking_rules()[choice.row].bind(choice.values)({niche.reputation, niche.orders, niche.price, niche.age}, exposure);
  return exposure;
}
}  // namespace

TEST_CASE("place r of a sorted list gets attention in proportion to r^-a", "[unit]") {
  const std::vector<float> score = {1, 4, 2, 3};
  std::vector<float> exposure(4);
  share_by_position(score, .77, exposure);
  CHECK(exposure[1] / exposure[0] == Approx(std::pow(4, .77)).epsilon(1e-5));
  CHECK(exposure[3] / exposure[2] == Approx(std::pow(1.5, .77)).epsilon(1e-5));
  CHECK(std::accumulate(exposure.begin(), exposure.end(), 0.F) == Approx(1));
}

TEST_CASE("sellers with the same score share the attention of their places", "[unit]") {
  const std::vector<float> score = {7, 9, 7};
  std::vector<float> exposure(3);
  share_by_position(score, 1, exposure);
  const double all = 1 + .5 + 1. / 3;
  CHECK(exposure[1] == Approx(1 / all));
  CHECK(exposure[0] == Approx((.5 + 1. / 3) / 2 / all));
  CHECK(exposure[0] == exposure[2]);
}

TEST_CASE("sorted rankings put first whom their name says", "[unit]") {
  const auto first = [](const char* rule) {
    const std::vector<float> e = exposure_by(rule, {1}, four());
    return std::max_element(e.begin(), e.end()) - e.begin();
  };
  CHECK(first("by_price") == 0);
  CHECK(first("newest") == 1);
  CHECK(first("by_rating") == 3);
  CHECK(exposure_by("by_price", {1}, four())[1] == exposure_by("by_price", {1}, four())[3]);  // the same price
}

TEST_CASE("popularity gives attention by orders to the power r", "[unit]") {
  const std::vector<float> e = exposure_by("popularity", {.5}, four());
  CHECK(e[2] / e[3] == Approx(std::sqrt(30.02 / 10.02)).epsilon(1e-5));
  CHECK(e[0] == e[1]);
  CHECK(e[0] > 0);
}

TEST_CASE("fairness keeps newcomers and small sellers at the floor, and large ones pay for it", "[unit]") {
  const std::vector<float> none = exposure_by("fairness", {13, 0}, four()), half = exposure_by("fairness", {13, .8}, four());
  CHECK(none[0] < .2F);
  CHECK(none[1] < .2F);
  for (std::size_t j : {0U, 1U}) CHECK(half[j] == Approx(.2));
  CHECK(half[2] < none[2]);
  CHECK(half[3] >= .2F);
  CHECK(std::accumulate(half.begin(), half.end(), 0.F) == Approx(1));
  // at the whole floor everybody who is protected has an even share, and nobody has less
  for (float e : exposure_by("fairness", {13, 1}, four())) CHECK(e >= Approx(.25));
}
