#include "engine/behaviour/choice/loyalty.hpp"

#include <algorithm>

namespace townsquare {

void Loyalty::reinforce(std::uint32_t id, float profit) {
  if (!(profit > 0)) return;
  for (std::size_t i = 0; i < most_remembered; ++i) {
    if (preference[i] <= 0 || seller[i] != id) continue;
    preference[i] += profit;
    return;
  }
  // a new one: into an empty place, or that of the least
  const auto least = static_cast<std::size_t>(std::ranges::min_element(preference) - preference.begin());
  seller[least] = id;
  preference[least] = profit;
}

}  // namespace townsquare
