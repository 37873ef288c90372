// An operator that moves attention from one criterion of its ranking to another, and tells nobody.
#include <algorithm>

#include "engine/phases/phases.hpp"
#include "engine/rules/ranking/ranking.hpp"

namespace townsquare {
namespace {

/// Shares of attention that a rule declares; they come first among its parameters.
std::size_t n_criteria(const RuleRow& row) {
  const auto is_share = [](const Parameter& p) { return p.unit == Unit::share; };
  return static_cast<std::size_t>(std::ranges::find_if_not(row.parameters, is_share) - row.parameters.begin());
}

void record_change(const World& world, std::size_t platform, std::size_t key, double before, double after) {
  world.state.log.events.push_back({.week = world.state.week, .platform = static_cast<std::uint16_t>(platform), .kind = EventKind::rule_changed, .subject = DecisionClass::ranking,
                                    .key = static_cast<std::uint16_t>(key), .before = before, .after = after});
}

}  // namespace

void reweight(World& world, std::size_t platform) {
  const Platform& spec = world.scenario.platforms[platform];
  if (spec.conduct.reweighting <= 0 || weeks_open(world, platform) <= 0) return;
  const std::size_t n = n_criteria(ranking_rules()[spec.ranking.row].row);
  if (n < 2 || weeks_open(world, platform) % std::max(1, static_cast<int>(spec.conduct.reweighting_every)) != 0) return;
  // two different criteria by lot; no more is taken than there is
  const auto words = world.luck.block(Purpose::reweighting, stream_of(world, platform), 0);
  const std::size_t from = words[0] % n, to = (from + 1 + words[1] % (n - 1)) % n;
  std::vector<double>& weights = world.state.platforms[platform].policy.ranking;
  const double moved = std::min(weights[from], spec.conduct.reweighting);
  if (moved <= 0) return;
  record_change(world, platform, from, weights[from], weights[from] - moved);
  record_change(world, platform, to, weights[to], weights[to] + moved);
  weights[from] -= moved;
  weights[to] += moved;
}

}  // namespace townsquare
