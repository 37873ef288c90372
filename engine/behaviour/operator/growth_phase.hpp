// When an operator stops growing: shared by the operators that start with a growth phase.
#pragma once
#include "engine/behaviour/operator/operator.hpp"

namespace townsquare {

/// Its parameters, the same keys in each of them; a rule lists them first, in this order.
inline constexpr Parameter growth_target_share = {
    "target_share", Unit::share, .45, 0, 1, "Share of the potential buyers at which growth ends.",
    Evidence::none, "assumption", .8, 1.25};
inline constexpr Parameter growth_longest = {
    "grow_weeks", Unit::weeks, 156, 0, 5200, "Longest growth phase.", Evidence::none, "assumption"};
inline constexpr Parameter growth_cash_quarters = {
    "cash_quarters", Unit::number, 4, 0, 100, "Quarters of cost in cash below which growth ends.",
    Evidence::none, "assumption"};

struct GrowthPhase {
  double target_share, longest, cash_quarters;

  /// Enough buyers, too long, or too little money left.
  bool is_over(const OperatorView& view) const {
    return view.buyer_share >= target_share || view.weeks_in_phase >= longest ||
           static_cast<double>(view.cash) < cash_quarters * static_cast<double>(view.quarterly_cost);
  }
};

}  // namespace townsquare
