#include "engine/phases/visit.hpp"

#include <algorithm>

#include "engine/math.hpp"

namespace townsquare {
namespace {

/// Utility of the seller in a place of the shelf, as a look computes it.
float utility_of(const Shelf& shelf, std::size_t place, const LookRule& rule, const BuyerRecord& buyer) {
  float distance = 0;
  for (std::size_t axis = 0; axis < n_shelf_axes; ++axis) {
    const float apart = shelf.place[axis][place] - buyer.taste[axis];
    distance += apart * apart;
  }
  const SellerRecord& record = shelf.record[place];
  return record.base_utility + rule.match_weight * math::exp(-distance * rule.inverse_width) - buyer.price_sensitivity * record.price;
}

/// A buyer finds the sellers that it remembers without being shown them, as long as they are listed.
void look_up_remembered(const Shelf& shelf, const LookRule& rule, const BuyerRecord& buyer, const Loyalty& loyalty, Page& page) {
  const std::span<const std::uint32_t> shown(page.seller.data(), page.n_shown);
  for (std::size_t i = 0; i < most_remembered; ++i) {
    const std::uint32_t id = loyalty.seller[i];
    if (loyalty.preference[i] <= 0 || page.examined.n == most_shown || std::ranges::find(shown, id) != shown.end()) continue;
    const auto found = std::lower_bound(shelf.record.begin(), shelf.record.end(), id, [](const SellerRecord& r, std::uint32_t sought) { return r.seller < sought; });
    if (found == shelf.record.end() || found->seller != id) continue;
    const auto place = static_cast<std::size_t>(found - shelf.record.begin());
    page.examined.index[page.examined.n] = static_cast<std::uint32_t>(place);
    page.examined.utility[page.examined.n] = utility_of(shelf, place, rule, buyer);
    page.seller[page.examined.n++] = id;
  }
  for (std::size_t i = 0; i < page.examined.n; ++i) page.leaning[i] = page.examined.utility[i] + rule.loyalty * loyalty.of(page.seller[i]);
}

/// Nobody buys of itself.
void leave_out_own(std::uint32_t buyer, Page& page) {
  std::size_t n = 0;
  for (std::size_t i = 0; i < page.examined.n; ++i) {
    if (page.seller[i] == buyer) continue;
    page.examined.index[n] = page.examined.index[i];
    page.examined.utility[n] = page.examined.utility[i];
    page.seller[n++] = page.seller[i];
  }
  page.examined.n = n;
}

}  // namespace

void open_page(const World& world, std::size_t platform, std::uint32_t buyer, std::uint32_t need, LookScratch& scratch, Page& page) {
  const PlatformState& p = world.state.platforms[platform];
  const BuyerRecord& record = world.state.buyers.record[buyer];
  const LookRule& rule = world.institutions[platform].look;
  const Shelf shelf = p.niches.shelf(record.niche);
  const Looker looker{record.taste, record.price_sensitivity, buyer, stream_of(world, platform), need, Purpose::retrieve, Purpose::examine};
  look(shelf, rule, looker, world.luck, scratch, page.examined);
  // ids of what was examined: views for the sellers, keys for the luck
  for (std::size_t i = 0; i < page.examined.n; ++i) page.seller[i] = shelf.record[page.examined.index[i]].seller;
  if (world.state.sellers.is_also_buyer(buyer)) leave_out_own(buyer, page);
  page.n_shown = page.examined.n;
  if (!p.buyers.loyalty.empty()) look_up_remembered(shelf, rule, record, p.buyers.loyalty[buyer], page);
}

Choice choose_from(const World& world, std::size_t platform, std::uint32_t buyer, std::uint32_t need, std::uint32_t word, const Page& page) {
  const LookRule& rule = world.institutions[platform].look;
  const bool is_leaning = !world.state.platforms[platform].buyers.loyalty.empty();
  const std::size_t n = page.examined.n;
  const std::span<const float> utility(page.examined.utility.data(), n), leaning(is_leaning ? page.leaning.data() : utility.data(), n);
  Choice choice;
  if (rule.is_best) choice = choose_best(leaning);
  else if (rule.is_keyed) choice = choose_by_race(leaning, {page.seller.data(), n}, world.luck, stream_of(world, platform), buyer, need);
  else choice = choose_by_inversion(leaning, to_uniform_float(word));
  if (is_leaning) choice.logsum = rule.is_best ? best_surplus(utility) : logsum(utility);
  return choice;
}

}  // namespace townsquare
