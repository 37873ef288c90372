#include "analysis/metrics/exposure.hpp"

#include <algorithm>
#include <vector>

#include "analysis/metrics/inequality.hpp"

namespace townsquare {
namespace {

constexpr std::int32_t new_for = 13;  // weeks

struct Seen {
  double views, orders;
  bool is_new;
};

/// Views over the mean of the niche, for every listed seller of a niche where somebody was examined.
std::vector<double> against_niche(const PlatformState& p) {
  std::vector<double> all;
  for (std::size_t z = 0; z + 1 < p.niches.first.size(); ++z) {
    const std::size_t begin = p.niches.first[z], end = p.niches.first[z + 1];
    double sum = 0;
    for (std::size_t i = begin; i < end; ++i) sum += static_cast<double>(p.sellers.views_quarter[static_cast<Eigen::Index>(p.niches.active[i])]);
    for (std::size_t i = begin; i < end && sum > 0; ++i)
      all.push_back(static_cast<double>(p.sellers.views_quarter[static_cast<Eigen::Index>(p.niches.active[i])]) * static_cast<double>(end - begin) / sum);
  }
  return all;
}

}  // namespace

Exposure exposure_of(const State& state, std::size_t platform) {
  const PlatformState& p = state.platforms[platform];
  Exposure exposure;
  std::vector<Seen> sellers;
  double all = 0, of_new = 0, of_small = 0;
  for (std::uint32_t j : p.niches.active) {
    const auto row = static_cast<Eigen::Index>(j);
    sellers.push_back({static_cast<double>(p.sellers.views_quarter[row]), static_cast<double>(p.sellers.orders_quarter[row]), state.week - p.sellers.joined_week[row] < new_for});
    all += sellers.back().views;
    of_new += sellers.back().is_new ? sellers.back().views : 0;
  }
  if (!p.is_alive || all <= 0) return exposure;
  // equals in the order of ids, which belongs to the run
  std::ranges::stable_sort(sellers, {}, &Seen::orders);
  for (std::size_t i = 0; i < sellers.size() / 2; ++i) of_small += sellers[i].views;
  if (sellers.size() % 2 == 1) of_small += .5 * sellers[sellers.size() / 2].views;
  exposure.gini = gini(against_niche(p));
  exposure.newcomers = of_new / all;
  exposure.small_sellers = of_small / all;
  return exposure;
}

}  // namespace townsquare
