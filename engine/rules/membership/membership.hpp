// Membership rules: which of the sellers who apply are admitted.
#pragma once
#include <functional>
#include <span>

#include "engine/parameter.hpp"

namespace townsquare {

/// Whether an application with luck u in (0, 1) is accepted; the cap on members is applied by the phase.
using Admission = std::function<bool(double u)>;

struct MembershipRule {
  RuleRow row;
  Admission (*bind)(std::span<const double> values);
};

std::span<const MembershipRule> membership_rules();

}  // namespace townsquare
