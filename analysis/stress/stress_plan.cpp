// What a stress test is before it is run.
#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "analysis/stress/stress.hpp"
#include "scenarios/branch_check.hpp"

namespace townsquare {
namespace {

constexpr std::uint32_t a_year = 52;

Promise promise(std::string name, std::string says, std::string outcome, PromiseSense sense, double bound, std::string bound_text) {
  Promise made;
  made.name = std::move(name);
  made.says = std::move(says);
  made.outcome = std::move(outcome);
  made.sense = sense;
  made.bound = bound;
  made.bound_text = std::move(bound_text);
  return made;
}

}  // namespace

std::vector<Promise> default_promises(const Scenario& scenario) {
  std::vector<Promise> promises = {promise("alive", "the platform is open at the end", "survived", PromiseSense::at_least, 1, "1")};
  if (static_cast<Control>(static_cast<int>(scenario.platforms[0].control)) == Control::members)
    promises.push_back(promise("no_master", "no single member decides a vote", "largest_power_index", PromiseSense::at_most, .5, "50 %"));
  return promises;
}

StressPlan completed(StressPlan plan) {
  const auto weeks = static_cast<std::uint32_t>(plan.scenario.run.weeks);
  if (weeks < 3) throw std::invalid_argument("a run of " + std::to_string(weeks) + " weeks is too short for a shock: it needs a time before and a time after");
  if (plan.shock_week == 0) plan.shock_week = std::min(a_year, weeks / 3);
  if (plan.shock_week >= weeks)
    throw std::invalid_argument("the shocks would begin in week " + std::to_string(plan.shock_week) + ", and the run ends after " + std::to_string(weeks));
  if (plan.promises.empty()) plan.promises = default_promises(plan.scenario);
  if (plan.shocks.empty()) plan.shocks = stress_shocks();
  plan.most_replications = std::max<std::uint32_t>(plan.most_replications, 1);
  return plan;
}

std::string obstacle_of(const StressShock& shock, const StressPlan& plan) {
  if (std::string reason = shock.obstacle(plan.scenario); !reason.empty()) return reason;
  if (shock.is_attack && plan.scenario.platforms[0].attack.rule.row != 0) return "the scenario has an attacker of its own";
  // what of the scenario itself stands in the way: a shock of the same kind that has begun
  Scenario struck = plan.scenario;
  shock.apply(struck, shock.usual, plan.shock_week);
  struck.platforms[0].attack = plan.scenario.platforms[0].attack;
  const Diagnostics obstacles = find_fork_obstacles(plan.scenario, struck, plan.shock_week, std::string(shock.name));
  return obstacles.empty() ? "" : obstacles.front().message;
}

std::uint64_t most_runs(const StressPlan& given) {
  const StressPlan plan = completed(given);
  std::uint64_t n_applying = 0, n_searched = 0, n_market = 0;
  for (const StressShock* shock : plan.shocks) {
    if (!obstacle_of(*shock, plan).empty()) continue;
    ++n_applying;
    if (has_sizes(*shock)) ++n_searched;
    if (shock->is_of_market) ++n_market;
  }
  // a bisection of so many sizes: all at the largest, then half of what is left at each level
  const auto levels = static_cast<std::uint64_t>(std::ceil(std::log2(static_cast<double>(n_stress_sizes))));
  const std::uint64_t paired = std::min<std::uint64_t>(n_applying, plan.pairs_of), n_pairs = paired * (paired > 0 ? paired - 1 : 0) / 2;
  const std::uint64_t one = plan.most_replications, search = plan.breaking_replications * (1 + levels / 2);
  const std::uint64_t undisturbed = std::max(plan.most_replications, plan.breaking_replications) * (1 + plan.others.size());
  return undisturbed + n_applying * one + n_searched * search + n_pairs * one + n_market * plan.others.size() * (one + search);
}

}  // namespace townsquare
