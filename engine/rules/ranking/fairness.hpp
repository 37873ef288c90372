// By merit, but nobody below a floor.
#pragma once
#include "engine/rules/ranking/ranking.hpp"

namespace townsquare {
RankingRule fairness_rule();
}  // namespace townsquare
