// Operators: how somebody who owns a platform for profit changes it.
#pragma once
#include <cstdint>
#include <functional>
#include <span>

#include "engine/money.hpp"
#include "engine/parameter.hpp"

namespace townsquare {

/// grow: market and wait. watch: measure both halves under the present rules. test: treat one half.
/// settle: let the decision work before the next test.
enum class OperatorPhase : std::uint8_t { grow, watch, test, settle };

/// What an operator sees at the end of a week. Money in minor units.
struct OperatorView {
  OperatorPhase phase = OperatorPhase::grow;
  std::int32_t weeks_in_phase = 0;     // 1 at the end of its first week
  double buyer_share = 0;              // members among the potential buyers
  Cents cash = 0;
  Cents quarterly_cost = 0;
  double take_rate = 0;
  double direction = 1;                // of the change under test
  Cents treated_before = 0, control_before = 0;  // margin of the two halves over the watch
  Cents treated_during = 0, control_during = 0;  // and over the test
};

/// What it does next.
struct OperatorMove {
  OperatorPhase phase = OperatorPhase::grow;
  bool has_marketing = false;
  double take_rate = 0;      // from next week, all sellers
  double tested_change = 0;  // added for the treated half
  double direction = 1;
};

using Operator = std::function<OperatorMove(const OperatorView&)>;

struct OperatorRule {
  RuleRow row;
  Operator (*bind)(std::span<const double> values);
};

std::span<const OperatorRule> operator_rules();

}  // namespace townsquare
