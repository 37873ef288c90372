// power = locked x min(weeks left, longest) / longest: it decays in a straight line to zero as the lock runs out.
#include "engine/rules/electorate/vote_escrow.hpp"

#include <algorithm>

namespace townsquare {
namespace {
constexpr Parameter parameters[] = {
    {"longest_lock", Unit::weeks, 208, 1, 1040, "Lock at which a locked token has its whole vote.", Evidence::decision, "Curve: four years"},
};

Electorate bind(std::span<const double> v) {
  const double longest = v[0];
  return [longest](const ElectorateColumns& c, std::span<std::int64_t> power) {
    for (std::size_t i = 0; i < power.size(); ++i) {
      const double part = std::clamp(static_cast<double>(entry(c.weeks_locked, i)) / longest, 0., 1.);
      power[i] = static_cast<std::int64_t>(static_cast<double>(entry(c.locked, i)) * part);
    }
  };
}
}  // namespace

ElectorateRule vote_escrow_rule() {
  return {{"vote_escrow", "Locked tokens vote, in proportion to the time left of their lock.", "Curve, veCRV", parameters}, true, false, one_token, bind};
}
}  // namespace townsquare
