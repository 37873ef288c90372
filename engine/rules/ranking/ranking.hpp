// Ranking rules: how a niche's attention is shared among its sellers.
#pragma once
#include <cstdint>
#include <functional>
#include <span>

#include "engine/parameter.hpp"

namespace townsquare {

/// What a ranking may look at; one entry per member seller of one niche.
struct RankingColumns {
  std::span<const float> reputation;           // in [0, 1]
  std::span<const float> orders_quarter;       // orders of about 13 weeks
  std::span<const float> price;                // major units
  std::span<const std::int32_t> age;           // weeks since the seller joined
  std::span<const float> worth = {};           // of being examined once, minor units; only for rules that sell places
};

/// Fills the exposure of every seller of the niche: shares of its attention, >= 0, sum 1.
using Ranking = std::function<void(const RankingColumns&, std::span<float> exposure)>;

/// Fills what every seller owes for each time it is examined, minor units, >= 0 and at most what that is worth to it.
using PlacePrices = std::function<void(const RankingColumns&, std::span<float> price)>;

struct RankingRule {
  RuleRow row;
  Ranking (*bind)(std::span<const double> values);
  PlacePrices (*sell)(std::span<const double> values) = nullptr;  // none: places are not for sale
};

std::span<const RankingRule> ranking_rules();

}  // namespace townsquare
