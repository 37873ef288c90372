// Every ranking is examined in the proportions that it promises, the lottery evenly: from the rank phase to what buyers see.
#include <catch2/catch.hpp>
#include <numeric>

#include "engine/phases/phases.hpp"
#include "engine/rules/ranking/ranking.hpp"
#include "tests/engine/small_world.hpp"
#include "tests/theory/statistics.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
constexpr std::uint32_t n_sellers = 12;

/// One niche of sellers that differ in all that a ranking looks at. A visit is shown one of them, so that no relevance comes in between.
Scenario shop_window(std::string_view ranking, bool is_keyed) {
  Scenario s = plain_scenario();
  s.run.luck = static_cast<double>(is_keyed ? LuckKind::keyed : LuckKind::inversion);
  s.market.buyers = s.platforms[0].launch.founding_buyers = 60'000;
  s.market.sellers = s.platforms[0].launch.founding_sellers = n_sellers;
  s.market.niches = 1;
  s.market.need_rate = .1;  // hardly anybody comes twice: with keyed luck it would see the same seller again
  s.market.need_rate_sigma = 0;
  s.visit.shown = s.visit.retrieved_factor = 1;
  s.platforms[0].ranking = rule_named(ranking_rules(), ranking);
  return s;
}

struct Seen {
  std::vector<std::int64_t> views;
  std::vector<double> promised;
};

Seen look_at(std::string_view ranking, bool is_keyed) {
  SmallWorld w(shop_window(ranking, is_keyed), 21);
  SellersOnPlatform& sellers = w.platform().sellers;
  for (std::uint32_t j = 0; j < n_sellers; ++j) {
    sellers.orders_quarter[row_of(j)] = static_cast<float>(j + 1);
    sellers.good_ratings[row_of(j)] = static_cast<float>(n_sellers - j);
    sellers.joined_week[row_of(j)] = j % 3 == 0 ? 40 : 0;
  }
  w.platform().buyers.experience.setConstant(20);  // everybody who needs something comes
  w.state.week = 41;
  shock(w.world), price(w.world), rank(w.world), shop(w.world);
  Seen seen;
  for (std::uint32_t j = 0; j < n_sellers; ++j) {
    seen.views.push_back(sellers.views[row_of(j)]);
    seen.promised.push_back(static_cast<double>(sellers.exposure[row_of(j)]));
  }
  return seen;
}
}  // namespace

TEST_CASE("what a ranking promises of attention is what buyers examine, whatever the rule and the kind of luck", "[theory]") {
  for (const RankingRule& rule : ranking_rules())
    for (bool is_keyed : {false, true}) {
      const Seen seen = look_at(rule.row.name, is_keyed);
      CAPTURE(rule.row.name, is_keyed, seen.views, seen.promised);
      CHECK(std::accumulate(seen.views.begin(), seen.views.end(), std::int64_t{0}) > 4'000);
      CHECK(chi_square(seen.views, seen.promised) < chi_square_limit(n_sellers - 1));
    }
}

TEST_CASE("a lottery is examined evenly", "[theory]") {
  const Seen seen = look_at("lottery", false);
  CHECK(chi_square(seen.views, std::vector<double>(n_sellers, 1. / n_sellers)) < chi_square_limit(n_sellers - 1));
  // and a ranking by orders is not
  CHECK(chi_square(look_at("popularity", false).views, std::vector<double>(n_sellers, 1. / n_sellers)) > 10 * chi_square_limit(n_sellers - 1));
}
