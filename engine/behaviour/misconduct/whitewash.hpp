// Whether a seller with a bad name comes back under a new one.
#pragma once
#include "engine/math.hpp"

namespace townsquare::misconduct {

/// What a seller who thinks of a new name looks at.
struct Name {
  double income;          // net, minor units a week, under the present name
  double reputation;      // in (0, 1)
  double newcomers;       // reputation of a name without ratings
  double quality_weight;  // utility of a reputation of one against zero
  double appeal_lost;     // utility of the catalogue that a newcomer has not yet
};

/// What the present name costs a week against a newcomer's, minor units: sales of a seller whose part of the market is small rise with
/// the exponential of its utility. Negative when the name is better than none.
/// *Source*: multinomial logit, McFadden 1974, at a small share; *Assumption*: the rank among others stays as it is.
inline double cost_of_bad_name(const Name& name) {
  const double gained = name.quality_weight * (name.newcomers - name.reputation) - name.appeal_lost;
  return name.income > 0 ? name.income * (math::exp(gained) - 1) : 0;
}

/// Whether a new name pays: what the old one costs over the horizon exceeds what the new one costs.
/// *Source*: Friedman and Resnick 2001, The social cost of cheap pseudonyms: names are shed where shedding is cheaper than what they carry.
inline bool takes_new_name(const Name& name, double horizon, double cost) {
  return name.reputation < name.newcomers && cost_of_bad_name(name) * horizon > cost;
}

}  // namespace townsquare::misconduct
