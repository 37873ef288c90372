// Sellers serve so many orders a week and turn the rest away. Who comes first is drawn by lot, keyed by order. Who is turned away goes back to
// the page it had seen, on which sellers without a place are crossed out, and chooses again, once. *Assumption*
#include <algorithm>

#include "engine/phases/visit.hpp"

namespace townsquare {
namespace {

constexpr std::uint32_t dropped = 0xffffffffU;  // in the place of the seller of an order that nobody serves

/// Orders of a week that a seller agent can serve, each standing for so many real ones; at least one.
std::int64_t places_of(const Market& m) { return std::max<std::int64_t>(1, static_cast<std::int64_t>(m.capacity / m.buyers_per_agent + .5)); }

/// Places of the orders in which they are served, drawn by lot, each with its luck.
struct Turn {
  std::uint32_t word, order;
};
std::vector<Turn> draw_turns(const World& world, std::size_t platform) {
  const PlatformState& p = world.state.platforms[platform];
  std::vector<Turn> turns;
  for (std::uint32_t i = 0; i < p.orders.size(); ++i)
    turns.push_back({world.luck.block(Purpose::service, stream_of(world, platform), p.orders[i].buyer, p.orders[i].index)[0], i});
  std::ranges::sort(turns, [](const Turn& a, const Turn& b) { return a.word != b.word ? a.word < b.word : a.order < b.order; });
  return turns;
}

/// Crosses out sellers without a place.
void cross_out(Page& page, std::span<const std::int64_t> left) {
  std::size_t n = 0;
  for (std::size_t i = 0; i < page.examined.n; ++i) {
    if (left[page.seller[i]] <= 0) continue;
    page.examined.index[n] = page.examined.index[i];
    page.examined.utility[n] = page.examined.utility[i];
    page.leaning[n] = page.leaning[i];
    page.seller[n++] = page.seller[i];
  }
  page.examined.n = n;
}

/// A buyer who was turned away chooses again. Its visit was worth what it could have.
void choose_again(const World& world, std::size_t platform, Order& order, std::span<std::int64_t> left, LookScratch& scratch) {
  PlatformState& p = world.state.platforms[platform];
  const BuyerRecord& record = world.state.buyers.record[order.buyer];
  const auto quantity = static_cast<std::int64_t>(world.scenario.market.buyers_per_agent);
  const std::uint32_t word = world.luck.block(Purpose::service, stream_of(world, platform), order.buyer, order.index)[1];
  Page page;
  page.leaning.fill(0);
  open_page(world, platform, order.buyer, order.index, scratch, page);
  const float hoped = choose_from(world, platform, order.buyer, order.index, word, page).logsum;
  cross_out(page, left);
  const Choice choice = choose_from(world, platform, order.buyer, order.index, word, page);
  p.buyers.visit_surplus[static_cast<Eigen::Index>(order.buyer)] += choice.logsum - hoped;
  p.week.buyer_surplus += (money_worth(record, choice.logsum) - money_worth(record, hoped)) * quantity;
  p.week.turned_away += quantity;
  order.seller = dropped;
  if (choice.chosen == bought_nothing) return;
  p.week.turned_elsewhere += quantity;
  order.seller = page.seller[choice.chosen];
  order.expected = p.niches.shelf(record.niche).record[page.examined.index[choice.chosen]].reputation;
  order.value = page.examined.utility[choice.chosen];
  --left[order.seller];
}

}  // namespace

void serve(World& world, std::size_t platform) {
  const Market& market = world.scenario.market;
  if (market.capacity <= 0) return;
  PlatformState& p = world.state.platforms[platform];
  const std::int64_t places = places_of(market);
  std::vector<std::int64_t> left(world.state.sellers.size(), places);
  for (const Order& order : p.orders) --left[order.seller];
  if (std::ranges::none_of(left, [](std::int64_t n) { return n < 0; })) return;
  // first all that are served at once, then those who were turned away, each in its turn
  std::ranges::fill(left, places);
  std::vector<std::uint32_t> away;
  for (const Turn& turn : draw_turns(world, platform)) {
    std::int64_t& own = left[p.orders[turn.order].seller];
    if (own > 0) --own;
    else away.push_back(turn.order);
  }
  LookScratch scratch;
  for (const std::uint32_t order : away) choose_again(world, platform, p.orders[order], left, scratch);
  std::erase_if(p.orders, [](const Order& order) { return order.seller == dropped; });
}

}  // namespace townsquare
