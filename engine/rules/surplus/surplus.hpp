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
  std::span<const std::int64_t> heads;      // people that the claimant stands for, 0 for one who left within the year
  std::span<const std::int64_t> tenure;     // weeks of membership, 0 for one who left
  std::span<const Cents> sales;             // gross sales of the year, minor units; leavers keep this claim
  std::span<const Cents> purchases = {};    // of the year, minor units; empty: nobody has any
  std::span<const std::int64_t> hours = {};   // worked in the year
  std::span<const std::int64_t> tokens = {};  // held, free and locked
  std::span<const Cents> capital = {};        // paid in and retained
  double return_cap = 1;                      // most that capital may earn, share of it
};

/// Parts of the surplus by what they are shared out by; they sum to at most one.
struct SurplusParts {
  double equally = 0, by_tenure = 0, by_sales = 0, by_purchases = 0, by_hours = 0, by_tokens = 0, by_capital = 0;

  double sum() const { return equally + by_tenure + by_sales + by_purchases + by_hours + by_tokens + by_capital; }
};

/// The parts of an amount; they sum to it exactly.
struct SurplusSplit {
  std::vector<Cents> members;  // minor units, (n_claimants)
  Cents investors = 0;
  Cents reserve = 0;           // what has no claimant: a class without members or sales
};

using Surplus = std::function<SurplusSplit(Cents amount, const SurplusColumns&)>;

/// A row of the family. `parts` is what members count on when they vote.
struct SurplusRule {
  RuleRow row;
  Surplus (*bind)(std::span<const double> values);
  SurplusParts (*parts)(std::span<const double> values);
};

std::span<const SurplusRule> surplus_rules();

}  // namespace townsquare
