// Sorted by price, cheapest first.
#pragma once
#include "engine/rules/ranking/ranking.hpp"

namespace townsquare {
RankingRule by_price_rule();
}  // namespace townsquare
