// People who have not heard of a platform hear of it by marketing, by word of mouth and from its sellers.
#include <algorithm>
#include <cmath>
#include <span>

#include "engine/behaviour/culture/culture.hpp"
#include "engine/behaviour/participation/information.hpp"
#include "engine/parallel.hpp"
#include "engine/phases/phases.hpp"
#include "engine/phases/words.hpp"

namespace townsquare {
namespace {

/// Chance this week, as a word, for each niche.
struct Chances {
  std::vector<std::uint32_t> buyer, seller;
};

/// Satisfied share of each niche's circle, on both sides of the market.
struct Circles {
  std::vector<double> buyers, sellers;
};

/// Where everybody who is there is content, all of them tell.
Circles circles_of(const State& state, const PlatformState& p, bool all_tell) {
  const std::size_t n = state.niche_buyers.size();
  Circles circles{std::vector<double>(n, 0.), std::vector<double>(n, 0.)};
  // by columns of the mixing matrix, as it lies in memory; each niche still adds up its circle in ascending order
  for (std::size_t other = 0; other < n; ++other) {
    const auto o = static_cast<Eigen::Index>(other);
    const double* mix = state.mixing.data() + other * n;
    const double potential_buyers = static_cast<double>(state.niche_buyers[other]), potential_sellers = static_cast<double>(state.niche_sellers[other]);
    const double satisfied = all_tell ? 1 : p.niches.satisfied_share[o], members = static_cast<double>(p.niches.member_buyers[o]);
    const double content = all_tell ? 1 : p.niches.seller_content[o], active = static_cast<double>(p.niches.active_sellers[o]);
    if (potential_buyers > 0)
      for (std::size_t z = 0; z < n; ++z) circles.buyers[z] += mix[z] * satisfied * members / potential_buyers;
    if (potential_sellers > 0)
      for (std::size_t z = 0; z < n; ++z) circles.sellers[z] += mix[z] * content * active / potential_sellers;
  }
  return circles;
}

/// Factor on the marketing hazards: as planned for the planned spending, and with the square root of another.
double marketing_reach(const Policy& policy, const Marketing& plan) {
  if (!policy.has_marketing) return 1;
  const double reference = plan.spend > 0 ? plan.spend : plan.reference;
  if (policy.marketing_spend == reference) return plan.reach_multiplier;
  return 1 + (plan.reach_multiplier - 1) * std::sqrt(policy.marketing_spend / reference);
}

Chances chances_of(const World& world, std::size_t platform) {
  const PlatformState& p = world.state.platforms[platform];
  const Platform& spec = world.scenario.platforms[platform];
  const State& state = world.state;
  const Growth& growth = world.scenario.growth;
  const double reach = marketing_reach(p.policy, spec.marketing);
  const double telling = 1 + world.scenario.culture.word_of_mouth * culture::tilt(p.culture.level);
  const Circles circles = circles_of(state, p, world.institutions[platform].staying == Staying::always);
  Chances chances;
  for (std::size_t z = 0; z < state.niche_buyers.size(); ++z) {
    // a seller tells its own customers: people, of whom each agent stands for several
    const double people = static_cast<double>(state.niche_buyers[z]) * world.scenario.market.buyers_per_agent;
    const double from_sellers = people > 0 ? growth.sellers_audience * static_cast<double>(p.niches.active_sellers[static_cast<Eigen::Index>(z)]) / people : 0;
    const double buyer_hazard = information::hazard(reach * growth.buyer_marketing, telling * growth.buyer_word_of_mouth, circles.buyers[z], from_sellers);
    const double seller_hazard = information::hazard(reach * growth.seller_marketing, telling * growth.seller_word_of_mouth, circles.sellers[z], 0);
    chances.buyer.push_back(word_below(information::chance(buyer_hazard)));
    chances.seller.push_back(word_below(information::chance(seller_hazard)));
  }
  return chances;
}

/// Those of a group who had not heard hear with the chance of their niche. Where all have heard, nothing is drawn.
template <class NicheOf>
void inform_group(const World& world, Purpose purpose, std::uint32_t stream, std::size_t first, std::span<std::uint8_t> flags, std::uint8_t informed,
                  const std::vector<std::uint32_t>& chance, NicheOf&& niche_of) {
  std::uint8_t all = informed;
  for (std::uint8_t f : flags) all &= f;
  if (all) return;
  const auto words = words_of_group(world.luck, purpose, stream, static_cast<std::uint32_t>(first / words_group));
  for (std::size_t i = 0; i < flags.size(); ++i)
    flags[i] = static_cast<std::uint8_t>(flags[i] | (words[i] < chance[niche_of(first + i)] ? informed : 0));
}

/// Agents `begin` to `end`; begins with a group.
template <class NicheOf>
void inform_range(const World& world, Purpose purpose, std::uint32_t stream, std::size_t begin, std::size_t end, std::uint8_t* flags, std::uint8_t informed,
                  const std::vector<std::uint32_t>& chance, NicheOf&& niche_of) {
  for (std::size_t first = begin; first < end; first += words_group)
    inform_group(world, purpose, stream, first, {flags + first, std::min<std::size_t>(words_group, end - first)}, informed, chance, niche_of);
}

void inform_buyers(World& world, PlatformState& p, const std::vector<std::uint32_t>& chance, std::uint32_t stream) {
  const std::vector<BuyerRecord>& record = world.state.buyers.record;
  for_chunks(record.size(), buyers_per_chunk, world.is_parallel, [&](std::size_t, std::size_t begin, std::size_t end) {
    inform_range(world, Purpose::buyer_inform, stream, begin, end, p.buyers.flags.data(), buyer_informed, chance, [&](std::size_t i) { return record[i].niche; });
  });
}

void inform_sellers(World& world, PlatformState& p, const std::vector<std::uint32_t>& chance, std::uint32_t stream) {
  const Sellers& sellers = world.state.sellers;
  inform_range(world, Purpose::seller_inform, stream, 0, sellers.size(), p.sellers.flags.data(), seller_informed, chance, [&](std::size_t j) { return sellers.niche[j]; });
}

/// What one of two roles has heard, the person knows in the other.
void tell_oneself(const Sellers& sellers, PlatformState& p) {
  for (std::size_t id = 0; id < sellers.also_buys.size(); ++id) {
    if (!sellers.is_also_buyer(id)) continue;
    std::uint8_t &buyer = p.buyers.flags[static_cast<Eigen::Index>(id)], &seller = p.sellers.flags[static_cast<Eigen::Index>(id)];
    if (seller & seller_informed) buyer |= buyer_informed;
    if (buyer & buyer_informed) seller |= seller_informed;
  }
}

}  // namespace

void inform(World& world) {
  State& state = world.state;
  for (std::size_t k = 0; k < state.platforms.size(); ++k) {
    PlatformState& p = state.platforms[k];
    if (!p.is_alive) continue;
    const Chances chances = chances_of(world, k);
    const std::uint32_t stream = stream_of(world, k);
    inform_buyers(world, p, chances.buyer, stream);
    inform_sellers(world, p, chances.seller, stream);
    tell_oneself(state.sellers, p);
  }
}

}  // namespace townsquare
