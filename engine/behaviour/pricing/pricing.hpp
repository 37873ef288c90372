// Pricing behaviours: what sellers ask.
#pragma once
#include <cstdint>
#include <functional>
#include <span>

#include "engine/money.hpp"
#include "engine/parameter.hpp"

namespace townsquare {

/// A seller's search for a better price.
struct PriceTrial {
  float last_income = -1;   // minor units a week when it last looked; < 0: it never did
  std::int8_t direction = 1;
};

/// What a price may depend on; one entry per seller. Rules that only look at costs leave the rest alone.
struct PricingColumns {
  std::span<const Cents> unit_cost;     // minor units
  std::span<const double> take_rate;    // share kept by the platform
  std::span<const float> orders_quarter = {};  // orders of about 13 weeks
  std::span<const float> views_quarter = {};   // times examined in about 13 weeks
  std::span<const float> income_week = {};     // net income, mean of about 13 weeks, minor units
  double price_sensitivity = 0;         // of the market's mean buyer, utility per major unit
  std::int32_t week = 0;
  std::span<PriceTrial> trial = {};     // of rules that search
};

/// Fills the asking price of every seller, minor units, at least 1.
using Pricing = std::function<void(const PricingColumns&, std::span<Cents> price)>;

/// A row of the family. `pass_through` is the part of a fee change that ends in the price, as members know it. Prices of a rule that
/// adapts start from those of last week.
struct PricingRule {
  RuleRow row;
  Pricing (*bind)(std::span<const double> values);
  double (*pass_through)(std::span<const double> values);
  bool is_adaptive = false;  // looks at what was sold
  bool is_search = false;    // keeps a PriceTrial for each seller
};

std::span<const PricingRule> pricing_rules();

}  // namespace townsquare
