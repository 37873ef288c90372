// A class without members leaves its part unused: the others' parts do not grow.
#include "engine/rules/electorate/class_weighted.hpp"

#include <array>

namespace townsquare {
namespace {
constexpr Evidence decision = Evidence::decision;
constexpr Parameter parameters[] = {
    {"sellers", Unit::share, .4, 0, 1, "Part of all power that sellers have together.", decision, "constitution"},
    {"buyers", Unit::share, .3, 0, 1, "Part that buyers have.", decision, "constitution"},
    {"workers", Unit::share, .2, 0, 1, "Part that workers have.", decision, "constitution"},
    {"investors", Unit::share, .1, 0, 1, "Part that investors have.", decision, "constitution"},
};
constexpr std::size_t n_classes = 4;
constexpr double whole = 1e12;  // units of power, so that an equal part of ten million is exact to 1e-5

Electorate bind(std::span<const double> v) {
  const std::array<double, n_classes> part = {v[0], v[1], v[2], v[3]};
  return [part](const ElectorateColumns& c, std::span<std::int64_t> power) {
    std::array<std::int64_t, n_classes> people{};
    for (std::size_t i = 0; i < power.size(); ++i)
      if (c.member_class[i] < n_classes) people[c.member_class[i]] += c.people[i];
    for (std::size_t i = 0; i < power.size(); ++i) {
      const std::size_t k = c.member_class[i];
      const bool has_part = k < n_classes && people[k] > 0;
      power[i] = has_part ? static_cast<std::int64_t>(part[k] * whole / static_cast<double>(people[k])) * c.people[i] : 0;
    }
  };
}
}  // namespace

ElectorateRule class_weighted_rule() {
  return {{"class_weighted", "Each class has a stated part of all power, its members equal parts of it.",
           "multi-stakeholder co-operatives, as Resonate and Ampled", parameters}, false, false, 1, bind};
}
}  // namespace townsquare
