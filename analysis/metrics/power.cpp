#include "analysis/metrics/power.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "analysis/metrics/inequality.hpp"

namespace townsquare {
namespace {

/// Sorts by one byte after the other, least first: linear in the rows; a byte that all rows share costs one look.
std::vector<std::int64_t> ascending(std::span<const std::int64_t> power) {
  std::vector<std::int64_t> sorted(power.begin(), power.end()), other(power.size());
  for (int shift = 0; shift < 64; shift += 8) {
    std::array<std::size_t, 257> first{};
    const auto byte_of = [&](std::int64_t value) { return static_cast<std::size_t>(static_cast<std::uint64_t>(value) >> shift & 255); };
    for (std::int64_t value : sorted) ++first[byte_of(value) + 1];
    if (std::ranges::find(first, sorted.size()) != first.end()) continue;
    std::partial_sum(first.begin(), first.end(), first.begin());
    for (std::int64_t value : sorted) other[first[byte_of(value)]++] = value;
    sorted.swap(other);
  }
  return sorted;
}

std::int64_t total_of(std::span<const PowerGroup> groups) {
  std::int64_t total = 0;
  for (const PowerGroup& g : groups) total += g.power * g.count;
  return total;
}

/// Least number of holders, the largest first, that have at least `needed`; 0 if all have not.
std::size_t fewest(std::span<const PowerGroup> groups, std::int64_t needed) {
  std::size_t n = 0;
  for (const PowerGroup& g : groups) {
    const std::int64_t of_these = (needed + g.power - 1) / g.power;
    if (of_these <= g.count) return n + static_cast<std::size_t>(of_these);
    needed -= g.power * g.count;
    n += static_cast<std::size_t>(g.count);
  }
  return 0;
}

double gini_of(std::span<const std::int64_t> power) { return gini(std::vector<double>(power.begin(), power.end())); }

/// All holders are alike: one of them decides when just enough of the others say yes.
void measure_equals(const PowerGroup& all, std::int64_t needed, PowerMeasures& m) {
  const std::int64_t heads = (needed + all.power - 1) / all.power;
  m.pivotal_share = fair_coins(all.count - 1, heads - 1);
  m.banzhaf_share = m.shapley_shubik = heads <= all.count ? 1 / static_cast<double>(all.count) : 0;
}

void measure_few(std::span<const PowerGroup> groups, std::int64_t needed, PowerMeasures& m) {
  std::vector<std::int64_t> holders;
  for (const PowerGroup& g : groups) holders.insert(holders.end(), static_cast<std::size_t>(g.count), g.power);
  const PowerIndices indices = exact_power_indices(holders, needed);
  m.banzhaf_share = indices.banzhaf_share[0];
  m.shapley_shubik = indices.shapley_shubik[0];
  m.pivotal_share = indices.banzhaf[0];
}

void measure_many(std::span<const PowerGroup> groups, std::int64_t needed, const Luck& luck, PowerMeasures& m) {
  const SampledSwings swings = sample_swings(groups, needed, luck);
  m.banzhaf_share = swings.share;
  m.banzhaf_share_error = swings.share_error;
  m.pivotal_share = swings.pivotal;
  m.pivotal_share_error = swings.pivotal_error;
  m.shapley_shubik = std::numeric_limits<double>::quiet_NaN();
  m.is_exact = false;
}

}  // namespace

std::vector<PowerGroup> group_powers(std::span<const std::int64_t> power) {
  const std::vector<std::int64_t> sorted = ascending(power);
  std::vector<PowerGroup> groups;
  for (auto row = sorted.rbegin(); row != sorted.rend() && *row > 0; ++row) {
    if (groups.empty() || groups.back().power != *row) groups.push_back({*row, 0});
    ++groups.back().count;
  }
  return groups;
}

std::int64_t winning_power(std::int64_t total, double quota) {
  constexpr double rounding = 1e-9;
  return static_cast<std::int64_t>(std::floor(quota * static_cast<double>(total) + rounding)) + 1;
}

double fair_coins(std::int64_t n, std::int64_t k) {
  if (k < 0 || k > n) return 0;
  k = std::min(k, n - k);
  // factors above 1 and halvings take turns, so that the product stays in range
  double chance = 1;
  std::int64_t halvings = n;
  for (std::int64_t i = 1; i <= k; ++i) {
    chance *= static_cast<double>(n - k + i) / static_cast<double>(i);
    for (; chance > 1 && halvings > 0; --halvings) chance *= .5;
  }
  for (; halvings > 0 && chance > 0; --halvings) chance *= .5;
  return chance;
}

PowerMeasures measure_power(std::span<const std::int64_t> power, double quota, const Luck& luck) {
  PowerMeasures m;
  const std::vector<PowerGroup> groups = group_powers(power);
  if (groups.empty()) return m;
  const std::int64_t total = total_of(groups), needed = winning_power(total, quota);
  for (const PowerGroup& g : groups) m.holders += static_cast<std::size_t>(g.count);
  m.gini = gini_of(power);
  m.nakamoto = fewest(groups, winning_power(total, .5));
  m.minimal_winning_coalition = fewest(groups, needed);
  if (groups.size() == 1) measure_equals(groups[0], needed, m);
  else if (m.holders <= exact_holders) measure_few(groups, needed, m);
  else measure_many(groups, needed, luck, m);
  return m;
}

}  // namespace townsquare
