// Electorates: how much voting power each member has.
#pragma once
#include <cstdint>
#include <functional>
#include <span>

#include "engine/parameter.hpp"

namespace townsquare {

/// What power may depend on; one entry per member.
struct ElectorateColumns {
  std::span<const std::int64_t> tenure;  // weeks of membership
};

/// Fills the power of every member, whole units >= 0.
using Electorate = std::function<void(const ElectorateColumns&, std::span<std::int64_t> power)>;

struct ElectorateRule {
  RuleRow row;
  Electorate (*bind)(std::span<const double> values);
};

std::span<const ElectorateRule> electorate_rules();

}  // namespace townsquare
