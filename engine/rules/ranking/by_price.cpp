#include "engine/rules/ranking/by_price.hpp"

#include <vector>

#include "engine/rules/ranking/position.hpp"

namespace townsquare {
namespace {
constexpr Parameter parameters[] = {position_steepness};

Ranking bind(std::span<const double> v) {
  return [steepness = v[0]](const RankingColumns& c, std::span<float> exposure) {
    std::vector<float> score(c.price.size());
    for (std::size_t j = 0; j < score.size(); ++j) score[j] = -c.price[j];
    share_by_position(score, steepness, exposure);
  };
}
}  // namespace

RankingRule by_price_rule() {
  return {{"by_price", "A list sorted by price, the cheapest first; attention falls with the place.", "sort order of every marketplace; places: Williams 2012", parameters}, bind};
}
}  // namespace townsquare
