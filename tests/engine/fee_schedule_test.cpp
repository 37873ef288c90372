// A fee schedule at work: prices, incomes, dates, and rules that are not touched by it.
#include <catch2/catch.hpp>
#include <numeric>

#include "engine/behaviour/pricing/cost_plus.hpp"
#include "engine/phases/phases.hpp"
#include "tests/engine/scenario_variants.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
/// Fingerprint of a run, the values of the fee rule aside.
std::vector<std::int64_t> flows_of(const Scenario& s) {
  std::vector<std::int64_t> flows;
  simulate(s, 2, 0, [&](const Scenario&, const State& state) {
    const PlatformState& p = state.platforms[0];
    for (std::int64_t flow : {p.week.gmv, p.week.fees, p.week.costs, p.week.seller_income, p.week.buyer_surplus, p.ledger.balance(Account::cash), p.week.ballots_cast})
      flows.push_back(flow);
  });
  return flows;
}

Scenario nobody_votes() {
  Scenario s = short_default();
  s.run.draw_assumptions = 0;
  s.platforms[0].control = static_cast<double>(Control::nobody);
  return s;
}
}  // namespace

TEST_CASE("a schedule that asks a share of sales alone is the plain take rate, votes and all", "[unit]") {
  Scenario plain = digital_goods_with_votes(), schedule = plain;
  schedule.platforms[0].fees = schedule_of({{"take_rate", .45}});
  const auto flows = flows_of(plain);
  CHECK(flows == flows_of(schedule));
  CHECK(std::accumulate(flows.begin(), flows.end(), std::int64_t{0}) > 0);
  schedule.platforms[0].fees = schedule_of({{"take_rate", .45}, {"buyer_fee", .01}});
  CHECK(flows != flows_of(schedule));
}

TEST_CASE("sellers pass on all that the next sale costs, and nothing of what is paid by the week", "[unit]") {
  Scenario s = nobody_votes();
  s.market.unit_cost_sigma = 0;
  s.market.unit_cost = 1000;
  s.platforms[0].pricing = rule_named(pricing_rules(), "cost_plus", {1.8, 1, 0});
  const auto price_under = [&](std::initializer_list<std::pair<std::string_view, double>> fees) {
    s.platforms[0].fees = schedule_of(fees);
    SmallWorld w(s);
    price(w.world);
    return w.platform().sellers.price[0];
  };
  CHECK(price_under({}) == 1800);
  CHECK(price_under({{"take_rate", .1}}) == 2000);
  CHECK(price_under({{"take_rate", .06}, {"payment_rate", .03}, {"advertising_rate", .1}, {"advertised_share", .1}}) == 2000);
  CHECK(price_under({{"per_order", 100}, {"payment_fixed", 80}}) == 2000);  // a tenth of 18.00
  CHECK(price_under({{"take_rate", .1}, {"per_order", 200}}) == 2250);      // a tenth more of 20.00
  CHECK(price_under({{"listing_fee", 500}, {"subscription", 10000}, {"buyer_fee", .2}}) == 1800);
}

TEST_CASE("buyers choose on what they pay: the price and what is on top of it", "[unit]") {
  Scenario s = nobody_votes();
  s.platforms[0].pricing = rule_named(pricing_rules(), "fixed", {2000});
  s.platforms[0].fees = schedule_of({{"buyer_fee", .055}, {"buyer_per_order", 300}});
  SmallWorld w(s);
  price(w.world);
  rank(w.world);
  REQUIRE_FALSE(w.platform().niches.record.empty());
  for (const SellerRecord& r : w.platform().niches.record) CHECK(r.price == 24.1F);
}

TEST_CASE("a seller without a sale pays for its listings and its place, and its income falls below zero", "[identity]") {
  Scenario s = nobody_votes();
  s.market.need_rate = 0;
  s.market.listings_at_start = 30;
  s.market.listings_per_week = 0;
  s.platforms[0].fees = schedule_of({{"listing_fee", 20}, {"listing_weeks", 10}, {"subscription", 900}});
  SmallWorld w(s);
  price(w.world), rank(w.world), shop(w.world), settle(w.world), judge(w.world), learn(w.world);
  const PlatformState& p = w.platform();
  const auto n = static_cast<Cents>(p.niches.active.size());
  REQUIRE(n > 0);
  CHECK(p.week.fees == 960 * n);
  CHECK(p.week.fees_by[static_cast<std::size_t>(FeePart::listing)] == 60 * n);
  CHECK(p.week.seller_income == -960 * n);
  CHECK(p.ledger.balance(Account::sellers) == -960 * n);
  CHECK(p.sellers.income_week[static_cast<Eigen::Index>(p.niches.active[0])] == Approx(-960. / 13));
}

TEST_CASE("a buyer who wins a dispute gets back what it paid on top", "[identity]") {
  Scenario s = nobody_votes();
  s.delivery = {1, 0};  // everybody complains
  s.platforms[0].pricing = rule_named(pricing_rules(), "fixed", {2000});
  s.platforms[0].fees = schedule_of({{"take_rate", .1}, {"buyer_fee", .1}});
  s.platforms[0].disputes = rule_named(dispute_rules(), "desk", {9, 100000, 1, 0});
  Cents paid = 0, refunded = 0;
  std::int64_t orders = 0, refunds = 0;
  simulate(s, 1, 0, [&](const Scenario&, const State& state) {
    const PlatformState& p = state.platforms[0];
    paid += p.week.gmv + p.week.fees_by[static_cast<std::size_t>(FeePart::buyer)];
    refunded += p.week.refunds;
    orders += p.week.orders_settled, refunds += p.week.orders_refunded;
  });
  REQUIRE(refunds > 0);
  CHECK(refunded == 2200 * refunds);
  CHECK(paid == 2200 * orders);
}

TEST_CASE("a dated change happens in its week, to all, and is written down", "[unit]") {
  Scenario s = nobody_votes();
  s.run.weeks = 60;
  s.platforms[0].fees = schedule_of({{"take_rate", .05}, {"payment_rate", .03}});
  s.platforms[0].fees.values[schedule_slot("effective_week") + 1] = 40;
  s.platforms[0].fees.values[schedule_slot("take_rate") + 1] = .065;
  std::vector<Event> changes;
  simulate(s, 1, 0, [&](const Scenario&, const State& state) {
    CHECK(state.platforms[0].sellers.take_rate[0] == (state.week < 40 ? .05 : .065));
    if (state.week == 59)
      for (const Event& e : state.log.events)
        if (e.kind == EventKind::rule_changed) changes.push_back(e);
  });
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].week == 40);
  CHECK(changes[0].key == schedule_slot("take_rate"));
  CHECK(changes[0].before == .05);
  CHECK(changes[0].after == .065);
}
