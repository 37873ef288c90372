// Tokens that are earned, and how they become free. In thousandths of a token; columns have one entry per member.
#pragma once
#include <cstdint>
#include <span>

#include "engine/money.hpp"

namespace townsquare::ownership {

/// Tokens earned on an amount of money, to the nearest thousandth.
/// @param amount    minor units, >= 0
/// @param per_unit  tokens per major unit of money
inline std::int64_t earned(Cents amount, double per_unit) { return share_of(amount * 10, per_unit); }

/// Gives new tokens to each member. Free at once when nothing vests and the member has no lock; else they lie beside what is
/// locked, and a lock that is running holds them to its end.
void grant(std::span<const std::int64_t> amount, double vesting, std::span<std::int64_t> free, std::span<std::int64_t> locked,
           std::span<const std::int32_t> unlock_week);

/// One week of vesting: of what is locked without a lock's end, one part in `vesting` becomes free, rounded up so that it ends.
/// *Assumption*: exponential vesting of mean `vesting` weeks, which needs no date of each grant.
void vest(double vesting, std::span<std::int64_t> free, std::span<std::int64_t> locked, std::span<const std::int32_t> unlock_week);

/// Locks that have run out free what they held; those whose `renews` is set lock all they have again, for `lock_weeks`.
/// *Source*: vote escrow of Curve, where a lock can be renewed once it has ended.
void end_locks(std::int32_t week, std::int32_t lock_weeks, std::span<const std::uint8_t> renews, std::span<std::int64_t> free,
               std::span<std::int64_t> locked, std::span<std::int32_t> unlock_week);

}  // namespace townsquare::ownership
