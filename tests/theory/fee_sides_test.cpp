// Row A1.11: it makes no difference which side a fee is written on, when prices are free to move.
#include <catch2/catch.hpp>
#include <vector>

#include "tests/engine/scenario_variants.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
struct Flows {
  std::vector<Cents> income, fees, surplus;
  std::vector<std::int64_t> orders, sellers;
  Cents gmv = 0;
  bool operator==(const Flows& o) const { return income == o.income && fees == o.fees && surplus == o.surplus && orders == o.orders && sellers == o.sellers; }
};

Flows live_with(RuleChoice fees, double pass_through) {
  Scenario s = short_default();
  s.run.draw_assumptions = 0;
  s.market.unit_cost = 1000;
  s.market.unit_cost_sigma = 0;
  Platform& p = s.platforms[0];
  p.control = static_cast<double>(Control::nobody);
  p.pricing = rule_named(pricing_rules(), "cost_plus", {1.6, pass_through, 0});
  p.fees = std::move(fees);
  Flows flows;
  simulate(s, 5, 0, [&](const Scenario&, const State& state) {
    const Week& w = state.platforms[0].week;
    flows.income.push_back(w.seller_income), flows.fees.push_back(w.fees), flows.surplus.push_back(w.buyer_surplus);
    flows.orders.push_back(w.orders), flows.sellers.push_back(w.sellers_joined - w.sellers_left);
    flows.gmv += w.gmv;
  });
  return flows;
}
}  // namespace

// 20 % of 20.00 and 25 % on top of 16.00 are both 4.00: everything is equal to the cent
TEST_CASE("A1.11 with full pass-through a fee on sellers and its equal on buyers give the same trades and incomes", "[theory]") {
  const Flows on_sellers = live_with(schedule_of({{"take_rate", .2}}), 1), on_buyers = live_with(schedule_of({{"buyer_fee", .25}}), 1);
  CHECK(on_sellers == on_buyers);
  CHECK(on_sellers.gmv * 4 == on_buyers.gmv * 5);
  CHECK(on_sellers.gmv > 1'000'000);
  // where sellers bear a part themselves the side matters
  CHECK_FALSE(live_with(schedule_of({{"take_rate", .2}}), .5) == live_with(schedule_of({{"buyer_fee", .25}}), .5));
}
