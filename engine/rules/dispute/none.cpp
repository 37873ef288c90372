#include "engine/rules/dispute/none.hpp"

#include <algorithm>

namespace townsquare {
namespace {
Court bind(std::span<const double>) {
  return [](std::span<const Case>, double, std::uint32_t, const Luck&, std::span<Verdict> verdicts) {
    std::ranges::fill(verdicts, Verdict::for_seller);
  };
}
}  // namespace

DisputeRule no_dispute_rule() { return {{"none", "Nobody decides; the sale stands.", "definition", {}}, bind}; }
}  // namespace townsquare
