// Rows A1.1 to A1.5: what buyers take from what they are shown.
#include <catch2/catch.hpp>
#include <algorithm>
#include <cmath>

#include "tests/engine/test_shelf.hpp"
#include "tests/theory/statistics.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
const Luck luck = make_luck(11, 0);
constexpr double eulers_constant = 0.57721566490153286;

/// Every slot examined, no taste for closeness.
LookRule plain_rule(double shown, bool is_keyed, double retrieved_factor = 1) { return make_look_rule(shown, retrieved_factor, is_keyed, 0, 1, 0); }

/// P_j = e^V_j / (1 + sum e^V), none at the end, over the sellers in a set of bits.
std::vector<double> logit_shares(const std::vector<float>& utility, unsigned set) {
  std::vector<double> share(utility.size() + 1, 0);
  double sum = 1;
  for (std::size_t j = 0; j < utility.size(); ++j)
    if (set >> j & 1) sum += share[j] = std::exp(static_cast<double>(utility[j]));
  share.back() = 1;
  for (double& s : share) s /= sum;
  return share;
}

/// Mean logit share over the sets of k sellers that successive sampling by exposure gives.
std::vector<double> shares_over_sets(const std::vector<float>& utility, const std::vector<float>& exposure, int k) {
  const unsigned n_sets = 1U << utility.size();
  std::vector<double> chance(n_sets, 0), share(utility.size() + 1, 0);
  chance[0] = 1;
  for (unsigned set = 0; set < n_sets; ++set) {
    double left = 0;
    for (std::size_t j = 0; j < utility.size(); ++j) left += set >> j & 1 ? 0 : static_cast<double>(exposure[j]);
    for (std::size_t j = 0; j < utility.size(); ++j)
      if (!(set >> j & 1) && left > 0) chance[set | 1U << j] += chance[set] * static_cast<double>(exposure[j]) / left;
  }
  for (unsigned set = 0; set < n_sets; ++set) {
    if (__builtin_popcount(set) != k) continue;
    const std::vector<double> within = logit_shares(utility, set);
    for (std::size_t j = 0; j < share.size(); ++j) share[j] += chance[set] * within[j];
  }
  return share;
}
}  // namespace

TEST_CASE("A1.1 a million choices among all sellers follow the multinomial logit", "[theory]") {
  const bool is_keyed = GENERATE(false, true);
  CAPTURE(is_keyed);
  const TestShelf shelf({0, 1, 2}, {.2F, .3F, .5F});
  const std::vector<double> expected = logit_shares({0, 1, 2}, 7);
  CHECK(expected[2] == Approx(.61030).margin(5e-6));
  CHECK(chi_square(choices_of(shelf, plain_rule(3, is_keyed), luck, 1'000'000), expected) < 23);
}

TEST_CASE("A1.2 the logsum is the expected utility of the best choice less Euler's constant", "[theory]") {
  constexpr std::uint32_t n = 1'000'000, outside = 0xffffffffU;
  const std::vector<float> utility = {0, 1, 2};
  const std::vector<std::uint32_t> seller = {0, 1, 2};
  const auto noise = [](std::uint32_t buyer, std::uint32_t id) { return gumbel_from_bits(luck.block(Purpose::choose, 0, buyer, id)[0]); };
  double sum = 0, logsum_sum = 0;
  bool is_best = true;
  for (std::uint32_t buyer = 0; buyer < n; ++buyer) {
    const Choice choice = choose_by_race(utility, seller, luck, 0, buyer, 0);
    // utility of what was chosen: the race must have taken the best
    const float best = choice.chosen == bought_nothing ? noise(buyer, outside) : utility[choice.chosen] + noise(buyer, seller[choice.chosen]);
    for (std::size_t i = 0; i < utility.size(); ++i) is_best = is_best && best >= utility[i] + noise(buyer, seller[i]);
    sum += static_cast<double>(best);
    logsum_sum += static_cast<double>(choice.logsum);
  }
  const double exact = std::log(1 + 1 + std::exp(1.) + std::exp(2.)), pi = std::acos(-1.);
  CHECK(is_best);
  CHECK(exact + eulers_constant == Approx(3.0710).margin(1e-4));
  CHECK(z_of(sum / n, exact + eulers_constant, pi / std::sqrt(6.) / std::sqrt(static_cast<double>(n))) < 4);
  CHECK(logsum_sum / n == Approx(exact).epsilon(1e-6));
  CHECK(static_cast<double>(choose_by_inversion(utility, .5F).logsum) == Approx(exact).epsilon(1e-6));
  CHECK(static_cast<double>(logsum(utility)) == Approx(exact).epsilon(1e-6));
}

namespace {
/// Shares of the sellers over a million evenly spaced uniform numbers, the same at every price.
std::vector<double> shares_at(const std::vector<float>& utility) {
  constexpr int n = 1'000'000;
  std::vector<double> share(utility.size() + 1, 0);
  for (int i = 0; i < n; ++i) {
    const std::size_t chosen = choose_by_inversion(utility, (static_cast<float>(i) + .5F) / n).chosen;
    share[std::min(chosen, utility.size())] += 1. / n;
  }
  return share;
}
}  // namespace

TEST_CASE("A1.3 the ratio of two sellers' shares does not depend on a third", "[theory]") {
  const std::vector<double> three = shares_at({0, 1, 2}), two = shares_at({0, 1});
  CHECK(two[0] / two[1] == Approx(three[0] / three[1]).epsilon(.001));
  CHECK(two[0] > three[0] * 2);
}

TEST_CASE("A1.3 a price moves its own share by -b p (1 - s) and every other by b p s", "[theory]") {
  constexpr double sensitivity = .08;
  const std::vector<double> price = {20, 30, 45};
  const auto shares = [&](const std::vector<double>& asked) {
    std::vector<float> utility;
    for (double p : asked) utility.push_back(static_cast<float>(3 - sensitivity * p));
    return shares_at(utility);
  };
  const std::vector<double> now = shares(price);
  for (std::size_t k = 0; k < price.size(); ++k) {
    std::vector<double> dearer = price, cheaper = price;
    dearer[k] *= 1.01, cheaper[k] /= 1.01;
    const std::vector<double> after = shares(dearer), before = shares(cheaper);
    for (std::size_t j = 0; j < price.size(); ++j) {
      const double elasticity = std::log(after[j] / before[j]) / (2 * std::log(1.01));
      const double exact = sensitivity * price[k] * (j == k ? now[k] - 1 : now[k]);
      CAPTURE(j, k, elasticity, exact);
      CHECK(elasticity == Approx(exact).epsilon(.01));
    }
  }
}

TEST_CASE("A1.4 sales under a random consideration set are the mean logit share over all sets", "[theory]") {
  const bool is_keyed = GENERATE(false, true), is_even = GENERATE(false, true);
  const int k = GENERATE(1, 2, 3, 6);
  CAPTURE(is_keyed, is_even, k);
  const std::vector<float> utility = {-1, 0, .5F, 1, 1.5F, 2};
  const std::vector<float> exposure = is_even ? std::vector<float>(6, 1.F / 6) : std::vector<float>{.30F, .25F, .20F, .15F, .07F, .03F};
  const std::vector<std::int64_t> count = choices_of(TestShelf(utility, exposure), plain_rule(k, is_keyed), luck, 250'000);
  CHECK(chi_square(count, shares_over_sets(utility, exposure, k)) < chi_square_limit(6));
}

TEST_CASE("A1.4 with one seller shown, equal sellers sell in proportion to their exposure", "[theory]") {
  const bool is_keyed = GENERATE(false, true);
  const std::vector<float> exposure = {.4F, .3F, .2F, .1F};
  std::vector<std::int64_t> count = choices_of(TestShelf({1, 1, 1, 1}, exposure), plain_rule(1, is_keyed), luck, 250'000);
  count.pop_back();
  CHECK(chi_square(count, std::vector<double>{.4, .3, .2, .1}) < chi_square_limit(3));
}

TEST_CASE("A1.5 equal sellers at fixed places sell in proportion to the chance that their place is examined", "[theory]") {
  const bool is_keyed = GENERATE(false, true);
  CAPTURE(is_keyed);
  // rare purchases: hardly ever are two of the examined wanted, so a place sells as often as it is examined
  constexpr int n_places = 6;
  const TestShelf shelf(std::vector<float>(n_places, -6.F), std::vector<float>(n_places, 1.F / n_places), .1F);
  const LookRule rule = make_look_rule(n_places, 1, is_keyed, 0, 1, .8);
  std::vector<std::int64_t> count = choices_of(shelf, rule, luck, 3'000'000);
  count.pop_back();
  std::vector<double> place, sold;
  double sum = 0;
  for (int r = 0; r < n_places; ++r) {
    place.push_back(std::pow(r + 1, -.8));
    sum += place.back();
    sold.push_back(static_cast<double>(count[static_cast<std::size_t>(r)]));
  }
  for (double& p : place) p /= sum;
  CHECK(chi_square(count, place) < chi_square_limit(n_places - 1));
  // about 3 million * 2.8 places * e^-6 sales; the index moves by less than two standard errors of a share
  CHECK(gini_of(sold) == Approx(gini_of(place)).margin(.02));
}

TEST_CASE("A1.5 the nearest seller stands in the first place, which everybody examines", "[theory]") {
  const bool is_keyed = GENERATE(false, true);
  const TestShelf shelf(std::vector<float>(4, 0.F), std::vector<float>(4, .25F), 1.F);
  const LookRule rule = make_look_rule(4, 1, is_keyed, 0, 1, 2);
  std::vector<std::int64_t> examined(4, 0);
  LookScratch scratch;
  Examined seen;
  constexpr std::uint32_t n = 200'000;
  for (std::uint32_t buyer = 0; buyer < n; ++buyer) {
    look(shelf.view(), rule, looker_number(buyer), luck, scratch, seen);
    for (std::size_t i = 0; i < seen.n; ++i) ++examined[seen.index[i]];
  }
  CHECK(examined[0] == n);
  for (std::size_t r = 1; r < 4; ++r) CHECK(z_of_count(examined[r], n, std::pow(static_cast<double>(r + 1), -2.)) < 4);
}
