// What is kept of a run while it is lived.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/metrics/outcome.hpp"
#include "analysis/studies/study.hpp"
#include "engine/scenario.hpp"
#include "engine/state/state.hpp"

namespace townsquare {

/// One run seen from several platforms; copied where a run branches.
class Recording {
 public:
  /// @param platforms  rows of Scenario::platforms; must outlive the recording
  Recording(std::span<const std::size_t> platforms, double n_weeks);

  /// Takes a week; to be called after each.
  void observe(const Scenario& lived, const State& state);

  /// The runs with their outcomes, one for each platform.
  std::vector<RunResult> finish(std::uint64_t fingerprint) &&;

 private:
  std::span<const std::size_t> platforms_;
  std::vector<RunResult> runs_;
  std::vector<LastState> last_;
};

}  // namespace townsquare
