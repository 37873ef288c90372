#include "engine/rules/electorate/patronage.hpp"

namespace townsquare {
namespace {
Electorate bind(std::span<const double>) {
  return [](const ElectorateColumns& c, std::span<std::int64_t> power) {
    for (std::size_t i = 0; i < power.size(); ++i) power[i] = entry(c.patronage, i);
  };
}
}  // namespace

ElectorateRule patronage_power_rule() {
  return {{"patronage", "Power by what a member sold and bought lately; it cannot be transferred.", "voting by patronage in producer co-operatives; reputation in DAOs", {}}, false, false, 1, bind};
}
}  // namespace townsquare
