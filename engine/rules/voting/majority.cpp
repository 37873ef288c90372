#include "engine/rules/voting/majority.hpp"

namespace townsquare {
namespace {
// 100 * .07 is a hair above 7 in binary: a threshold on whole votes forgives what rounding adds.
constexpr double rounding = 1e-9;

Voting bind(std::span<const double>) { return majority; }
}  // namespace

Result majority(const Tally& tally, const Thresholds& thresholds) {
  const std::int64_t cast = tally.yes + tally.no + tally.abstain;
  if (static_cast<double>(cast) < thresholds.quorum * static_cast<double>(tally.electorate) - rounding) return Result::no_quorum;
  const double against_support = thresholds.support * static_cast<double>(tally.yes + tally.no);
  return static_cast<double>(tally.yes) > against_support + rounding ? Result::passed : Result::defeated;
}

VotingRule majority_rule() {
  return {{"majority", "More than the asked share of yes and no votes, with a quorum.",
           "OpenZeppelin Governor (counting simple), Aragon support threshold", {}}, bind};
}
}  // namespace townsquare
