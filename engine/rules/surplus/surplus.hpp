// Surplus rules: who is paid what is left at the end of the year.
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engine/money.hpp"
#include "engine/parameter.hpp"

namespace townsquare {

/// What a split may depend on; one entry per member.
struct SurplusColumns {
  std::span<const std::int64_t> tenure;  // weeks of membership
  std::span<const Cents> sales;          // gross sales of the year, minor units
};

/// The parts of an amount; they sum to it exactly.
struct SurplusSplit {
  std::vector<Cents> members;  // minor units, (n_members)
  Cents investors = 0;
  Cents reserve = 0;           // what has no claimant: a class without members or sales
};

using Surplus = std::function<SurplusSplit(Cents amount, const SurplusColumns&)>;

/// A row of the family. `by_sales` is the part paid in proportion to sales, which members count on when they vote.
struct SurplusRule {
  RuleRow row;
  Surplus (*bind)(std::span<const double> values);
  double (*by_sales)(std::span<const double> values);
  double (*equally)(std::span<const double> values);
};

std::span<const SurplusRule> surplus_rules();

}  // namespace townsquare
