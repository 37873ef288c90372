// What `run` and `compare` tell of the promises of scenarios.
#pragma once
#include <ostream>
#include <span>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "analysis/cli/arguments.hpp"
#include "analysis/promises/promises.hpp"

namespace townsquare {

/// Gathers the promised numbers of one arm, batch after batch.
class PromiseSums {
public:
  explicit PromiseSums(std::vector<Promise> promises, std::size_t arm = 0);

  void add(const Batch& batch);
  std::size_t arm() const { return arm_; }
  const std::vector<Promise>& promises() const { return promises_; }
  const std::vector<double>& values(std::size_t promise) const { return values_[promise]; }

private:
  std::vector<Promise> promises_;
  std::size_t arm_;
  std::vector<std::vector<double>> values_;  // [promise][replication]
};

/// A promise with what is said of it.
struct JudgedPromise {
  Promise promise;
  PromiseFinding finding;
  std::size_t arm = 0;  ///< whose promise it is
};

/// Judges the promises of arms over a plan's replications. Scenarios that promises are against are run on the same luck first, here.
std::vector<JudgedPromise> judge_all(std::span<const PromiseSums> arms, const StudyPlan& plan, std::uint32_t n_done, const Arguments& arguments);

/// A line for each promise: its verdict, its sentence, how many runs keep it; of several arms with a line for each arm.
/// Nothing of nothing. @param arms  titles of all arms of the study.
void print_promises(std::ostream& out, const std::vector<JudgedPromise>& judged, const std::vector<std::string>& arms, std::size_t width, bool has_colour);

/// @param arms  names of all arms of the study.
nlohmann::ordered_json json_of(const std::vector<JudgedPromise>& judged, const std::vector<std::string>& arms);

}  // namespace townsquare
