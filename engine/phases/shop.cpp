// Buyers with a need pick a platform or buy elsewhere, look at what is shown, and choose.
// All visits of a week see the same columns; each buyer writes only its own rows, and orders are joined in the
// order of buyers.
#include <algorithm>

#include "engine/behaviour/participation/expected_value.hpp"
#include "engine/parallel.hpp"
#include "engine/phases/conduct.hpp"
#include "engine/phases/elsewhere.hpp"
#include "engine/phases/phases.hpp"
#include "engine/phases/visit.hpp"
#include "engine/phases/words.hpp"

namespace townsquare {
namespace {

/// What one piece of the loop gives for one platform.
struct Piece {
  std::vector<Order> orders;
  std::vector<std::uint32_t> examined;  // seller ids, one entry per examination
  std::int64_t needs = 0, visits = 0;
  Cents surplus = 0;
};

/// Constants of a week's shopping.
struct Shopping {
  const World& world;
  std::uint32_t week;
  double sharpness;
  double orders_per_agent;
  float subsidy;                // for an order placed elsewhere, major units
  std::vector<float> closed;    // part of visits that find a platform closed
  std::vector<float> friction;  // of the n-th use, platform by platform
  std::vector<float> advertised;  // what the advertisements of a platform cost a visitor, utility
};

constexpr std::size_t n_friction = 64;  // uses whose friction is tabulated

float friction_of(const Shopping& shopping, std::size_t platform, std::size_t uses) {
  if (uses < n_friction) return shopping.friction[platform * n_friction + uses];
  return static_cast<float>(friction_after(shopping.world.scenario, platform, uses));
}

Shopping begin_shopping(const World& world) {
  const Visit& v = world.scenario.visit;
  Shopping shopping{world, static_cast<std::uint32_t>(world.state.week), v.sharpness, world.scenario.market.buyers_per_agent,
                    static_cast<float>(size_in(world.scenario.shocks, MarketShock::copycat, world.state.week) / 100), {}, {}, {}};
  for (const Platform& spec : world.scenario.platforms) shopping.advertised.push_back(cost_of_advertisements(spec.conduct));
  for (const Platform& spec : world.scenario.platforms) shopping.closed.push_back(static_cast<float>(size_in(spec.shocks, PlatformShock::outage, world.state.week)));
  for (std::size_t k = 0; k < world.scenario.platforms.size(); ++k)
    for (std::size_t n = 0; n < n_friction; ++n) shopping.friction.push_back(static_cast<float>(friction_after(world.scenario, k, n)));
  return shopping;
}

/// The platform that a need turns to, or none: logit of experience less friction against the outside value.
/// Several platforms and the outside option share one logit.
std::size_t pick_platform(const Shopping& shopping, const BuyerRecord& buyer, std::size_t row, float u) {
  const auto index = static_cast<Eigen::Index>(row);
  const std::vector<PlatformState>& platforms = shopping.world.state.platforms;
  const auto weight_of = [&](std::size_t k) {
    const BuyersOnPlatform& b = platforms[k].buyers;
    const float gain = b.experience[index] - friction_of(shopping, k, b.uses[index]) - buyer.outside_value - buyer.price_sensitivity * shopping.subsidy;
    return math::exp(static_cast<float>(shopping.sharpness) * gain);
  };
  float sum = 1;
  for (std::size_t k = 0; k < platforms.size(); ++k)
    if (platforms[k].is_alive && platforms[k].buyers.is_member(row)) sum += weight_of(k);
  float left = u * sum;
  for (std::size_t k = 0; k < platforms.size(); ++k) {
    if (!platforms[k].is_alive || !platforms[k].buyers.is_member(row)) continue;
    const float weight = weight_of(k);
    if (left < weight) return k;
    left -= weight;
  }
  return platforms.size();
}

/// One visit: look, choose, and remember what it was worth.
void visit(const Shopping& shopping, std::size_t platform, std::uint32_t buyer, std::uint32_t need, std::uint32_t word, LookScratch& scratch, Piece& piece) {
  const World& world = shopping.world;
  PlatformState& p = world.state.platforms[platform];
  const BuyerRecord& record = world.state.buyers.record[buyer];
  Page page;
  open_page(world, platform, buyer, need, scratch, page);
  piece.examined.insert(piece.examined.end(), page.seller.begin(), page.seller.begin() + static_cast<std::ptrdiff_t>(page.n_shown));
  const Choice choice = choose_from(world, platform, buyer, need, word, page);
  // surplus of the visit against not visiting
  const float worth = choice.logsum - shopping.advertised[platform];
  const auto row = static_cast<Eigen::Index>(buyer);
  if (p.buyers.visits[row] < 255) {
    ++p.buyers.visits[row];
    p.buyers.visit_surplus[row] += worth;
  }
  ++piece.visits;
  piece.surplus += money_worth(record, worth);
  if (choice.chosen == bought_nothing) return;
  const SellerRecord& bought = p.niches.shelf(record.niche).record[page.examined.index[choice.chosen]];
  piece.orders.push_back({buyer, bought.seller, need, bought.reputation, 0, 0, 0, 0, page.examined.utility[choice.chosen]});
}

/// Luck of the buyers of a group, and which of them may need something.
struct Needing {
  std::array<float, words_group> luck;
  std::array<std::uint32_t, words_group> in_group;
  std::size_t n = 0;
};

/// Most buyers need nothing, which is seen without more work: P(0) = e^-mean > 1 - mean.
Needing find_needing(const Shopping& shopping, std::uint32_t first, std::size_t size) {
  const World& world = shopping.world;
  const auto words = words_of_group(world.luck, Purpose::need, shopping.week, first / words_group);
  const BuyerRecord* record = world.state.buyers.record.data() + first;
  const auto factor = static_cast<float>(world.state.demand_factor);
  Needing needing;
  for (std::size_t i = 0; i < words_group; ++i) needing.luck[i] = to_uniform_float(words[i]);
  for (std::uint32_t i = 0; i < size; ++i) {
    // written always, counted when it may be
    needing.in_group[needing.n] = i;
    needing.n += needing.luck[i] >= 1 - record[i].need_rate * factor;
  }
  return needing;
}

/// All needs of one buyer this week.
void shop_for(const Shopping& shopping, std::uint32_t buyer, float u, LookScratch& scratch, std::span<Piece> pieces) {
  const World& world = shopping.world;
  const BuyerRecord& record = world.state.buyers.record[buyer];
  const float mean = record.need_rate * static_cast<float>(world.state.demand_factor);
  const auto n_needs = static_cast<std::uint32_t>(poisson_from_uniform(static_cast<double>(u), static_cast<double>(mean)));
  if (n_needs == 0) return;
  for (std::size_t k = 0; k < pieces.size(); ++k)
    if (world.state.platforms[k].buyers.is_member(buyer)) pieces[k].needs += n_needs;
  for (std::uint32_t need = 0; need < n_needs; ++need) {
    const auto words = world.luck.block(Purpose::visit, shopping.week, buyer, need);
    const std::size_t k = pick_platform(shopping, record, buyer, to_uniform_float(words[0]));
    if (k < pieces.size() && to_uniform_float(words[2]) >= shopping.closed[k]) visit(shopping, k, buyer, need, words[1], scratch, pieces[k]);
  }
}

/// Joins the pieces of a platform in order.
void gather(PlatformState& p, std::span<const Piece> pieces, std::size_t platform, std::size_t n_platforms, double orders_per_agent) {
  const auto weight = static_cast<std::int64_t>(orders_per_agent);
  p.orders.clear();
  for (std::size_t i = platform; i < pieces.size(); i += n_platforms) {
    const Piece& piece = pieces[i];
    p.orders.insert(p.orders.end(), piece.orders.begin(), piece.orders.end());
    for (std::uint32_t seller : piece.examined) ++p.sellers.views[static_cast<Eigen::Index>(seller)];
    p.week.needs += piece.needs * weight;
    p.week.visits += piece.visits * weight;
    p.week.buyer_surplus += piece.surplus * weight;
  }
}

bool has_member(const World& world, std::size_t buyer) {
  return std::ranges::any_of(world.state.platforms, [buyer](const PlatformState& p) { return p.is_alive && p.buyers.is_member(buyer); });
}

}  // namespace

void shop(World& world) {
  const std::size_t n = world.state.buyers.size(), n_platforms = world.state.platforms.size();
  const Shopping shopping = begin_shopping(world);
  std::vector<Piece> pieces(n_chunks(n, buyers_per_chunk) * n_platforms);
  for_chunks(n, buyers_per_chunk, world.is_parallel, [&](std::size_t chunk, std::size_t begin, std::size_t end) {
    LookScratch scratch;
    const std::span<Piece> own(pieces.data() + chunk * n_platforms, n_platforms);
    for (std::size_t first = begin; first < end; first += words_group) {
      const auto group = static_cast<std::uint32_t>(first);
      const Needing needing = find_needing(shopping, group, std::min<std::size_t>(words_group, end - first));
      for (std::size_t i = 0; i < needing.n; ++i) {
        const std::uint32_t buyer = group + needing.in_group[i];
        if (has_member(world, buyer)) shop_for(shopping, buyer, needing.luck[needing.in_group[i]], scratch, own);
      }
    }
  });
  for (std::size_t k = 0; k < n_platforms; ++k)
    if (world.state.platforms[k].is_alive) {
      gather(world.state.platforms[k], pieces, k, n_platforms, shopping.orders_per_agent);
      serve(world, k);
    }
}

}  // namespace townsquare
