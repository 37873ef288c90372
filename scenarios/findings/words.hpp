// What findings say numbers with, and which classes they look at.
#pragma once
#include <algorithm>
#include <cmath>
#include <string>

#include "scenarios/decision_keys.hpp"

namespace townsquare::finding {

inline std::string percent(double share) {
  if (share > 0 && share < .01) return "less than 1 %";
  return share > .99 && share < 1 ? "over 99 %" : std::to_string(std::lround(100 * share)) + " %";
}

inline bool by_members(const Check& check) { return check.platform().control == static_cast<double>(Control::members); }

inline const DecisionProcess& process(const Check& check, std::size_t c) { return check.platform().decisions[c]; }

/// Classes by whose decision the treasury, or the rules themselves, can be taken.
inline bool is_worth_taking(std::size_t c) {
  return c == static_cast<std::size_t>(DecisionClass::spending) || c == static_cast<std::size_t>(DecisionClass::amendment);
}

/// Weeks from a proposal until it holds.
inline double weeks_of(const DecisionProcess& d) { return d.voting_delay + d.voting_period + d.timelock; }

}  // namespace townsquare::finding
