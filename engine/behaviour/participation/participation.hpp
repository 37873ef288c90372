// Participation: who joins a platform, and what makes a member stay.
#pragma once
#include <functional>
#include <span>

#include "engine/behaviour/participation/perception.hpp"
#include "engine/parameter.hpp"

namespace townsquare {

/// What somebody knows who thinks about a platform.
struct Opportunity {
  double gain = 0;        ///< of a buyer: expected utility of a visit less all that it would give up; of a seller: log of the income that it expects over what it asks, -inf at none
  double sharpness = 1;   ///< slope of a logit of the gain
  double other_side = 0;  ///< people of the other side of the market who are on the platform, over all of them, [0, 1]
  double perceived = 0;   ///< utility that the person remembers, [0, 1]; 0 of rules that keep none
};

/// Chance that somebody who has heard of the platform and thinks about it wants to be on it.
using Joins = std::function<double(const Opportunity&)>;

/// What makes a member stay.
enum class Staying {
  by_worth,      ///< leaves the sooner the less the platform is worth to it, by the hazards of [churn]
  by_new_choice, ///< decides anew, like all others, whenever it thinks about the platform
  always,        ///< leaves for reasons of its own only
};

/// A row of the family.
struct ParticipationRule {
  RuleRow row;
  Joins (*bind)(std::span<const double> values);
  Staying staying = Staying::by_worth;
  Perception (*perception)(std::span<const double> values) = nullptr;  ///< of a rule in which people remember a utility
};

std::span<const ParticipationRule> participation_rules();

}  // namespace townsquare
