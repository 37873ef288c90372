// Sorted by age, newest first.
#pragma once
#include "engine/rules/ranking/ranking.hpp"

namespace townsquare {
RankingRule newest_rule();
}  // namespace townsquare
