#include "analysis/studies/forked_runs.hpp"

#include <utility>

#include "analysis/studies/recording.hpp"
#include "engine/fork.hpp"
#include "scenarios/branch_check.hpp"

namespace townsquare {

std::vector<std::vector<RunResult>> run_forked(std::span<const Branch> branches, std::uint32_t fork_at, std::uint64_t seed, std::uint32_t replication) {
  const Scenario& trunk = *branches[0].scenario;
  std::vector<Recording> recordings;
  for (const Branch& branch : branches) recordings.emplace_back(branch.platforms, branch.scenario->run.weeks);

  // what all have in common is lived once
  Life life = begin_life(trunk, seed, replication);
  live_until(life, static_cast<std::int32_t>(fork_at), [&](const Scenario& lived, const State& state) {
    for (Recording& recording : recordings) recording.observe(lived, state);
  });

  std::vector<std::vector<RunResult>> results(branches.size());
  const auto live_on = [&](Life& own, std::size_t b) {
    live_until(own, static_cast<std::int32_t>(own.lived.run.weeks), [&](const Scenario& lived, const State& state) { recordings[b].observe(lived, state); });
    results[b] = std::move(recordings[b]).finish(own.fingerprint());
  };
  for (std::size_t b = 1; b < branches.size(); ++b) {
    Life own = branch_of(life, trunk, *branches[b].scenario, seed, replication);
    live_on(own, b);
  }
  live_on(life, 0);
  return results;
}

void check_forks(const StudyPlan& plan) {
  if (plan.fork_at == 0) return;
  for (const Arm& arm : plan.arms) check_fork(plan.arms[0].scenario, arm.scenario, plan.fork_at, arm.name);
}

}  // namespace townsquare
