#include "engine/behaviour/pricing/fixed.hpp"

#include <algorithm>

namespace townsquare {
namespace {
constexpr Parameter parameters[] = {
    {"price", Unit::money, 4000, 1, 1e9, "Price of every good.", Evidence::decision, "price list"},
};

Pricing bind(std::span<const double> values) {
  const Cents asked = static_cast<Cents>(values[0] + .5);
  return [asked](const PricingColumns&, std::span<Cents> price) { std::ranges::fill(price, asked); };
}

double nothing(std::span<const double>) { return 0; }
}  // namespace

PricingRule fixed_rule() {
  return {{"fixed", "The price list of the platform.", "list prices of stock-photo agencies", parameters}, bind, nothing};
}
}  // namespace townsquare
