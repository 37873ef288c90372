#include "engine/rules/surplus/investors.hpp"

namespace townsquare {
namespace {
Surplus bind(std::span<const double>) {
  return [](Cents amount, const SurplusColumns& columns) {
    return SurplusSplit{std::vector<Cents>(columns.sales.size(), 0), amount, 0};
  };
}
SurplusParts nothing(std::span<const double>) { return {}; }
}  // namespace

SurplusRule investors_rule() { return {{"investors", "The surplus is paid to investors.", "definition", {}}, bind, nothing}; }
}  // namespace townsquare
