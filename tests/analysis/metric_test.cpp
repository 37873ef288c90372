#include "analysis/metrics/metric.hpp"

#include <catch2/catch.hpp>

#include <set>

#include "engine/parameter_table.hpp"
#include "engine/simulate.hpp"

using namespace townsquare;

namespace {

/// Two niches on one platform, every number known.
struct Shop {
  Scenario scenario = default_scenario();
  State state;

  Shop() {
    scenario.market.buyers_per_agent = 10;
    state.niche_buyers = {10, 5};
    state.demand_factor = 1.25;
    PlatformState& p = state.platforms.emplace_back();
    p.policy.fees = {.15, .2};
    p.niches.member_buyers.resize(2);
    p.niches.member_buyers << 5, 2;
    p.niches.active_sellers.resize(2);
    p.niches.active_sellers << 3, 9;
    p.niches.mean_experience.resize(2);
    p.niches.mean_experience << 1., 4.5;
    p.niches.record.resize(2);
    p.niches.record[0].reputation = .5f;
    p.niches.record[1].reputation = .75f;
    p.week.gmv = 20000;
    p.week.fees = 3100;
    p.week.seller_income = 12345;
    p.week.buyers_joined = 4;
    p.week.sellers_joined = 4;
    p.governance.proposals.resize(3);
    p.governance.live = {1, 2};
    p.governance.proposals[0].state = ProposalState::executed;
    p.governance.proposals[1].state = ProposalState::queued;
    p.ledger.move(Account::investors, Account::cash, 150050);
    p.ledger.move(Account::cash, Account::reserve, 50);
  }

  double value(std::string_view name) const { return weekly_metrics()[*metric_index(name)].value(scenario, state, 0); }
};

}  // namespace

TEST_CASE("every weekly metric has a name of its own, a unit and a sentence", "[contract]") {
  const std::set<std::string_view> units = {"currency", "currency/week", "people", "people/week", "orders/week", "needs/week", "visits/week", "orders", "order-weeks/week",
                                            "votes/week", "tokens/week", "1"};
  std::set<std::string_view> names;
  for (const Metric& metric : weekly_metrics()) {
    INFO(metric.name);
    CHECK(names.insert(metric.name).second);
    CHECK(units.contains(metric.unit));
    CHECK_FALSE(metric.long_name.empty());
    CHECK(weekly_metrics()[*metric_index(metric.name)].name == metric.name);
  }
  CHECK_FALSE(metric_index("gmw").has_value());
}

TEST_CASE("money is in major units, agents are counted as people", "[unit]") {
  const Shop shop;
  CHECK(shop.value("gmv") == 200);
  CHECK(shop.value("platform_revenue") == 31);
  CHECK(shop.value("seller_income") == 123.45);
  CHECK(shop.value("cash") == 1500);
  CHECK(shop.value("reserve") == .5);
  CHECK(shop.value("active_buyers") == 70);
  CHECK(shop.value("active_sellers") == 12);
  CHECK(shop.value("buyers_joined") == 40);
  CHECK(shop.value("sellers_joined") == 4);
}

TEST_CASE("the take rate is what was taken, the policy what is in force", "[unit]") {
  Shop shop;
  CHECK(shop.value("take_rate") == Approx(.155).epsilon(1e-12));
  CHECK(shop.value("policy_fee") == .15);
  shop.state.platforms[0].week.gmv = 0;
  CHECK(shop.value("take_rate") == 0);
}

TEST_CASE("means of a platform weigh its people", "[unit]") {
  Shop shop;
  CHECK(shop.value("mean_experience") == Approx((5 * 1. + 2 * 4.5) / 7).epsilon(1e-12));
  CHECK(shop.value("mean_reputation") == Approx(.625).epsilon(1e-6));
  CHECK(shop.value("demand_factor") == 1.25);
  CHECK(shop.value("proposals_live") == 2);  // one queued, one pending
  shop.state.platforms[0].niches.member_buyers.setZero();
  shop.state.platforms[0].niches.record.clear();
  CHECK(shop.value("mean_experience") == 0);
  CHECK(shop.value("mean_reputation") == 0);
}

TEST_CASE("a niche takes off above 40 % of its buyers, with three sellers or more", "[unit]") {
  Shop shop;
  PlatformState& p = shop.state.platforms[0];
  CHECK(shop.value("niches_taken_off") == .5);  // 5 of 10, and just 2 of 5
  p.niches.member_buyers << 5, 3;
  CHECK(shop.value("niches_taken_off") == 1);
  p.niches.active_sellers << 2, 9;
  CHECK(shop.value("niches_taken_off") == .5);
}

TEST_CASE("what stands on a closed platform counts as nothing", "[contract]") {
  Shop shop;
  shop.state.platforms[0].is_alive = false;
  for (std::string_view name : {"active_buyers", "active_sellers", "policy_fee", "mean_experience", "mean_reputation",
                                "niches_taken_off", "proposals_live", "is_alive"})
    CHECK(shop.value(name) == 0);
}

TEST_CASE("observing changes nothing: a run has the same fingerprint with and without", "[contract]") {
  Scenario scenario = default_scenario();
  scenario.market.buyers = 150;
  scenario.market.sellers = 60;
  scenario.run.weeks = 40;
  double seen = 0;
  const auto observe = [&](const Scenario& lived, const State& state) {
    for (const Metric& metric : weekly_metrics()) seen += metric.value(lived, state, 0);
  };
  CHECK(simulate(scenario, 3, 1, observe) == simulate(scenario, 3, 1, {}));
  CHECK(seen != 0);
}
