// Social capital S in [0, 1] as a relaxation to a bounded target. A sum of gains and losses would run away or stay inert; this has
// one resting point while the gain of its loop is below one. Every number is an assumption: nobody has measured it.
#pragma once
#include <algorithm>

#include "engine/math.hpp"

namespace townsquare::culture {

inline constexpr double neutral = .5;  // a culture of which nothing is felt

/// What a quarter says of a platform, each by its exponential sum.
struct Signals {
  double asked = 0, cast = 0, expected_turnout = 0;
  double orders = 0, disputes = 0, conflict_norm = 0;
  double members = 0, left = 0, churn_norm = 0;  // member-weeks
  double decided = 0, incoherent = 0;
  double promises = 0;  // kept less broken
};

struct Weights {
  double turnout, conflict, churn, coherence, promises;
};

/// ln of what was counted over what is normal, one of each added, so that little evidence says little.
inline double against_norm(double counted, double normal) { return math::log((counted + 1) / (normal + 1)); }

/// Where culture is drawn, logit units.
/// x = w_t ln(turnout / expected) - w_c ln(disputes / norm) - w_l ln(leaving / norm) - w_j incoherent votes per verdict + w_p promises.
inline double pull(const Signals& s, const Weights& w) {
  const double incoherence = s.decided > 0 ? s.incoherent / s.decided : 0;
  return w.turnout * against_norm(s.cast, s.asked * s.expected_turnout) - w.conflict * against_norm(s.disputes, s.orders * s.conflict_norm) -
         w.churn * against_norm(s.left, s.members * s.churn_norm) - w.coherence * incoherence + w.promises * std::clamp(s.promises, -2., 2.);
}

/// S + kappa (Lambda(x) - S). Stays in [0, 1] for a speed in [0, 1].
inline double next_level(double level, double speed, double x) { return level + speed * (math::logistic(x) - level); }

/// Place of a culture on [-1, 1], 0 at one half.
inline double tilt(double level) { return 2 * (level - neutral); }

/// What turns culture into turnout and into disputes, for the gain of the loop.
struct Feedback {
  double duty;              // logit units of turnout per unit of tilt
  double disputes_saved;    // share by which disputes fall per unit of tilt
};

/// dLambda/dS through turnout and disputes; above one, two resting points are possible.
inline double loop_gain(double x, const Signals& s, const Weights& w, const Feedback& f) {
  const double at = math::logistic(x), turnout = s.asked > 0 ? s.cast / s.asked : 1;
  const double slope = w.turnout * 2 * f.duty * (1 - turnout) + w.conflict * 2 * f.disputes_saved;
  return at * (1 - at) * slope;
}

}  // namespace townsquare::culture
