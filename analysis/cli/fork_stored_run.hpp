// One replication of a result file lived again, and lived on otherwise from a week on.
#pragma once
#include <cstddef>
#include <cstdint>

#include "analysis/cli/arguments.hpp"
#include "analysis/results/result_file.hpp"

namespace townsquare {

/// A run of a file once more, from its scenario, seed and replication; from the fork, where the file's arms fork.
RunResult run_again(const ResultFile& file, std::size_t arm, std::uint32_t replication);

/// `rerun --fork-at N --set ...`: the stored run and its branch, side by side. Exit code. *Errors*: UsageError; InvalidScenario when the
/// change cannot be lived on with.
int fork_stored_run(const ResultFile& file, const Arguments& arguments);

}  // namespace townsquare
