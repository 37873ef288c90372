// When an operator stops growing: shared by the operators that start with a growth phase.
#pragma once
#include "engine/behaviour/operator/operator.hpp"

namespace townsquare {

struct GrowthPhase {
  double target_share, longest, cash_quarters;

  /// Enough buyers, too long, or too little money left.
  bool is_over(const OperatorView& view) const {
    return view.buyer_share >= target_share || view.weeks_in_phase >= longest ||
           static_cast<double>(view.cash) < cash_quarters * static_cast<double>(view.quarterly_cost);
  }
};

}  // namespace townsquare
