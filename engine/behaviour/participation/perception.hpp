// A perceived utility that grows in an S: slow at both ends, by own experience, by what others tell, by marketing.
#pragma once
#include <algorithm>
#include <cstdint>

#include "engine/math.hpp"

namespace townsquare {

/// What one person remembers of one platform; each part in [0, 1].
struct Perceived {
  float experience = 0, told = 0, marketing = 0;
};

/// How people come to perceive a utility. Periods are weeks.
struct Perception {
  double experience, told, marketing;    // weights of the three parts
  double start;                          // of each part at the launch
  double meeting_share;                  // of people, who meet somebody in a week
  double reached_share;                  // of people, whom a campaign reaches in a week
  double campaign_from, campaign_length; // weeks since the launch
  double unserved;                       // loss of whoever came and was not served, in units of the gain

  bool has_campaign(double week) const { return week >= campaign_from && week < campaign_from + campaign_length; }
};

namespace perception {

/// logit(u') = logit(u) - delta: additive in logit space, so that it is slow near 0 and near 1.
/// *Source*: Ghasemi and Kucharski 2022, Modelling the rise and fall of two-sided mobility markets, arXiv 2208.02496.
inline double moved(double u, double delta) { return 1 / (1 + math::exp(math::log(1 / u - 1) + delta)); }

/// The same, kept in [.01, .99] as the authors do for experience and marketing.
inline double moved_within(double u, double delta) { return std::clamp(moved(u, delta), .01, .99); }

/// Weighted sum of the parts, [0, 1] where the weights add up to one.
inline double utility(const Perceived& p, const Perception& rule) {
  return rule.experience * static_cast<double>(p.experience) + rule.told * static_cast<double>(p.told) + rule.marketing * static_cast<double>(p.marketing);
}

/// Two people meet: the word of each moves by its distance from what the other makes of the platform. It is kept off 0 and 1, where a logit has no end.
inline void tell(Perceived& a, Perceived& b, const Perception& rule) {
  const double ua = utility(a, rule), ub = utility(b, rule);
  const auto told = [](float w, double other) { return static_cast<float>(std::clamp(moved(static_cast<double>(w), static_cast<double>(w) - other), 1e-6, 1 - 1e-6)); };
  a.told = told(a.told, ub);
  b.told = told(b.told, ua);
}

/// Step of experience: twice what the alternative is better by, in units of the alternative.
inline double step_of(double got, double alternative) {
  const double scale = std::max(alternative < 0 ? -alternative : alternative, 1e-3);
  return std::clamp(2 * (alternative - got) / scale, -50., 50.);
}

}  // namespace perception
}  // namespace townsquare
