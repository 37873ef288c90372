// Power of one thousandth of a token is one unit, of a million thousandths a thousand units. Splitting a holding over k
// identities multiplies its power by the square root of k.
#include "engine/rules/electorate/quadratic.hpp"

#include <cmath>

namespace townsquare {
namespace {
Electorate bind(std::span<const double>) {
  return [](const ElectorateColumns& c, std::span<std::int64_t> power) {
    for (std::size_t i = 0; i < power.size(); ++i)
      power[i] = static_cast<std::int64_t>(std::sqrt(static_cast<double>(entry(c.tokens, i) + entry(c.locked, i))));
  };
}
}  // namespace

ElectorateRule quadratic_power_rule() {
  return {{"quadratic", "Power is the square root of tokens.", "square-root strategies of DAOs; Penrose 1946 for the square root of a body's size", {}}, true, false, 1, bind};
}
}  // namespace townsquare
