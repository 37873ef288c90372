// Sellers with few places, waiting lists, technology that costs something, and an operator that changes its ranking in silence.
#include <catch2/catch.hpp>
#include <map>

#include "engine/phases/phases.hpp"
#include "engine/rules/ranking/ranking.hpp"
#include "engine/state/memory.hpp"
#include "engine/week.hpp"
#include "tests/engine/small_world.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
/// Two hundred buyers who need something twice a week, and ten sellers.
Scenario busy(double capacity) {
  Scenario s = plain_scenario();
  s.run.weeks = 30;
  s.market.buyers = s.platforms[0].launch.founding_buyers = 200;
  s.market.sellers = s.platforms[0].launch.founding_sellers = 10;
  s.market.niches = 2;
  s.market.need_rate = 2;
  s.market.capacity = capacity;
  return s;
}

/// The week until shoppers are home.
void shop_once(SmallWorld& w) {
  shock(w.world);
  price(w.world);
  rank(w.world);
  shop(w.world);
}

std::map<std::uint32_t, int> orders_by_seller(const PlatformState& p) {
  std::map<std::uint32_t, int> count;
  for (const Order& order : p.orders) ++count[order.seller];
  return count;
}

std::uint64_t print_of(const Scenario& s, bool is_parallel = false) { return simulate(s, 5, 0, nullptr, is_parallel); }
}  // namespace

TEST_CASE("no seller serves more than it can, and every order is served once, elsewhere or not at all", "[engine]") {
  SmallWorld all(busy(0)), few(busy(4));
  shop_once(all), shop_once(few);
  const std::size_t asked = all.platform().orders.size();
  const auto before = orders_by_seller(all.platform()), after = orders_by_seller(few.platform());
  std::int64_t over = 0;
  for (const auto& [seller, n] : before) over += std::max(0, n - 4);
  REQUIRE(over > 20);
  for (const auto& [seller, n] : after) CHECK(n <= 4);
  const Week& week = few.platform().week;
  CHECK(week.turned_away == over);
  CHECK(week.turned_elsewhere > 0);
  CHECK(asked == few.platform().orders.size() + static_cast<std::size_t>(week.turned_away - week.turned_elsewhere));
  // who could not be served had a visit that was worth less
  CHECK(few.platform().buyers.visit_surplus.sum() < all.platform().buyers.visit_surplus.sum());
  CHECK(week.buyer_surplus < all.platform().week.buyer_surplus);
  CHECK(std::ranges::is_sorted(few.platform().orders, {}, [](const Order& o) { return std::pair(o.buyer, o.index); }));
}

TEST_CASE("who is turned away is drawn by lot, whoever has the lower number", "[engine]") {
  std::int64_t low = 0, high = 0;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    Scenario s = busy(3);
    s.market.need_rate_sigma = 0;
    SmallWorld w(s, seed);
    shop_once(w);
    for (const Order& order : w.platform().orders) ++(order.buyer < 100 ? low : high);
  }
  const double n = static_cast<double>(low + high);
  CHECK(n > 1000);
  CHECK(std::fabs(static_cast<double>(low - high)) < 4 * std::sqrt(n));
}

TEST_CASE("places that nobody fills change nothing, and few places live the same weeks at any number of threads", "[engine]") {
  CHECK(print_of(busy(1e9)) == print_of(busy(0)));
  CHECK(print_of(busy(4)) != print_of(busy(0)));
  CHECK(print_of(busy(4), true) == print_of(busy(4)));
}

TEST_CASE("buyers who remember sellers come back to them, and forget them when they do not", "[engine]") {
  Scenario s = busy(0);
  const auto repeats = [](const Scenario& scenario) {
    std::map<std::uint32_t, std::uint32_t> last;
    double again = 0, all = 0;
    simulate(scenario, 3, 0, [&](const Scenario&, const State& state) {
      for (const Order& order : state.platforms[0].orders) {
        if (state.week > 10 && last.contains(order.buyer)) again += last[order.buyer] == order.seller, ++all;
        last[order.buyer] = order.seller;
      }
    });
    return again / all;
  };
  const double without = repeats(s);
  s.visit.loyalty = 1;
  const double with = repeats(s);
  CHECK(with > without + .05);
  s.visit.loyalty_fade = 1;  // everything is forgotten before the next visit
  CHECK(repeats(s) < with - .03);
  SmallWorld plain(busy(0));
  CHECK(plain.platform().buyers.loyalty.empty());
}

TEST_CASE("columns of a platform, shelves aside, stay below 64 bytes a buyer and 128 a seller where nobody remembers or sells places", "[engine]") {
  SmallWorld w(busy(0));
  double buyer = 0, seller = 0;
  for (const ColumnMemory& c : memory_table(w.state)) {
    if (c.is_on_platform && c.entity == Entity::buyer) buyer += c.bytes / 200;
    if (c.is_on_platform && c.entity == Entity::seller) seller += c.bytes / 10;
  }
  CHECK(buyer < 64);
  CHECK(seller < 128);
}

TEST_CASE("who waits for a place comes in first come, first served", "[engine]") {
  Scenario s = busy(0);
  s.market.sellers = 60;
  s.platforms[0].membership.cap = 12;
  s.participation.promise_optimism = 50;
  s.churn.seller_rate = .2;
  s.growth.seller_marketing = s.growth.seller_look_rate = 1;
  s.platforms[0].membership.waiting_list = 1;
  SmallWorld w(s);
  std::vector<std::uint32_t> before;
  std::size_t longest = 0;
  for (; w.state.week < 30; ++w.state.week) {
    live_week(w.world);
    const PlatformState& p = w.platform();
    CHECK(p.niches.active_sellers.sum() <= 12);
    for (std::uint32_t j : p.sellers.waiting) CHECK_FALSE(p.sellers.is_member(j));
    // the queue of today is the end of yesterday's and those who came
    const auto& now = p.sellers.waiting;
    std::size_t kept = 0;
    while (kept < before.size() && (now.empty() || before[kept] != now[0])) ++kept;
    for (std::size_t i = kept; i < before.size(); ++i) CHECK(now[i - kept] == before[i]);
    before = now;
    longest = std::max(longest, now.size());
  }
  CHECK(longest > 3);
  s.platforms[0].membership.waiting_list = 0;
  SmallWorld none(s);
  for (; none.state.week < 30; ++none.state.week) live_week(none.world);
  CHECK(none.platform().sellers.waiting.empty());
}

TEST_CASE("a ledger with fees of its own takes them of each order, and buyers see them in the price", "[engine]") {
  Scenario s = busy(0);
  SmallWorld plain(s);
  s.platforms[0].technology.order_cost = 250;
  SmallWorld dear(s);
  shop_once(plain), shop_once(dear);
  settle(dear.world);
  CHECK(dear.platform().niches.record[0].price == Approx(plain.platform().niches.record[0].price + 2.5F));
  CHECK(dear.platform().orders.size() < plain.platform().orders.size());
  CHECK(dear.platform().week.technology_costs == 250 * static_cast<Cents>(dear.platform().orders.size()));
  CHECK(dear.platform().ledger.balance(Account::outside) == dear.platform().week.technology_costs);
  // harder to use at first: fewer visits of the same members
  s.platforms[0].technology = {4, 0, 0};
  SmallWorld hard(s);
  shop_once(hard);
  CHECK(hard.platform().week.visits < plain.platform().week.visits);
}

TEST_CASE("an operator moves attention between criteria in silence, and all of it is still there", "[engine]") {
  Scenario s = busy(0);
  s.platforms[0].control = static_cast<double>(Control::operator_);
  s.platforms[0].conduct.reweighting = .1;
  s.platforms[0].conduct.reweighting_every = 4;
  SmallWorld w(s);
  const std::vector<double> start = w.platform().policy.ranking;
  for (; w.state.week < 30; ++w.state.week) live_week(w.world);
  const std::vector<double>& weights = w.platform().policy.ranking;
  double sum = 0;
  for (std::size_t k = 0; k < 5; ++k) sum += weights[k];
  CHECK(sum == Approx(1));
  CHECK(weights != start);
  CHECK(weights[5] == start[5]);
  std::int64_t changes = 0;
  for (const Event& e : w.state.log.events) {
    if (e.kind != EventKind::rule_changed || e.subject != DecisionClass::ranking) continue;
    ++changes;
    CHECK(e.week % 4 == 0);
  }
  CHECK(changes > 4);
  // members who run their own platform have no such habit
  s.platforms[0].control = static_cast<double>(Control::members);
  SmallWorld own(s);
  for (; own.state.week < 30; ++own.state.week) live_week(own.world);
  for (const Event& e : own.state.log.events) CHECK_FALSE((e.kind == EventKind::rule_changed && e.subject == DecisionClass::ranking));
}

TEST_CASE("sellers pay for their places by how often they are examined in them, and what they pay is revenue", "[engine]") {
  Scenario s = busy(0);
  s.market.sellers = s.platforms[0].launch.founding_sellers = 40;
  s.platforms[0].ranking = rule_named(ranking_rules(), "paid_placement", {3, .4, 0, .77});
  SmallWorld w(s);
  Cents paid = 0;
  for (; w.state.week < 20; ++w.state.week) {
    live_week(w.world);
    paid += w.platform().week.fees_by[static_cast<std::size_t>(FeePart::placement)];
  }
  CHECK(paid > 0);
  // some sellers pay, at most three a niche
  int owing = 0;
  for (std::uint32_t j : w.platform().niches.active) owing += w.platform().sellers.placement_price[row_of(j)] > 0;
  CHECK(owing > 0);
  CHECK(owing <= 6);
}
