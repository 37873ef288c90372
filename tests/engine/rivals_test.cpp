// Several platforms in one market.
#include <catch2/catch.hpp>

#include "engine/parameter_table.hpp"
#include "engine/phases/elsewhere.hpp"
#include "tests/engine/scenario_variants.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {

Scenario duopoly(double second_opens = 0) {
  Scenario s = short_default();
  s.run.draw_assumptions = 0;
  for (Platform* p : {&s.platforms[0]}) p->capital.start_cash = 1e9;
  s.platforms.push_back(s.platforms[0]);
  s.platforms[1].launch.week = second_opens;
  return s;
}

std::int64_t members(const PlatformState& p) { return p.niches.member_buyers.sum(); }

std::int64_t on_both(const State& state) {
  std::int64_t n = 0;
  for (std::size_t i = 0; i < state.buyers.size(); ++i) n += state.platforms[0].buyers.is_member(i) && state.platforms[1].buyers.is_member(i);
  return n;
}

std::int64_t sellers_on_both(const State& state) {
  std::int64_t n = 0;
  for (std::size_t j = 0; j < state.sellers.size(); ++j) n += state.platforms[0].sellers.is_member(j) && state.platforms[1].sellers.is_member(j);
  return n;
}

}  // namespace

TEST_CASE("a platform that comes later stands still until its week, and opens with founders of its own", "[unit]") {
  const Scenario s = duopoly(40);
  simulate(s, 3, 0, [](const Scenario& lived, const State& state) {
    const PlatformState& late = state.platforms[1];
    CHECK(late.is_alive == (state.week >= 40));
    if (state.week < 40) {
      CHECK(late.week.gmv == 0);
      CHECK(late.ledger.balance(Account::cash) == static_cast<Cents>(lived.platforms[1].capital.start_cash));
    }
    if (state.week != 40) return;
    const auto n = static_cast<std::size_t>(lived.platforms[0].launch.founding_sellers);
    CHECK((late.sellers.flags[static_cast<Eigen::Index>(n)] & seller_founder) != 0);
    CHECK((late.sellers.flags[0] & seller_founder) == 0);
    CHECK(late.sellers.joined_week[static_cast<Eigen::Index>(n)] == 40);
    CHECK(state.log.events.back().kind != EventKind::launched);
  });
}

TEST_CASE("two platforms keep their books, and are the same in parallel", "[unit]") {
  for (const double multihome : {0., 1.}) {
    Scenario s = duopoly(20);
    s.participation.buyers_multihome = s.participation.sellers_multihome = multihome;
    bool keeps_books = true;
    const std::uint64_t print = simulate(s, 5, 0, [&](const Scenario&, const State& state) {
      for (const PlatformState& p : state.platforms) keeps_books = keeps_books && p.ledger.total() == 0;
    });
    CHECK(keeps_books);
    CHECK(simulate(s, 5, 0, {}, true) == print);
  }
}

TEST_CASE("who can be on one platform only is on one platform only", "[unit]") {
  for (const double multihome : {0., 1.}) {
    Scenario s = duopoly();
    s.participation.buyers_multihome = s.participation.sellers_multihome = multihome;
    std::int64_t buyers = 0, sellers = 0, either = 0;
    simulate(s, 7, 0, [&](const Scenario&, const State& state) {
      buyers += on_both(state), sellers += sellers_on_both(state);
      either += members(state.platforms[0]) + members(state.platforms[1]);
    });
    CHECK(either > 0);
    CHECK((buyers > 0) == (multihome == 1));
    CHECK((sellers > 0) == (multihome == 1));
  }
}

TEST_CASE("a rival that gives buyers more takes them from a platform, and none where it is not heard of", "[theory]") {
  const auto buyers_of_first = [](double rivals_fee, double founders) {
    Scenario s = duopoly();
    s.platforms[1].fees.values = {rivals_fee};
    s.platforms[1].launch.founding_sellers = s.platforms[1].launch.founding_buyers = founders;
    s.platforms[1].control = 2;
    double sum = 0;
    for (std::uint32_t r = 0; r < 6; ++r)
      simulate(s, 11, r, [&](const Scenario& lived, const State& state) {
        if (state.week + 1 == static_cast<std::int32_t>(lived.run.weeks)) sum += static_cast<double>(state.platforms[0].week.visits);
      });
    return sum;
  };
  CHECK(buyers_of_first(0, 60) < buyers_of_first(.6, 60));
}

TEST_CASE("alternatives are the outside world and the other platforms that one is on", "[unit]") {
  Scenario s = duopoly();
  const Luck luck = make_luck(1, 0);
  State state = make_state(s, luck);
  const std::vector<Institutions> institutions = bind_institutions(s);
  const World world{s, luck, institutions, state, false};
  const double outside = static_cast<double>(state.buyers.record[0].outside_value);
  state.platforms[1].buyers.flags[0] = 0;
  CHECK(buyer_elsewhere(world, 0, 0, 0).value == outside);
  CHECK_FALSE(buyer_elsewhere(world, 0, 0, 0).is_on_other);
  state.platforms[1].buyers.flags[0] = buyer_informed | buyer_member;
  state.platforms[1].buyers.experience[0] = static_cast<float>(outside + 3);
  state.platforms[1].buyers.uses[0] = 60000;
  CHECK(buyer_elsewhere(world, 0, 0, 0).value == Approx(outside + 3 - s.visit.friction_final));
  state.platforms[1].is_alive = false;
  CHECK(buyer_elsewhere(world, 0, 0, 0).value == outside);

  // sellers: a further place asks a share, or as much as is given up
  state.platforms[1].is_alive = true;
  const double reservation = static_cast<double>(state.sellers.reservation_income[0]);
  state.platforms[1].sellers.flags[0] = 0;
  CHECK(asked_income(world, 0, 0) == reservation);
  state.platforms[1].sellers.flags[0] = seller_informed | seller_member;
  state.platforms[1].sellers.income_week[0] = static_cast<float>(4 * reservation);
  s.participation.sellers_second_home = .6;
  CHECK(asked_income(world, 0, 0) == Approx(.6 * reservation));
  s.participation.sellers_multihome = 0;
  CHECK(asked_income(world, 0, 0) == Approx(4 * reservation));
}
