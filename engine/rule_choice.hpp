// A rule picked from a family.
#pragma once
#include <cstddef>
#include <vector>

namespace townsquare {

/// A rule picked from a family's table, with the values of its declared parameters in declared order.
/// A parameter of length n takes n slots; unused slots of a list hold NaN.
struct RuleChoice {
  std::size_t row = 0;
  std::vector<double> values;
};

}  // namespace townsquare
