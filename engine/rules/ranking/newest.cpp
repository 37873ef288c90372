#include "engine/rules/ranking/newest.hpp"

#include <vector>

#include "engine/rules/ranking/position.hpp"

namespace townsquare {
namespace {
constexpr Parameter parameters[] = {position_steepness};

Ranking bind(std::span<const double> v) {
  return [steepness = v[0]](const RankingColumns& c, std::span<float> exposure) {
    std::vector<float> score(c.age.size());
    for (std::size_t j = 0; j < score.size(); ++j) score[j] = -static_cast<float>(c.age[j]);
    share_by_position(score, steepness, exposure);
  };
}
}  // namespace

RankingRule newest_rule() {
  return {{"newest", "A list sorted by when a seller joined, the newest first; attention falls with the place.", "sort order of every marketplace; places: Williams 2012", parameters}, bind};
}
}  // namespace townsquare
