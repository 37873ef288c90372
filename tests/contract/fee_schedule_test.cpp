// A fee schedule: what it asks, when, of whom, and what members can vote on.
#include <catch2/catch.hpp>

#include "engine/rules/fee/schedule.hpp"
#include "tests/engine/scenario_variants.hpp"

using namespace townsquare;
using namespace townsquare::testing;

TEST_CASE("a schedule asks its first values: shares as they are, advertisements on the mean, listings by the week", "[contract]") {
  const RuleChoice fees = schedule_of({{"take_rate", .065}, {"payment_rate", .03}, {"payment_fixed", 25}, {"advertising_rate", .15}, {"advertised_share", .1},
                                       {"listing_fee", 20}, {"listing_weeks", 16}, {"subscription", 923}, {"per_order", 40}, {"buyer_fee", .055}, {"buyer_per_order", 300}});
  const FeeTerms terms = schedule_rule().terms(fees.values);
  CHECK(terms.payment_rate == .03);
  CHECK(terms.advertising == Approx(.015));
  CHECK(terms.listing == 1.25);
  CHECK(terms.subscription == 923);
  CHECK(terms.per_sale() == 65);
  CHECK(marginal_rate(.065, terms, 1000) == Approx(.065 + .03 + .015 + .065));
  CHECK(marginal_rate(.065, terms, 1) == largest_take_rate);
  std::vector<double> rates(3, -1);
  const std::vector<std::uint32_t> orders = {0, 5, 900};
  schedule_rule().bind(fees.values)({orders}, rates);
  CHECK(rates == std::vector(3, .065));
}

TEST_CASE("an order is split into whole cents, and a seller never pays more than it gets", "[contract]") {
  FeeTerms terms;
  terms.per_order = 40, terms.payment_rate = .0299, terms.payment_fixed = 25, terms.advertising = .015, terms.buyer_rate = .055, terms.buyer_fixed = 300;
  const OrderFees usual = fees_of_order(terms, 3 * 2505, 488, 3);
  CHECK(usual.per_order == 120);
  CHECK(usual.payment == 225 + 75);      // 224.7
  CHECK(usual.advertising == 113);       // 112.7
  CHECK(usual.buyer == 3 * (138 + 300)); // each good is paid in whole cents: 137.8
  CHECK(buyer_price(2505, terms) == 2943);
  const OrderFees cheap = fees_of_order(terms, 100, 7, 1);
  CHECK(cheap.per_order == 40);
  CHECK(cheap.payment == 28);
  CHECK(cheap.advertising == 2);
  const OrderFees dust = fees_of_order(terms, 50, 4, 1);
  CHECK(dust.per_order == 40);
  CHECK(dust.payment == 6);              // what is left of 28
  CHECK(dust.advertising == 0);
  const OrderFees nothing = fees_of_order({}, 2505, 163, 1);
  CHECK((nothing.per_order == 0 && nothing.payment == 0 && nothing.advertising == 0 && nothing.buyer == 0));
}

TEST_CASE("a dated value comes into force in its week, and a shorter list keeps what was voted", "[contract]") {
  RuleChoice fees = schedule_of({{"take_rate", .05}, {"buyer_fee", .03}});
  fees.values[schedule_slot("effective_week") + 1] = 195;
  fees.values[schedule_slot("take_rate") + 1] = .065;
  std::vector<double> values = fees.values;
  values[schedule_slot("take_rate")] = .055;  // by vote
  values[schedule_slot("buyer_fee")] = .02;
  const auto enact = [&](std::int32_t week) {
    schedule_rule().enact(fees.values, week, values);
    return values[schedule_slot("take_rate")];
  };
  CHECK(enact(0) == .055);
  CHECK(enact(194) == .055);
  CHECK(enact(195) == .065);
  CHECK(values[schedule_slot("buyer_fee")] == .02);
  values[schedule_slot("take_rate")] = .06;
  CHECK(enact(196) == .06);
}

TEST_CASE("members vote on each number that the constitution writes down, sums of money by parts of themselves", "[contract]") {
  const RuleChoice fees = schedule_of({{"take_rate", .05}, {"subscription", 400}, {"buyer_fee", .03}, {"advertised_share", .5}, {"money_step", .1}, {"money_most", 3}});
  const std::vector<VotedFee> levers = schedule_rule().levers(fees.values);
  REQUIRE(levers.size() == 3);
  CHECK(levers[0].slot == schedule_slot("take_rate"));
  CHECK(levers[0].step == 0);
  CHECK(levers[1].slot == schedule_slot("subscription"));
  CHECK(levers[1].step == 40);
  CHECK(levers[1].most == 1200);
  CHECK(levers[2].slot == schedule_slot("buyer_fee"));
  CHECK(schedule_rule().levers(schedule_of({}).values).empty());
}
