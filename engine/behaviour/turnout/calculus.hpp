// Whether a member votes: duty, being seen, stakes, fatigue, and shocks common to a ballot and a niche.
#pragma once
#include <cmath>

#include "engine/math.hpp"
#include "engine/scenario.hpp"

namespace townsquare {

/// Constants of turnout; see [voters].
struct TurnoutRule {
  double visibility, visibility_scale, stakes_weight, time_cost;
};

inline TurnoutRule turnout_rule(const Voters& v) { return {v.visibility, v.visibility_scale, v.stakes_weight, v.time_cost}; }

/// What being seen to vote weighs in a body of N members: s k / (k + N), logit units.
inline double weight_of_being_seen(const TurnoutRule& rule, double body) { return rule.visibility * rule.visibility_scale / (rule.visibility_scale + body); }

/// What a stake weighs: beta ln(1 + |gain| / cost), logit units; `gain` in minor units.
inline double weight_of_stake(const TurnoutRule& rule, double gain) { return rule.stakes_weight * math::log(1 + std::fabs(gain) / rule.time_cost); }

/// Chance that a member votes: logistic(duty + s k/(k+N) + beta ln(1 + |gain| / cost) - fatigue + shock).
/// `gain` in minor units; `body` is the number of members N.
/// *Source*: calculus of voting with a sense of duty, Riker and Ordeshook 1968; visibility is an assumption.
inline double turnout_chance(const TurnoutRule& rule, double duty, double body, double gain, double fatigue, double shock) {
  return math::logistic(duty + weight_of_being_seen(rule, body) + weight_of_stake(rule, gain) - fatigue + shock);
}

/// What the shock of apathy adds in a week, logit units: the log of what is left of the odds.
inline double apathy(const Platform& platform, std::int32_t week) { return math::log(1 - size_in(platform.shocks, PlatformShock::apathy, week)); }

}  // namespace townsquare
