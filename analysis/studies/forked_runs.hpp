// Runs that are one run up to a week and live on under several scenarios.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analysis/studies/study.hpp"

namespace townsquare {

/// A scenario and the platforms that results are kept of.
struct Branch {
  const Scenario* scenario;
  std::span<const std::size_t> platforms;
};

/// One replication: lives `fork_at` weeks under the first branch's scenario, the trunk, and the rest under each; results in the order of the
/// branches, of each in the order of its platforms. Every branch must pass check_fork.
std::vector<std::vector<RunResult>> run_forked(std::span<const Branch> branches, std::uint32_t fork_at, std::uint64_t seed, std::uint32_t replication);

/// Whether the arms of a plan can be branches of its first; nothing to check where nothing forks.
/// *Errors*: InvalidScenario, with code C060, naming the arm.
void check_forks(const StudyPlan& plan);

}  // namespace townsquare
