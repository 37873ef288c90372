// What `run` tells of the promises of a scenario.
#pragma once
#include <ostream>
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
};

/// Judges the promises of an arm over a plan's replications. Scenarios that promises are against are run on the same luck first, here.
std::vector<JudgedPromise> judge_all(const PromiseSums& sums, const StudyPlan& plan, std::uint32_t n_done, const Arguments& arguments);

/// A line for each promise: its verdict, its sentence, how many runs keep it. Nothing of nothing.
void print_promises(std::ostream& out, const std::vector<JudgedPromise>& judged, std::size_t width, bool has_colour);

nlohmann::ordered_json json_of(const std::vector<JudgedPromise>& judged);

}  // namespace townsquare
