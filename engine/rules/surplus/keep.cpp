#include "engine/rules/surplus/keep.hpp"

namespace townsquare {
namespace {
Surplus bind(std::span<const double>) {
  return [](Cents amount, const SurplusColumns& columns) {
    return SurplusSplit{std::vector<Cents>(columns.sales.size(), 0), 0, amount};
  };
}
SurplusParts nothing(std::span<const double>) { return {}; }
}  // namespace

SurplusRule keep_rule() { return {{"keep", "Nothing is paid out; the surplus stays in the reserve.", "definition", {}}, bind, nothing}; }
}  // namespace townsquare
