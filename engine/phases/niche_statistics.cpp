#include "engine/phases/niche_statistics.hpp"

#include <algorithm>

#include "engine/behaviour/participation/expected_value.hpp"
#include "engine/parallel.hpp"
#include "engine/phases/flagged.hpp"
#include "engine/phases/words.hpp"

namespace townsquare {
namespace {

/// Sums in whole numbers: the same for any order.
struct Sums {
  std::int64_t members = 0, satisfied = 0;
  std::int64_t experience = 0;  // in units of 2^-20
};
constexpr double experience_unit = 1048576;
constexpr std::size_t most_pieces = 32;

std::vector<Sums> sum_buyers(const Scenario& scenario, const State& state, const PlatformState& p, std::size_t begin, std::size_t end) {
  std::vector<Sums> sums(state.niche_buyers.size());
  const auto friction = static_cast<float>(scenario.visit.friction_final);
  for (std::size_t i = begin; i < end; ++i) {
    const auto row = static_cast<Eigen::Index>(i);
    const std::int64_t is_member = p.buyers.flags[row] & buyer_member ? 1 : 0;  // a factor, not a branch to guess
    const BuyerRecord& buyer = state.buyers.record[i];
    const float experience = p.buyers.experience[row];
    Sums& sum = sums[buyer.niche];
    sum.members += is_member;
    sum.satisfied += is_member & (experience - friction > buyer.outside_value ? 1 : 0);
    sum.experience += is_member * static_cast<std::int64_t>(static_cast<double>(experience) * experience_unit);
  }
  return sums;
}

void set_buyers(Niches& niches, const std::vector<std::vector<Sums>>& pieces) {
  for (Eigen::Index z = 0; z < niches.member_buyers.size(); ++z) {
    Sums total;
    for (const std::vector<Sums>& piece : pieces) {
      const Sums& part = piece[static_cast<std::size_t>(z)];
      total.members += part.members;
      total.satisfied += part.satisfied;
      total.experience += part.experience;
    }
    const double n = static_cast<double>(total.members);
    niches.member_buyers[z] = total.members;
    niches.satisfied_share[z] = n > 0 ? static_cast<double>(total.satisfied) / n : 0;
    niches.mean_experience[z] = n > 0 ? static_cast<double>(total.experience) / experience_unit / n : 0;
  }
}

void set_sellers(const Scenario& scenario, const State& state, PlatformState& p) {
  Niches& niches = p.niches;
  niches.active_sellers.setZero();
  niches.seller_content.setZero();
  const std::vector<std::uint32_t> members = flagged(p.sellers.flags, seller_member, seller_member);
  const auto sharpness = static_cast<float>(scenario.participation.seller_sharpness);
  std::vector<float> content(members.size());
  for (std::size_t i = 0; i < members.size(); ++i) {
    const auto row = static_cast<Eigen::Index>(members[i]);
    content[i] = expected_value::seller_is_content_float(p.sellers.income_week[row], state.sellers.reservation_income[row], sharpness);
  }
  for (std::size_t i = 0; i < members.size(); ++i) {
    const auto z = static_cast<Eigen::Index>(state.sellers.niche[members[i]]);
    ++niches.active_sellers[z];
    niches.seller_content[z] += static_cast<double>(content[i]);
  }
  for (Eigen::Index z = 0; z < niches.seller_content.size(); ++z)
    if (niches.active_sellers[z] > 0) niches.seller_content[z] /= static_cast<double>(niches.active_sellers[z]);
}

}  // namespace

void update_niche_statistics(const Scenario& scenario, const State& state, PlatformState& p, bool is_parallel) {
  // few pieces, however many buyers: each has a sum for every niche
  const std::size_t n = state.buyers.size(), chunk_size = std::max(buyers_per_chunk, n / most_pieces + 1);
  std::vector<std::vector<Sums>> pieces(n_chunks(n, chunk_size));
  for_chunks(n, chunk_size, is_parallel, [&](std::size_t chunk, std::size_t begin, std::size_t end) {
    pieces[chunk] = sum_buyers(scenario, state, p, begin, end);
  });
  set_buyers(p.niches, pieces);
  set_sellers(scenario, state, p);
}

}  // namespace townsquare
