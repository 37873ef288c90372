#include "engine/rules/fee/take_rate.hpp"

#include <algorithm>

namespace townsquare {
namespace {
constexpr Parameter parameters[] = {
    {"take_rate", Unit::share, .08, 0, largest_take_rate, "Share of each sale that the platform keeps.",
     Evidence::decision, "constitution"},
};

Fee bind(std::span<const double> values) {
  const double rate = values[0];
  return [rate](const FeeColumns&, std::span<double> take_rate) { std::ranges::fill(take_rate, rate); };
}
}  // namespace

FeeRule take_rate_rule() {
  return {{"take_rate", "One share of every sale.", "ad-valorem fee, common practice", parameters}, 0, bind};
}
}  // namespace townsquare
