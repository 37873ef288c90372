// Electorates: how much voting power each member of a body has.
#pragma once
#include <cstdint>
#include <functional>
#include <span>

#include "engine/money.hpp"
#include "engine/parameter.hpp"

namespace townsquare {

/// What power may depend on; one entry per member. A column that a platform does not keep is empty: all zero.
struct ElectorateColumns {
  std::span<const std::int64_t> people;        // that the member stands for, > 0
  std::span<const std::int64_t> tokens;        // free, thousandths
  std::span<const std::int64_t> locked;        // locked or not yet vested, thousandths
  std::span<const std::int64_t> weeks_locked;  // left of the lock
  std::span<const std::int64_t> patronage;     // sold and bought in the last quarters, minor units
  std::span<const std::uint8_t> member_class;  // MemberClass: seller, buyer, worker, investor, outsider
};

/// Fills the power of every member, whole units >= 0.
using Electorate = std::function<void(const ElectorateColumns&, std::span<std::int64_t> power)>;

/// A row of the family. `is_by_tokens`: power comes from tokens. `counts_custody`: tokens that never vote still count in the electorate.
/// `units_per_vote`: units of power in what people call one vote (a token is a thousand thousandths).
struct ElectorateRule {
  RuleRow row;
  bool is_by_tokens, counts_custody;
  std::int64_t units_per_vote;
  Electorate (*bind)(std::span<const double> values);
};

std::span<const ElectorateRule> electorate_rules();

/// Cuts every power to at most `share` of the uncut total, whole units.
void cap_power(double share, std::span<std::int64_t> power);

/// Entry of a column that may be empty.
inline std::int64_t entry(std::span<const std::int64_t> column, std::size_t i) { return column.empty() ? 0 : column[i]; }

}  // namespace townsquare
