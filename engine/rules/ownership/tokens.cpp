#include "engine/rules/ownership/tokens.hpp"

#include <utility>

namespace townsquare::ownership {

void grant(std::span<const std::int64_t> amount, double vesting, std::span<std::int64_t> free, std::span<std::int64_t> locked,
           std::span<const std::int32_t> unlock_week) {
  for (std::size_t i = 0; i < amount.size(); ++i) (vesting > 0 || unlock_week[i] > 0 ? locked : free)[i] += amount[i];
}

void vest(double vesting, std::span<std::int64_t> free, std::span<std::int64_t> locked, std::span<const std::int32_t> unlock_week) {
  const auto weeks = vesting > 1 ? static_cast<std::int64_t>(vesting) : 1;
  for (std::size_t i = 0; i < free.size(); ++i) {
    if (locked[i] == 0 || unlock_week[i] > 0) continue;
    const std::int64_t part = (locked[i] + weeks - 1) / weeks;
    locked[i] -= part;
    free[i] += part;
  }
}

void end_locks(std::int32_t week, std::int32_t lock_weeks, std::span<const std::uint8_t> renews, std::span<std::int64_t> free,
               std::span<std::int64_t> locked, std::span<std::int32_t> unlock_week) {
  for (std::size_t i = 0; i < free.size(); ++i) {
    if (unlock_week[i] == 0 || week < unlock_week[i]) continue;
    free[i] += std::exchange(locked[i], 0);
    unlock_week[i] = 0;
    if (!renews[i]) continue;
    locked[i] = std::exchange(free[i], 0);
    unlock_week[i] = week + lock_weeks;
  }
}

}  // namespace townsquare::ownership
