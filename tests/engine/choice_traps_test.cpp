// Traps of what is shown, joined, priced and learned.
#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "engine/behaviour/participation/expected_value.hpp"
#include "engine/behaviour/participation/information.hpp"
#include "engine/phases/niche_statistics.hpp"
#include "engine/phases/phases.hpp"
#include "engine/phases/words.hpp"
#include "tests/engine/scenario_variants.hpp"
#include "tests/engine/test_shelf.hpp"
#include "tests/theory/statistics.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
const Luck luck = make_luck(81, 0);

/// Looks of many buyers with every slot examined: how many sellers each saw, and whether any seller came twice.
struct Seen {
  std::size_t least = 1000, most = 0;
  bool has_duplicates = false;
  std::set<std::vector<std::uint32_t>> sets;
};

Seen look_often(const TestShelf& shelf, const LookRule& rule, std::uint32_t n_buyers) {
  Seen seen;
  LookScratch scratch;
  Examined out;
  for (std::uint32_t buyer = 0; buyer < n_buyers; ++buyer) {
    look(shelf.view(), rule, looker_number(buyer), luck, scratch, out);
    std::vector<std::uint32_t> ids(out.index.begin(), out.index.begin() + static_cast<std::ptrdiff_t>(out.n));
    std::ranges::sort(ids);
    seen.has_duplicates = seen.has_duplicates || std::ranges::adjacent_find(ids) != ids.end();
    seen.least = std::min(seen.least, ids.size());
    seen.most = std::max(seen.most, ids.size());
    seen.sets.insert(ids);
  }
  return seen;
}
}  // namespace

TEST_CASE("trap 7: a shop with no more sellers than places shows all of them, without drawing", "[unit]") {
  const bool is_keyed = GENERATE(false, true);
  for (std::size_t n : {1U, 5U, 12U}) {
    const Seen seen = look_often({std::vector<float>(n, 0), std::vector<float>(n, 1.F / static_cast<float>(n)), .3F}, make_look_rule(12, 4, is_keyed, 3, 1, 0), 50);
    CHECK(seen.sets.size() == 1);
    CHECK((seen.least == n && seen.most == n));
  }
}

TEST_CASE("trap 7: nobody is shown twice, and a seller with nearly all exposure still leaves K shown", "[unit]") {
  const bool is_keyed = GENERATE(false, true);
  const float greed = GENERATE(.1F, .99F, .9999999F, 1.F);
  std::vector<float> exposure(200, (1 - greed) / 199);
  exposure[17] = greed;
  const Seen seen = look_often({std::vector<float>(200, 0), exposure, .01F}, make_look_rule(12, 4, is_keyed, 3, 1, 0), 300);
  CAPTURE(is_keyed, greed);
  CHECK((seen.least == 12 && seen.most == 12));
  CHECK_FALSE(seen.has_duplicates);
}

TEST_CASE("trap 7: when one seller has most exposure the others are shown by theirs", "[theory]") {
  const bool is_keyed = GENERATE(false, true);
  const double greed = GENERATE(.9, .97, .995);
  // two places: the greedy one and another, or two others; the chance of each pair by successive sampling
  const std::vector<float> exposure = {static_cast<float>(greed), static_cast<float>(.7 * (1 - greed)), static_cast<float>(.3 * (1 - greed))};
  const double e[] = {greed, .7 * (1 - greed), .3 * (1 - greed)};
  const auto pair = [&](int a, int b) { return e[a] * e[b] / (1 - e[a]) + e[b] * e[a] / (1 - e[b]); };
  std::vector<std::int64_t> count(3, 0);
  const TestShelf shelf({0, 0, 0}, exposure, .1F);
  const LookRule rule = make_look_rule(2, 1, is_keyed, 0, 1, 0);
  LookScratch scratch;
  Examined out;
  for (std::uint32_t buyer = 0; buyer < 200'000; ++buyer) {
    look(shelf.view(), rule, looker_number(buyer), luck, scratch, out);
    ++count[3 - out.index[0] - out.index[1]];  // by who is missing
  }
  CAPTURE(is_keyed, greed, count[0], count[1], count[2]);
  CHECK(chi_square(count, std::vector<double>{pair(1, 2), pair(0, 2), pair(0, 1)}) < chi_square_limit(2));
}

TEST_CASE("trap 7: giving up on drawing does not favour the sets that are found fast", "[theory]") {
  const bool is_keyed = GENERATE(false, true);
  // three places: after the greedy seller and the second, a third is hard to find; after a rare second, easy
  const double e[] = {.97, .027, .0015, .0015};
  std::vector<double> chance(4, 0);  // by who is missing
  for (int a = 0; a < 4; ++a)
    for (int b = 0; b < 4; ++b)
      for (int c = 0; c < 4; ++c)
        if (a != b && b != c && a != c) chance[static_cast<std::size_t>(6 - a - b - c)] += e[a] * e[b] / (1 - e[a]) * e[c] / (1 - e[a] - e[b]);
  std::vector<std::int64_t> count(4, 0);
  const TestShelf shelf({0, 0, 0, 0}, {.97F, .027F, .0015F, .0015F}, .1F);
  const LookRule rule = make_look_rule(3, 1, is_keyed, 0, 1, 0);
  LookScratch scratch;
  Examined out;
  for (std::uint32_t buyer = 0; buyer < 1'000'000; ++buyer) {
    look(shelf.view(), rule, looker_number(buyer), luck, scratch, out);
    ++count[6 - out.index[0] - out.index[1] - out.index[2]];
  }
  CAPTURE(is_keyed, count[0], count[1], count[2], count[3], chance[0], chance[1], chance[2], chance[3]);
  CHECK(chi_square({count.begin() + 1, count.end()}, std::vector<double>{chance[1], chance[2], chance[3]}) < chi_square_limit(2));
}

TEST_CASE("trap 7: on a shelf too long for a race, giving up on drawing keeps the law too", "[theory]") {
  // three of twelve places; the ten rare ones share little, so that drawing often gives up
  std::vector<float> exposure(12, .0003F);
  exposure[0] = .97F, exposure[1] = .027F;
  const TestShelf shelf(std::vector<float>(12, 0), exposure, .1F);
  // chance that the greedy one, the second, both or neither are among the three
  std::vector<double> chance(4, 0);
  const auto e = [&](int j) { return static_cast<double>(exposure[static_cast<std::size_t>(j)]); };
  for (int a = 0; a < 12; ++a)
    for (int b = 0; b < 12; ++b)
      for (int c = 0; c < 12; ++c)
        if (a != b && b != c && a != c)
          chance[static_cast<std::size_t>((a == 0 || b == 0 || c == 0) + 2 * (a == 1 || b == 1 || c == 1))] += e(a) * e(b) / (1 - e(a)) * e(c) / (1 - e(a) - e(b));
  std::vector<std::int64_t> count(4, 0);
  const LookRule rule = make_look_rule(3, 1, false, 0, 1, 0);
  LookScratch scratch;
  Examined out;
  for (std::uint32_t buyer = 0; buyer < 1'000'000; ++buyer) {
    look(shelf.view(), rule, looker_number(buyer), luck, scratch, out);
    const auto shows = [&](std::uint32_t j) { return std::find(out.index.begin(), out.index.begin() + 3, j) != out.index.begin() + 3; };
    ++count[static_cast<std::size_t>(shows(0) + 2 * shows(1))];
  }
  CAPTURE(count[0], count[1], count[2], count[3], chance[0], chance[1], chance[2], chance[3]);
  CHECK(chi_square({count.begin() + 1, count.end()}, std::vector<double>{chance[1], chance[2], chance[3]}) < chi_square_limit(2));
}

TEST_CASE("trap 7: with relevance, more sellers serve a buyer better though no more are shown", "[unit]") {
  double last = 0;
  for (std::size_t n : {12U, 24U, 48U}) {
    double sum = 0;
    const TestShelf shelf(std::vector<float>(n, 0), std::vector<float>(n, 1.F / static_cast<float>(n)), 4.F / static_cast<float>(n));
    LookScratch scratch;
    Examined out;
    look(shelf.view(), make_look_rule(12, 4, false, 3, 1, 0), looker_number(1), luck, scratch, out);
    sum = static_cast<double>(logsum({out.utility.data(), out.n}));
    CHECK(sum > last);
    last = sum;
  }
}

TEST_CASE("trap 8: an empty shelf shows nothing and is worth nothing", "[unit]") {
  LookScratch scratch;
  Examined out;
  out.n = 3;
  look(Shelf{}, make_look_rule(12, 4, false, 3, 1, .8), looker_number(1), luck, scratch, out);
  CHECK(out.n == 0);
  CHECK(logsum({}) == 0);
  CHECK(choose_by_inversion({}, .3F).chosen == bought_nothing);
  CHECK(choose_by_race({}, {}, luck, 0, 1, 0).chosen == bought_nothing);
}

TEST_CASE("trap 8: a niche without members has no experience, nobody satisfied, and pulls nobody", "[unit]") {
  Scenario s = plain_scenario();
  s.market.buyers = 40;
  s.platforms[0].launch.founding_buyers = s.platforms[0].launch.founding_sellers = 0;
  SmallWorld w(s);
  PlatformState& p = w.platform();
  CHECK((p.niches.mean_experience == 0).all());
  CHECK((p.niches.satisfied_share == 0).all());
  // the first member of a niche keeps what it expects: there is nobody to talk to
  p.buyers.flags[3] = buyer_informed | buyer_member;
  p.buyers.experience[3] = 1.5F;
  learn(w.world);
  CHECK(p.buyers.experience[3] == 1.5F);
  CHECK(expected_value::word_of_mouth_weight(0) == 0);
  CHECK(expected_value::expected_visit(1.2, 0, 0) == 1.2);
}

TEST_CASE("traps 2 and 8: what strangers expect of a niche without history is a promise that fades to nothing", "[unit]") {
  using expected_value::expected_income;
  CHECK(expected_income(0, 0, 0, 2500, {0, 1, 0}) == 0);  // no evidence, no promise, no doubt: not a number / 0
  CHECK(expected_income(0, 0, 0, 2500, {26, 1, 4}) == Approx(2500 * 26. / 30));
  double last = 2500;
  for (int week = 0; week < 520; week += 52) {
    const double expected = expected_income(0, 0, 0, 2500, {26 * std::exp(-week / 26.), 1, 4});
    CHECK(expected < last);
    last = expected;
  }
  CHECK(last < .01 * 2500);
  // evidence that decays leaves pessimism, not optimism
  CHECK(expected_income(100 * .001, .001, 5, 2500, {0, 1, 4}) < 1);
}

TEST_CASE("trap 9: no income, or a loss, is never enough for a seller, and is a number", "[unit]") {
  using expected_value::seller_is_content;
  for (double income : {0., -1., -1e12}) CHECK(seller_is_content(income, 2500, 2) == 0);
  CHECK(seller_is_content(2500, 2500, 2) == Approx(.5));
  CHECK(expected_value::seller_leaving_hazard(.001, .012, 0, 2500, 2) == Approx(.013));
  CHECK(std::isfinite(expected_value::seller_leaving_hazard(0, .012, 1e-300, 1e9, 100)));
}

TEST_CASE("trap 6: under test no seller pays more than 95 %, and goods without cost have a price", "[unit]") {
  Scenario s = operator_harvests();
  s.run.draw_assumptions = 0;
  s.market.unit_cost = 0;
  s.platforms[0].fees.values = {.93};
  SmallWorld w(s);
  w.platform().operator_state.tested_change = .3;
  for (std::uint8_t& f : w.platform().sellers.flags) f |= seller_treated;
  w.platform().sellers.flags[0] = 0;
  price(w.world);
  CHECK(w.platform().sellers.take_rate[0] == .93);
  CHECK(w.platform().sellers.take_rate[1] == .95);
  CHECK(w.platform().sellers.price[1] == 1);
}

TEST_CASE("trap 10: ratings do not depend on the order in which orders stand", "[unit]") {
  Scenario s = plain_scenario();
  SmallWorld a(s), b(s);
  for (SmallWorld* w : {&a, &b})
    for (std::uint32_t i = 0; i < 500; ++i) w->platform().orders.push_back({i, i % 9, i % 3, .5F, .6F, 0, 0, 0});
  std::ranges::reverse(b.platform().orders);
  learn(a.world), learn(b.world);
  CHECK((a.platform().sellers.good_ratings == b.platform().sellers.good_ratings).all());
  CHECK((a.platform().sellers.bad_ratings == b.platform().sellers.bad_ratings).all());
  CHECK(a.platform().sellers.good_ratings.sum() > 0);
}

TEST_CASE("trap 10: all needs of a week meet the same experience; it moves once the week is over", "[unit]") {
  Scenario s = plain_scenario();
  s.market.need_rate = 4;
  s.platforms[0].launch.founding_buyers = 2000;
  SmallWorld w(s);
  price(w.world), rank(w.world);
  PlatformState& p = w.platform();
  const Column<float> before = p.buyers.experience;
  const Column<std::uint16_t> uses = p.buyers.uses;
  shop(w.world);
  CHECK((p.buyers.experience == before).all());
  CHECK((p.buyers.uses == uses).all());
  const int most = p.buyers.visits.maxCoeff();
  CHECK(most > 2);
  Eigen::Index i = 0;
  p.buyers.visits.maxCoeff(&i);
  const double mean = static_cast<double>(p.buyers.visit_surplus[i]) / most, kept = std::pow(.7, most);
  const double learned = mean + kept * (static_cast<double>(before[i]) - mean), niche = p.niches.mean_experience[w.state.buyers.record[static_cast<std::size_t>(i)].niche];
  learn(w.world);
  CHECK(static_cast<double>(p.buyers.experience[i]) == Approx(learned + .02 * (niche - learned)).epsilon(1e-5));
  CHECK(p.buyers.uses[i] == most);
  CHECK(p.buyers.visits[i] == 0);
}

TEST_CASE("trap 11: hazards become chances by 1 - e^-h, however large", "[unit]") {
  CHECK(information::chance(0) == 0);
  CHECK(information::chance(.25) == Approx(1 - std::exp(-.25)));
  CHECK(information::chance(5) < 1);
  CHECK(word_below(0) == 0);
  CHECK(word_below(information::chance(.7)) / 4294967296. == Approx(1 - std::exp(-.7)));
  CHECK(word_below(1) == 0xffffffffU);
  CHECK(word_below(std::nan("")) == 0);
}

TEST_CASE("trap 11: who leaves and comes back is counted on both sides", "[unit]") {
  std::int64_t joined = 0, left = 0, changed = 0, before = -1;
  simulate(short_default(), 1, 0, [&](const Scenario&, const State& state) {
    const Week& week = state.platforms[0].week;
    const std::int64_t members = state.platforms[0].niches.member_buyers.sum();
    if (before >= 0) joined += week.buyers_joined, left += week.buyers_left, changed += members - before;
    before = members;
  });
  CHECK(left > 0);
  CHECK(joined - left == changed);
}
