#include "engine/rules/ranking/by_rating.hpp"

#include "engine/rules/ranking/position.hpp"

namespace townsquare {
namespace {
constexpr Parameter parameters[] = {position_steepness};

Ranking bind(std::span<const double> v) {
  return [steepness = v[0]](const RankingColumns& c, std::span<float> exposure) {
    const std::span<const float> score = c.reputation;
    share_by_position(score, steepness, exposure);
  };
}
}  // namespace

RankingRule by_rating_rule() {
  return {{"by_rating", "A list sorted by reputation, the best first; attention falls with the place.", "sort order of every marketplace; places: Williams 2012", parameters}, bind};
}
}  // namespace townsquare
