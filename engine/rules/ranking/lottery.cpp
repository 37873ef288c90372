#include "engine/rules/ranking/lottery.hpp"

namespace townsquare {
namespace {
Ranking bind(std::span<const double>) {
  return [](const RankingColumns&, std::span<float> exposure) {
    for (float& e : exposure) e = 1.F / static_cast<float>(exposure.size());
  };
}
}  // namespace

RankingRule lottery_rule() { return {{"lottery", "Attention by lot.", "uniform random display", {}}, bind}; }
}  // namespace townsquare
