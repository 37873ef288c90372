#include "engine/rules/ranking/ranking.hpp"

#include "engine/rules/ranking/lottery.hpp"
#include "engine/rules/ranking/weighted.hpp"

namespace townsquare {

std::span<const RankingRule> ranking_rules() {
  static const RankingRule table[] = {weighted_rule(), lottery_rule()};
  return table;
}

}  // namespace townsquare
