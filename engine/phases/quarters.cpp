// What members remember of the platform's quarters when they vote.
#include <algorithm>

#include "engine/math.hpp"
#include "engine/phases/phases.hpp"

namespace townsquare {
namespace {
constexpr std::size_t weeks = 13;
constexpr double newest_variance = .3;    // weight of the newest squared change of drift
constexpr double largest_growth = .5;     // of log GMV per quarter, either way

double sum_of_quarter(const std::vector<Cents>& weekly, std::size_t quarters_ago) {
  double sum = 0;
  const std::size_t end = weekly.size() - quarters_ago * weeks;
  for (std::size_t i = end - weeks; i < end; ++i) sum += static_cast<double>(weekly[i]);
  return sum;
}

/// Smoothed log growth of quarterly GMV (weights one half), clipped. *Source*: damped trend, Gardner and McKenzie 1985.
void update_growth(Quarters& q) {
  if (q.gmv.size() < 2 * weeks) return;
  const double now = sum_of_quarter(q.gmv, 0), before = sum_of_quarter(q.gmv, 1);
  if (now <= 0 || before <= 0) return;
  q.growth = std::clamp(.5 * q.growth + .5 * math::log(now / before), -largest_growth, largest_growth);
}

void update_drift(Quarters& q) {
  const double drift = sum_of_quarter(q.fees, 0) - sum_of_quarter(q.costs, 0);
  if (q.gmv.size() >= 2 * weeks) {
    const double change = drift - q.last_drift;
    q.drift_variance += newest_variance * (change * change - q.drift_variance);
  }
  q.last_drift = drift;
}
}  // namespace

void remember_quarters(World& world, PlatformState& p) {
  Quarters& q = p.quarters;
  q.joined_buyers = q.joined_buyers * (weeks - 1) / weeks + static_cast<double>(p.week.buyers_joined) / world.scenario.market.buyers_per_agent;
  q.gmv.push_back(p.week.gmv);
  q.fees.push_back(p.week.fees);
  q.costs.push_back(p.week.costs);
  q.variable_costs.push_back(p.week.variable_costs);
  if (q.gmv.size() % weeks != 0) return;
  update_growth(q);
  update_drift(q);
}

QuarterSums last_quarter(const Quarters& q) {
  if (q.gmv.size() < weeks) return {};
  return {sum_of_quarter(q.gmv, 0), sum_of_quarter(q.fees, 0), sum_of_quarter(q.costs, 0), sum_of_quarter(q.variable_costs, 0), true};
}

}  // namespace townsquare
