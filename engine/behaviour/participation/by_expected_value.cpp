// P(join) = 1 / (1 + e^{-sharpness gain}): a binary logit of what a visit, or a place to sell, is expected to be worth over what it costs
// and what is given up. Of sellers the gain is a log ratio of incomes, so that nobody joins for no income. Members leave by the hazards of [churn].
// *Source*: McFadden 1974 for the logit; what is expected, from a look at the shop window and from word of mouth, is an assumption (expected_value.hpp).
#include <limits>

#include "engine/behaviour/participation/by_expected_value.hpp"
#include "engine/math.hpp"

namespace townsquare {
namespace {

Joins bind(std::span<const double>) {
  return [](const Opportunity& opportunity) {
    const bool has_hope = opportunity.gain > -std::numeric_limits<double>::infinity();
    return has_hope ? math::logistic(opportunity.sharpness * opportunity.gain) : 0;
  };
}

}  // namespace

ParticipationRule by_expected_value_rule() {
  return {{"expected_value", "Join where more is expected than is given up; leave where less was had.", "McFadden 1974; what is expected is an assumption", {}}, bind};
}

}  // namespace townsquare
