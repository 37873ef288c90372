// Selling what the platform knows of its users: who consents, what it brings, and what it costs in trust.
#include <catch2/catch.hpp>

#include "engine/phases/govern/effects.hpp"
#include "engine/phases/phases.hpp"
#include "engine/rules/data/consent.hpp"
#include "tests/engine/voting_world.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
Scenario data_scenario(double opt_out, double member_share = 0) {
  Scenario s = plain_scenario();
  s.market.buyers = 5000;
  s.platforms[0].launch.founding_buyers = 4000;
  s.platforms[0].ownership.buyers_are_members = 1;
  s.platforms[0].data = {1, opt_out, 200, member_share, 1000, 1};
  s.voters.time_cost = 500;
  return s;
}

struct Users : SmallWorld {
  explicit Users(const Scenario& s) : SmallWorld(s, 3) {}
  double sold_share() {
    sell_data(world, 0);
    return static_cast<double>(platform().week.users_sold) / (4000 * scenario.market.buyers_per_agent);
  }
};
}  // namespace

TEST_CASE("defaults stick: between the two kinds of consent lie all to whom neither is worth the trouble", "[unit]") {
  DataSale sale{1, true, 200, 0, 500};
  CHECK(consents(sale, 1000, true));        // loses 500 a quarter: just not worth it
  CHECK_FALSE(consents(sale, 1002, true));
  sale.is_opt_out = false;
  CHECK_FALSE(consents(sale, 0, true));     // nobody is paid for saying yes
  sale.member_share = .5;                   // 1300 a quarter
  CHECK(consents(sale, 1590, true));
  CHECK_FALSE(consents(sale, 1610, true));
  CHECK_FALSE(consents(sale, 0, false));    // but members only
}

TEST_CASE("data of half the users is sold when the median is indifferent to opting out", "[unit]") {
  Users w(data_scenario(1));
  CHECK(w.sold_share() == Approx(.5).margin(.032));
  const PlatformState& p = w.platform();
  CHECK(p.week.data_revenue == p.week.users_sold * 200);
  CHECK(p.ledger.balance(Account::outside) == -p.week.data_revenue);
  CHECK(Users(data_scenario(0)).sold_share() == 0);
}

TEST_CASE("members are paid their share of the revenue", "[unit]") {
  Users w(data_scenario(1, .4));
  const Cents before = w.platform().ledger.balance(Account::cash);
  sell_data(w.world, 0);
  const Week& week = w.platform().week;
  CHECK(week.data_revenue > 0);
  CHECK(week.data_to_members == share_of(week.data_revenue, .4));
  CHECK(w.platform().ledger.balance(Account::members) == week.data_to_members);
  CHECK(w.platform().ledger.balance(Account::cash) - before == week.data_revenue - week.data_to_members);
}

TEST_CASE("being sold costs experience, of nobody else and in utility of its price sensitivity", "[unit]") {
  Users w(data_scenario(1));
  const Column<float> before = w.platform().buyers.experience;
  sell_data(w.world, 0);
  const Column<float> lost = before - w.platform().buyers.experience;
  std::int64_t n = 0;
  for (Eigen::Index i = 0; i < lost.size(); ++i) n += lost[i] > 0;
  CHECK(n * static_cast<std::int64_t>(w.scenario.market.buyers_per_agent) == Approx(w.platform().week.users_sold).epsilon(.01));
  CHECK(lost.minCoeff() >= 0);
  // a week of losing 13 USD a quarter at .1 per USD, remembered by a fifth: .1 x 1 x .2
  CHECK(experience_lost(2600, 1, .1, .2) == Approx(.02));
}

TEST_CASE("a member's consent and its ballot on data come from the same privacy cost", "[unit]") {
  Users w(data_scenario(1));
  const Column<float> before = w.platform().buyers.experience;
  sell_data(w.world, 0);
  const Memberships& m = w.platform().governance.members;
  for (std::uint32_t i = 0; i < 4000; ++i) {
    const bool is_sold = w.platform().buyers.experience[i] < before[i];
    if (w.state.buyers.record[i].need_rate > 0 && w.state.buyers.record[i].price_sensitivity > 0)
      CHECK((governing::privacy_of(w.world, 0, MemberClass::buyer, m.first[1] + i) <= 1000) == is_sold);
  }
}

TEST_CASE("nothing is sold of anybody without a policy to sell", "[unit]") {
  Scenario s = data_scenario(1);
  s.platforms[0].data.sold_share = 0;
  Users w(s);
  CHECK(w.sold_share() == 0);
  CHECK(w.platform().week.data_revenue == 0);
}
