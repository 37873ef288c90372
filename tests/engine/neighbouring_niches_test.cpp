// Sellers who list in a second niche: which one, on whose shelf, and that each is counted once all the same.
#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <string>

#include "engine/identities.hpp"
#include "engine/phases/phases.hpp"
#include "engine/rules/ranking/ranking.hpp"
#include "engine/week.hpp"
#include "tests/engine/small_world.hpp"
#include "tests/engine/weekly_identities.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
Scenario wide(double share, double founding_sellers = 40) {
  Scenario s = plain_scenario();
  s.run.weeks = 60;
  s.market.buyers = 600;
  s.market.sellers = 40;
  s.market.niches = 5;
  s.market.need_rate = 1;
  s.market.neighbouring_niches = share;
  s.platforms[0].launch.founding_buyers = 600;
  s.platforms[0].launch.founding_sellers = founding_sellers;
  return s;
}

std::set<std::uint32_t> on_shelf(const PlatformState& p, std::size_t niche) {
  std::set<std::uint32_t> ids;
  for (const SellerRecord& r : p.niches.shelf(niche).record) ids.insert(r.seller);
  return ids;
}
}  // namespace

TEST_CASE("a seller who lists twice does so in the other niche whose centre is nearest to its goods", "[engine]") {
  const SmallWorld all(wide(1)), none(wide(0)), half(wide(.5));
  CHECK(none.state.sellers.second_niche.empty());
  const Sellers& s = all.state.sellers;
  const auto centre = [&](std::uint32_t niche, std::uint32_t axis) { return all.scenario.market.niche_spread * all.luck.normal(Purpose::niche_traits, 0, niche, axis); };
  for (std::uint32_t j = 0; j < 40; ++j) {
    REQUIRE(s.second_niche[j] != s.niche[j]);
    const auto apart = [&](std::uint32_t niche) {
      double sum = 0;
      for (std::uint32_t axis = 0; axis < n_taste_axes; ++axis) sum += std::pow(centre(niche, axis) - static_cast<double>(s.position[row_of(j) * n_taste_axes + static_cast<Eigen::Index>(axis)]), 2);
      return sum;
    };
    for (std::uint32_t niche = 0; niche < 5; ++niche)
      if (niche != s.niche[j]) CHECK(apart(s.second_niche[j]) <= apart(niche) + 1e-9);
  }
  // who lists twice with a small share does so with a larger one
  int twice = 0;
  for (std::uint32_t j = 0; j < 40; ++j) twice += half.state.sellers.lists_twice(j);
  CHECK(twice > 8);
  CHECK(twice < 32);
}

TEST_CASE("goods lie on the shelf of both niches, and the attention of each shelf is shared out once", "[engine]") {
  SmallWorld w(wide(.5));
  price(w.world), rank(w.world);
  const PlatformState& p = w.platform();
  CHECK(p.niches.active.size() == 40);
  std::size_t guests = 0;
  for (std::uint32_t niche = 0; niche < 5; ++niche) {
    const std::set<std::uint32_t> ids = on_shelf(p, niche);
    double attention = 0;
    for (std::uint32_t j = 0; j < 40; ++j) {
      const bool is_guest = w.state.sellers.second_niche[j] == niche && w.state.sellers.lists_twice(j);
      CHECK(ids.contains(j) == (w.state.sellers.niche[j] == niche || is_guest));
      guests += is_guest;
    }
    const Shelf shelf = p.niches.shelf(niche);
    REQUIRE(std::ranges::is_sorted(shelf.record, {}, &SellerRecord::seller));
    for (std::size_t i = 0; i < shelf.record.size(); ++i) attention += 1 / static_cast<double>(shelf.wait[i]);
    CHECK(attention == Approx(1).margin(1e-4));
  }
  CHECK(p.niches.record.size() == 40 + guests);
}

TEST_CASE("a niche without sellers of its own is served by its neighbours, and not without them", "[engine]") {
  // three founders, so that two of five niches have nobody
  SmallWorld alone(wide(0, 3)), shared(wide(1, 3));
  for (SmallWorld* w : {&alone, &shared}) shock(w->world), price(w->world), rank(w->world), shop(w->world);
  const auto orders_in = [](const SmallWorld& w, bool is_own) {
    int n = 0;
    for (const Order& o : w.state.platforms[0].orders) n += (w.state.buyers.record[o.buyer].niche == w.state.sellers.niche[o.seller]) == is_own;
    return n;
  };
  CHECK(orders_in(alone, false) == 0);
  CHECK(orders_in(alone, true) > 10);
  CHECK(orders_in(shared, false) > 10);
}

TEST_CASE("with sellers in two niches every identity holds, and any threads give the same bits", "[engine][identity]") {
  const char* ranking = GENERATE("weighted", "paid_placement", "fairness");
  Scenario s = wide(.6, 20);
  s.platforms[0].ranking = rule_named(ranking_rules(), ranking);
  s.misconduct.wash_share = GENERATE(0., .2);
  s.misconduct.wash_orders = 2;
  WeeklyIdentities identities;
  std::string broken;
  const auto serial = simulate(s, 3, 0, [&](const Scenario& lived, const State& state) {
    check_identities(lived, state);
    if (s.misconduct.wash_share <= 0) broken += identities.look(lived, state, 0);
  });
  CHECK(broken == "");
  CHECK(serial == simulate(s, 3, 0, nullptr, true));
}
