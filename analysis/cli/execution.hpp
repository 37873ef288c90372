// Runs a study as a program should: into a file, with progress, and stopping when it is asked to.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "analysis/cli/arguments.hpp"
#include "analysis/results/result_file.hpp"
#include "analysis/studies/study.hpp"

namespace townsquare {

struct Execution {
  StudyResult result;
  std::filesystem::path output;
  double seconds = 0;
  int stopped_by = 0;  // signal, 0 when none came
};

/// Refuses to overwrite what is not a result of Townsquare, unless forced. Changes nothing.
/// *Errors*: ResultFileError.
void check_output(const std::filesystem::path& output, bool is_forced);

/// Does some work on another thread, shows how many of `n_runs` runs are done, and asks it to stop when a signal comes. @return seconds
/// that it took. *Errors*: what the work throws.
double run_with_progress(const std::function<void()>& work, std::uint64_t n_runs, StudyControl& control, const Arguments& arguments);

/// Runs the plan; `on_batch` is called on another thread, batch after batch.
Execution execute(const StudyPlan& plan, const std::string& title, const Arguments& arguments,
                  const std::filesystem::path& output, const OnBatch& on_batch);

/// What to say of a study that was stopped, and the exit code. 0 when it was not.
int tell_stopped(const Execution& execution, const StudyPlan& plan);

}  // namespace townsquare
