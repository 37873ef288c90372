// Culture moves with what happened on the platform this quarter.
#include "engine/behaviour/culture/culture.hpp"

#include <cmath>

#include "engine/behaviour/turnout/calculus.hpp"
#include "engine/phases/phases.hpp"

namespace townsquare {
namespace {

constexpr double kept_of_quarter = 12. / 13;

/// Turnout of a body of N members without stakes and fatigue: the mean of a logistic over normal duty.
/// *Source*: approximation of the logistic-normal integral, MacKay 1992.
double expected_turnout(const Voters& v, double members) {
  const double mean = v.duty_mean + weight_of_being_seen(turnout_rule(v), members);
  return math::logistic(mean / std::sqrt(1 + 3.141592653589793 * v.duty_sd * v.duty_sd / 8));
}

double people_on(const PlatformState& p) { return static_cast<double>(p.niches.member_buyers.sum() + p.niches.active_sellers.sum()); }

void remember(CultureState& c, const PlatformState& p, double buyers_per_agent) {
  const Week& w = p.week;
  const auto add = [](double& sum, double now) { sum = kept_of_quarter * sum + now; };
  add(c.asked, static_cast<double>(w.ballots_asked));
  add(c.cast, static_cast<double>(w.ballots_cast));
  add(c.orders, static_cast<double>(w.orders) / buyers_per_agent);
  add(c.disputes, static_cast<double>(w.disputes_opened) / buyers_per_agent);
  add(c.decided, static_cast<double>(w.disputes_decided) / buyers_per_agent);
  add(c.incoherent, static_cast<double>(w.incoherent_votes));
  add(c.members, people_on(p));
  add(c.left, static_cast<double>(w.sellers_left + w.buyers_left));
  add(c.promises, (w.dividends > 0 ? 1. : 0.) - (p.unannounced_rise > 0 ? 1. : 0.));
}

void cultivate_platform(const World& world, PlatformState& p) {
  const Culture& rule = world.scenario.culture;
  const Delivery& delivery = world.scenario.delivery;
  CultureState& c = p.culture;
  remember(c, p, world.scenario.market.buyers_per_agent);
  const culture::Signals signals{c.asked, c.cast, expected_turnout(world.scenario.voters, people_on(p)), c.orders, c.disputes, rule.conflict_norm,
                                 c.members, c.left, rule.churn_norm, c.decided, c.incoherent, c.promises};
  const culture::Weights weights{rule.turnout, rule.conflict, rule.churn, rule.coherence, rule.promises};
  const double x = culture::pull(signals, weights);
  const double rate = c.orders > 0 && c.disputes > 0 ? c.disputes / c.orders : rule.conflict_norm;
  const double saved = delivery.dispute_sensitivity * world.scenario.market.quality_mean * rule.honesty / rate;
  c.gain = culture::loop_gain(x, signals, weights, {rule.duty, saved});
  c.level = culture::next_level(c.level, rule.speed, x);
}

}  // namespace

void cultivate(World& world) {
  for (PlatformState& p : world.state.platforms) {
    if (p.is_alive && world.scenario.culture.is_felt()) cultivate_platform(world, p);
    p.unannounced_rise = 0;  // it has been felt
  }
}

}  // namespace townsquare
