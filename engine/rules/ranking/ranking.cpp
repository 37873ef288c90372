#include "engine/rules/ranking/ranking.hpp"

#include "engine/rules/ranking/by_price.hpp"
#include "engine/rules/ranking/by_rating.hpp"
#include "engine/rules/ranking/fairness.hpp"
#include "engine/rules/ranking/lottery.hpp"
#include "engine/rules/ranking/newest.hpp"
#include "engine/rules/ranking/paid_placement.hpp"
#include "engine/rules/ranking/popularity.hpp"
#include "engine/rules/ranking/weighted.hpp"

namespace townsquare {

std::span<const RankingRule> ranking_rules() {
  static const RankingRule table[] = {weighted_rule(), lottery_rule(), popularity_rule(), by_price_rule(), by_rating_rule(), newest_rule(), fairness_rule(),
                                      paid_placement_rule()};
  return table;
}

}  // namespace townsquare
