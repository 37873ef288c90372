// Pricing behaviours: what sellers ask.
#pragma once
#include <functional>
#include <span>

#include "engine/money.hpp"
#include "engine/parameter.hpp"

namespace townsquare {

/// What a price may depend on; one entry per seller.
struct PricingColumns {
  std::span<const Cents> unit_cost;     // minor units
  std::span<const double> take_rate;    // share kept by the platform
};

/// Fills the asking price of every seller, minor units, at least 1.
using Pricing = std::function<void(const PricingColumns&, std::span<Cents> price)>;

/// A row of the family. `pass_through` is the part of a fee change that ends in the price, as members know it.
struct PricingRule {
  RuleRow row;
  Pricing (*bind)(std::span<const double> values);
  double (*pass_through)(std::span<const double> values);
};

std::span<const PricingRule> pricing_rules();

}  // namespace townsquare
