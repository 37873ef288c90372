// By past sales alone.
#pragma once
#include "engine/rules/ranking/ranking.hpp"

namespace townsquare {
RankingRule popularity_rule();
}  // namespace townsquare
