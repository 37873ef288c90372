// An attention budget: each criterion hands out its share of attention in proportion to its own scores.
#pragma once
#include "engine/rules/ranking/ranking.hpp"

namespace townsquare {
RankingRule weighted_rule();
}
