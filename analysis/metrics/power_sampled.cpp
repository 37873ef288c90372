// Swings seen in drawn votes. Each holder says yes or no by a fair coin; of every drawn vote the chance that a holder was
// pivotal is taken over its own coin, which needs no second vote.
#include <algorithm>
#include <bit>
#include <cmath>

#include "analysis/metrics/power.hpp"

namespace townsquare {
namespace {

constexpr std::uint32_t n_votes = 8192;
constexpr std::size_t drawn_groups = 255;
constexpr std::int64_t coins_one_by_one = 1024;

/// Heads among some fair coins. `place` tells draws of one vote apart.
std::int64_t heads_of(std::int64_t coins, std::uint32_t vote, std::uint32_t place, const Luck& luck) {
  if (coins > coins_one_by_one) {
    const double half = static_cast<double>(coins) / 2, z = luck.normal(Purpose::power_vote, 0, vote, place * 8);
    return std::clamp(static_cast<std::int64_t>(std::floor(half + std::sqrt(half / 2) * z + .5)), std::int64_t{0}, coins);
  }
  std::int64_t heads = 0;
  for (std::uint32_t block = 0; coins > 0; ++block)
    for (std::uint32_t word : luck.block(Purpose::power_vote, 0, vote, place * 8 + block)) {
      const std::int64_t n = std::clamp<std::int64_t>(coins, 0, 32);
      heads += std::popcount(n == 32 ? word : word & ((1u << n) - 1));
      coins -= n;
    }
  return heads;
}

/// What is too small to be drawn by itself, as the normal law of its sum.
struct Tail {
  std::vector<PowerGroup> groups;           // the largest first
  std::vector<std::int64_t> holders_above;  // holders of the groups before each one, (n_groups + 1)
  double mean = 0, deviation = 0;           // of its yes power

  explicit Tail(std::span<const PowerGroup> all) : groups(all.begin(), all.end()), holders_above{0} {
    double variance = 0;
    for (const PowerGroup& g : groups) {
      const double power = static_cast<double>(g.power), count = static_cast<double>(g.count);
      holders_above.push_back(holders_above.back() + g.count);
      mean += power * count / 2;
      variance += power * power * count / 4;
    }
    deviation = std::sqrt(variance);
  }

  /// Holders with more than `least`.
  std::int64_t holders_with_more(std::int64_t least) const {
    const auto end = std::ranges::partition_point(groups, [&](const PowerGroup& g) { return g.power > least; });
    return holders_above[static_cast<std::size_t>(end - groups.begin())];
  }
};

/// Swings of one vote: of one holder of the largest size, and of all holders.
struct Swings {
  double largest = 0, all = 0;
};

/// Expected swing of a holder over its own coin, when `yes` of its `count` peers and itself say yes to power `sum`.
double swing(const PowerGroup& g, std::int64_t yes, std::int64_t sum, std::int64_t needed) {
  const double part = static_cast<double>(yes) / static_cast<double>(g.count);
  const bool loses_without = sum >= needed && sum - g.power < needed, wins_with = sum < needed && sum + g.power >= needed;
  return (loses_without ? part : 0) + (wins_with ? 1 - part : 0);
}

class Drawing {
 public:
  Drawing(std::span<const PowerGroup> groups, std::int64_t needed, const Luck& luck)
      : drawn_(groups.first(std::min(groups.size(), drawn_groups))), tail_(groups.subspan(drawn_.size())), needed_(needed), luck_(luck),
        yes_(drawn_.size()) {}

  Swings vote(std::uint32_t number) {
    std::int64_t sum = 0;
    for (std::size_t g = 0; g < drawn_.size(); ++g) {
      yes_[g] = heads_of(drawn_[g].count, number, static_cast<std::uint32_t>(g), luck_);
      sum += yes_[g] * drawn_[g].power;
    }
    if (!tail_.groups.empty()) {
      const double z = luck_.normal(Purpose::power_vote, 0, number, drawn_groups * 8);
      sum += static_cast<std::int64_t>(std::floor(tail_.mean + tail_.deviation * z + .5));
    }
    Swings swings{swing(drawn_[0], yes_[0], sum, needed_), 0};
    for (std::size_t g = 0; g < drawn_.size(); ++g) swings.all += static_cast<double>(drawn_[g].count) * swing(drawn_[g], yes_[g], sum, needed_);
    // of the tail, half say yes: to win by less than a holder has, or to miss by no more
    const std::int64_t margin = sum >= needed_ ? sum - needed_ : needed_ - sum - 1;
    swings.all += static_cast<double>(tail_.holders_with_more(margin)) / 2;
    return swings;
  }

 private:
  std::span<const PowerGroup> drawn_;
  Tail tail_;
  std::int64_t needed_;
  const Luck& luck_;
  std::vector<std::int64_t> yes_;
};

}  // namespace

SampledSwings sample_swings(std::span<const PowerGroup> groups, std::int64_t needed, const Luck& luck) {
  Drawing drawing(groups, needed, luck);
  double x = 0, y = 0, xx = 0, xy = 0, yy = 0;
  for (std::uint32_t number = 0; number < n_votes; ++number) {
    const Swings swings = drawing.vote(number);
    x += swings.largest;
    y += swings.all;
    xx += swings.largest * swings.largest;
    xy += swings.largest * swings.all;
    yy += swings.all * swings.all;
  }
  // the error of a ratio of means. Source: Cochran 1977, Sampling techniques, 2.11
  constexpr double n = n_votes;
  const double share = y > 0 ? x / y : 0, mean = x / n;
  const double spread = std::max(0., xx - 2 * share * xy + share * share * yy);
  const double share_error = y > 0 ? std::sqrt(spread / (n * (n - 1))) / (y / n) : 0;
  return {share, share_error, mean, std::sqrt(std::max(0., xx / n - mean * mean) / (n - 1))};
}

}  // namespace townsquare
