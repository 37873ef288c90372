#include "engine/rules/dispute/none.hpp"

namespace townsquare {
namespace {
Court bind(std::span<const double>) {
  return [](const Hearing&, const Luck&, std::span<Ruling> rulings) {
    for (Ruling& ruling : rulings) ruling.verdict = Verdict::for_seller;
  };
}
}  // namespace

DisputeRule no_dispute_rule() { return {{"none", "Nobody decides; the sale stands.", "definition", {}}, bind}; }
}  // namespace townsquare
