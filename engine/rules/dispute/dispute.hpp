// Dispute rules: who decides a disputed order, how fast and how well.
#pragma once
#include <cstdint>
#include <functional>
#include <span>

#include "engine/parameter.hpp"
#include "engine/random.hpp"

namespace townsquare {

/// A case as the simulation knows it; judges do not see `is_buyer_right`.
struct Case {
  std::uint32_t buyer, seller, index;
  std::int32_t opened_week;
  bool is_buyer_right;
};

enum class Verdict : std::uint8_t { pending, for_buyer, for_seller };

/// Decides some of the waiting cases, oldest first. `orders_per_case` real orders stand behind each case.
using Court = std::function<void(std::span<const Case>, double orders_per_case, std::uint32_t week, const Luck&, std::span<Verdict>)>;

struct DisputeRule {
  RuleRow row;
  Court (*bind)(std::span<const double> values);
};

std::span<const DisputeRule> dispute_rules();

}  // namespace townsquare
