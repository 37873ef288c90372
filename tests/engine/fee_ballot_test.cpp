// Who pays: how buyers and sellers who own a platform together vote on the parts of its fee.
#include <catch2/catch.hpp>

#include "engine/phases/govern/fee_levers.hpp"
#include "engine/phases/govern/weighing.hpp"
#include "tests/engine/scenario_variants.hpp"
#include "tests/engine/voting_world.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
constexpr std::size_t n_sellers = 5, n_buyers = 20;
constexpr double sales = 200'000, spend = 50'000;

/// Sellers who share the surplus by their sales, and buyers, with a quarter of trade at 8 % and 5 % on top behind them.
Scenario two_sides(RuleChoice fees) {
  Scenario s = voting_scenario(n_sellers);
  s.market.buyers = s.platforms[0].launch.founding_buyers = n_buyers;
  Platform& p = s.platforms[0];
  p.fees = std::move(fees);
  p.ownership.buyers_are_members = 1;
  p.surplus = rule_named(surplus_rules(), "patronage", {0, 0, 1, 0, 0, 0, 0});
  p.capital.start_cash = 1e7;
  return s;
}

struct TwoSides : SmallWorld {
  explicit TwoSides(RuleChoice fees) : SmallWorld(two_sides(std::move(fees))) {
    open_shop(*this);
    const double take_rate = platform().policy.fees[0];
    write_quarter(*this, std::vector<double>(n_sellers, sales), 100'000, take_rate);
    platform().sellers.orders_quarter.setConstant(100);
    platform().buyers.spend_quarter.setConstant(static_cast<float>(spend));
    platform().buyers.surplus_quarter.setConstant(20'000);
  }

  std::size_t lever_of(const std::string& key) {
    const auto levers = governing::fee_levers(world, 0);
    return static_cast<std::size_t>(std::ranges::find(levers, key, &governing::Lever::key) - levers.begin());
  }

  /// Gain of one member from moving a number by one step.
  double gain(const std::string& key, int steps, MemberClass member_class, std::uint32_t agent = 0) {
    const std::size_t k = lever_of(key);
    const governing::Lever lever = governing::fee_levers(world, 0).at(k);
    const auto outlook = governing::outlook_of(world, 0);
    const governing::Books books(world, 0, *outlook);
    const governing::Weighing weighing(books, {DecisionClass::fees, k, {lever.value, governing::moved_value(lever, steps)}});
    double gains[2];
    weighing.gains(member_class, platform().governance.members.row_of(member_class, agent), gains);
    return gains[1];
  }

  /// Votes for and against a step, everybody voting.
  House vote_on_step(const std::string& key, int steps) {
    Proposal proposal;
    proposal.lever = static_cast<std::uint16_t>(lever_of(key));
    const governing::Lever lever = governing::fee_levers(world, 0).at(proposal.lever);
    proposal.present = lever.value;
    proposal.proposed = governing::moved_value(lever, steps);
    proposal.options = {proposal.present, proposal.proposed};
    proposal.snapshot_week = state.week - 1;
    proposal.close_week = state.week;
    governing::open_vote(world, 0, proposal);
    vote_on(*this, proposal);
    return proposal.houses[0];
  }
};
}  // namespace

TEST_CASE("buyers vote for cutting the buyer fee, and sellers against it and against replacing it by the take rate", "[unit]") {
  TwoSides w(schedule_of({{"take_rate", .08}, {"buyer_fee", .05}}));
  const House cut = w.vote_on_step("fees.buyer_fee", -1);
  CHECK(cut.yes == n_buyers);
  CHECK(cut.no == n_sellers);
  for (std::uint32_t j = 0; j < n_sellers; ++j) CHECK(w.gain("fees.take_rate", 1, MemberClass::seller, j) < 0);
  CHECK(w.vote_on_step("fees.take_rate", 1).yes == 0);
}

TEST_CASE("moving a point of fee from buyers to sellers, with the platform no poorer, is what buyers want and sellers do not", "[unit]") {
  using namespace ballot;
  Outlook o;
  o.take_rate = .08, o.buyer_rate = .05;
  o.gmv = 1e6, o.fixed_cost = 100'000, o.cash = 1e6, o.sigma = 10'000, o.pass_through = .5;
  const Prospect now = present(o), moved = prospect_of(o, .09, 0, -.01);
  CHECK(moved.drift == Approx(now.drift).epsilon(.01));
  Position buyer, seller;
  buyer.spend = spend, buyer.surplus = 20'000;
  seller.sales = sales, seller.goods_cost = sales / 2;
  CHECK(value_to(o, moved, buyer) > value_to(o, now, buyer));
  CHECK(value_to(o, moved, seller) < value_to(o, now, seller));
  // with everything passed on there is nothing left to quarrel about but the whole wedge
  CHECK(trade_ratio(o, .08) == 1);
  CHECK(trade_ratio(o, 0, 1.05 / .92 - 1.05) == Approx(1));
}

TEST_CASE("a sum per order is voted on by its weight on cheap goods, a sum by the week by its weight on small shops", "[unit]") {
  TwoSides w(schedule_of({{"take_rate", .08}, {"per_order", 40}, {"subscription", 900}}));
  PlatformState& p = w.platform();
  p.sellers.orders_quarter[0] = 400;  // of the same sales: cheap goods
  p.sellers.sales_quarter[1] = 20'000.F;
  p.sellers.orders_quarter[1] = 10;
  CHECK(w.gain("fees.per_order", 1, MemberClass::seller, 0) < w.gain("fees.per_order", 1, MemberClass::seller, 2));
  // both lose the same sum, and the larger shop gets more of it back
  CHECK(w.gain("fees.subscription", 1, MemberClass::seller, 1) < w.gain("fees.subscription", 1, MemberClass::seller, 2));
  CHECK(w.gain("fees.subscription", -1, MemberClass::seller, 1) > 0);
}

TEST_CASE("each part is a lever with a step of its unit, and a vote changes it alone", "[unit]") {
  TwoSides w(schedule_of({{"take_rate", .08}, {"listing_fee", 20}, {"buyer_fee", .05}}));
  const auto levers = governing::fee_levers(w.world, 0);
  REQUIRE(levers.size() == 3);
  CHECK(levers[0].key == "fees.take_rate");
  CHECK(levers[0].step == .01);
  CHECK(levers[1].key == "fees.listing_fee");
  CHECK(levers[1].unit == Unit::money);
  CHECK(governing::moved_value(levers[1], 1) == 25);
  CHECK(governing::moved_value(levers[1], -9) == 0);
  CHECK(governing::moved_value(levers[1], 99) == 80);
  CHECK(levers[2].key == "fees.buyer_fee");
  CHECK(levers[2].lower == 0);
  governing::set_lever(w.world, 0, DecisionClass::fees, 2, .04);
  price(w.world);
  CHECK(w.platform().fee_terms.buyer_rate == .04);
  CHECK(w.platform().sellers.take_rate[0] == .08);
  CHECK(w.platform().fee_terms.listing == Approx(20. / 17));
}
