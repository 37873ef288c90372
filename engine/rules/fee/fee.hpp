// Fee rules: what share of a sale the platform keeps.
#pragma once
#include <cstdint>
#include <functional>
#include <span>

#include "engine/money.hpp"
#include "engine/parameter.hpp"

namespace townsquare {

/// What a fee may depend on; one entry per seller.
struct FeeColumns {
  std::span<const std::uint32_t> orders_year;  // real orders of the seller since the start of the platform's year
};

/// Fills the take rate of every seller, share of the price in [0, largest_take_rate].
using Fee = std::function<void(const FeeColumns&, std::span<double> take_rate)>;

/// A row of the family. `voted` is the value that a vote or an operator changes, or -1 when the schedule is fixed.
struct FeeRule {
  RuleRow row;
  int voted;
  Fee (*bind)(std::span<const double> values);
};

std::span<const FeeRule> fee_rules();

}  // namespace townsquare
