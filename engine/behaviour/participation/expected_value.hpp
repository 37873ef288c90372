// Joining and leaving by expected value: what can be seen from outside, against the outside option.
// Pure functions of one agent's numbers; the phases call them over columns.
#pragma once
#include "engine/math.hpp"

namespace townsquare::expected_value {

/// Weight of word of mouth beside one's own look at the shop window, [0, 1/2]: half once ten members talk.
/// *Assumption*.
inline double word_of_mouth_weight(double members_in_niche) {
  return .5 * (members_in_niche < 10 ? members_in_niche / 10 : 1);
}

/// What a buyer expects of a visit, logsum units: its look at the window mixed with the niche's mean experience.
inline double expected_visit(double window_logsum, double niche_experience, double members_in_niche) {
  const double weight = word_of_mouth_weight(members_in_niche);
  return (1 - weight) * window_logsum + weight * niche_experience;
}

/// Chance that a buyer who looks joins: logit of the expectation over friction, outside value and joining cost.
inline double buyer_joins(double expected, double friction, double outside_value, double join_cost, double sharpness) {
  return math::logistic(sharpness * (expected - friction - outside_value - join_cost));
}

/// What the founders promise, and how strongly a stranger believes it.
struct Promise {
  double weight;      // seller-weeks of experience that the promise still counts for
  double optimism;    // promised income over the reservation income
  double pessimism;   // seller-weeks without income added by a stranger
};

/// Income per week that a seller expects: observed income of the niche, diluted by its own entry, shrunk
/// towards a promise that fades. 0 when nobody earned anything and the promise is gone.
/// `paid` in minor units over `seller_weeks`; `sellers` are active in the niche now.
/// *Source*: Bayesian shrinkage (Efron and Morris 1973); the fading promise is an assumption.
inline double expected_income(double paid, double seller_weeks, double sellers, double reservation, const Promise& promise) {
  const double diluted = paid * sellers / (sellers + 1);
  const double weight = promise.weight + seller_weeks + promise.pessimism;
  return weight > 0 ? (promise.weight * promise.optimism * reservation + diluted) / weight : 0;
}

/// 1 / (1 + (reservation / income)^sharpness): the logit of the log ratio; exactly 0 at no income.
inline double seller_is_content(double income, double reservation, double sharpness) {
  if (!(income > 0)) return 0;
  return math::logistic(sharpness * math::log(income / reservation));
}

/// The same in single precision, for a column: a loop vectorises. An income below 1e-30 counts as none.
inline float seller_is_content_float(float income, float reservation, float sharpness) {
  const float ratio = (income > 1e-30F ? income : 1e-30F) / reservation;
  const float content = math::logistic(sharpness * math::log(ratio));
  return income > 1e-30F ? content : 0.F;
}

/// Hazard per week with which a member buyer leaves: its own rate, and a part that grows as its experience
/// falls below the outside value. `relative_need` is its need rate over the market's mean.
inline double buyer_leaving_hazard(double own_rate, double dissatisfaction, double relative_need, double sharpness,
                                   double outside_value, double friction, double experience) {
  return own_rate + dissatisfaction * relative_need * math::logistic(sharpness * (outside_value + friction - experience));
}

/// Hazard per week with which a member seller leaves: its own rate, and discontent with its income.
inline double seller_leaving_hazard(double own_rate, double dissatisfaction, double income, double reservation, double sharpness) {
  return own_rate + dissatisfaction * (1 - seller_is_content(income, reservation, sharpness));
}

/// Friction of the n-th use: final + (first - final) e^{-rate n}. *Source*: exponential learning curve.
inline double friction(double n_uses, double first, double final, double rate) {
  return final + (first - final) * math::exp(-rate * n_uses);
}

}  // namespace townsquare::expected_value
