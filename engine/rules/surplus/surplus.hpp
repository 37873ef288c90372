// Surplus rules: who is paid what is left at the end of the year.
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engine/money.hpp"
#include "engine/parameter.hpp"

namespace townsquare {

/// What a split may depend on; one entry per claimant.
struct SurplusColumns {
  std::span<const std::int64_t> heads;   // 1 for a present member, 0 for one who left within the year
  std::span<const std::int64_t> tenure;  // weeks of membership, 0 for one who left
  std::span<const Cents> sales;          // gross sales of the year, minor units; leavers keep this claim
};

/// The parts of an amount; they sum to it exactly.
struct SurplusSplit {
  std::vector<Cents> members;  // minor units, (n_claimants)
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
