// Sorted by rating, best first.
#pragma once
#include "engine/rules/ranking/ranking.hpp"

namespace townsquare {
RankingRule by_rating_rule();
}  // namespace townsquare
