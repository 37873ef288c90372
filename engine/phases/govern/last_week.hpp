// What those who look on want to know of the last week: who holds the power, and who would want another fee.
#pragma once
#include <cstddef>

#include "engine/phases/govern/weighing.hpp"

namespace townsquare::governing {

/// Fills `Governance::power_at_end`, `passing_share_at_end` and `fee_wishes_at_end`. Without books, for want of trade, nobody can
/// weigh a fee, and no wishes are kept.
void keep_last_week(World& world, std::size_t platform, const Books* books);

}  // namespace townsquare::governing
