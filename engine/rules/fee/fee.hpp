// Fee rules: what share of a sale the platform keeps.
#pragma once
#include <cstdint>
#include <functional>
#include <span>

#include "engine/parameter.hpp"

namespace townsquare {

/// What a fee may depend on; one entry per seller.
struct FeeColumns {
  std::span<const std::uint32_t> orders_year;  // real orders of the seller since 1 January
};

/// Fills the take rate of every seller, share of the price in [0, .95].
using Fee = std::function<void(const FeeColumns&, std::span<double> take_rate)>;

/// A row of the family. `voted` is the value that a vote or an operator changes, or -1 when the schedule is fixed.
struct FeeRule {
  RuleRow row;
  int voted;
  Fee (*bind)(std::span<const double> values);
};

std::span<const FeeRule> fee_rules();

/// Largest take rate: mark-up pricing divides by what is left.
inline constexpr double largest_take_rate = .95;

}  // namespace townsquare
