// What a study will take, told before it is run: from a few runs that are timed and thrown away.
#pragma once
#include <cstdint>
#include <string>

#include "analysis/cli/arguments.hpp"
#include "analysis/studies/study.hpp"

namespace townsquare {

/// Of one replication of all arms.
struct RunCost {
  double seconds = 0;  ///< on a clock, with all threads at work
  double n_events = 0;
  std::uint64_t n_timed = 0;  ///< runs that were timed
  bool is_extrapolated = false;  ///< only the first weeks of a run were
};

/// Times one replication for each thread; where that would take more than some seconds, only the first weeks.
RunCost time_runs(const StudyPlan& plan);

/// Size of the result file of a study: weekly series, outcomes and events.
std::uint64_t result_bytes(const StudyPlan& plan, const RunCost& cost);

/// What `--plan` tells.
struct PlannedStudy {
  std::string command;
  std::uint64_t n_runs = 0;
  double seconds = 0;
  std::uint64_t bytes = 0;
  std::string output;        ///< file or folder
  std::uint64_t n_timed = 0;
  bool is_extrapolated = false;
  std::string remark = {};   ///< one more sentence; may be empty
};

/// Prints it, as text or JSON, and gives the exit code.
int tell_plan(const PlannedStudy& planned, const Arguments& arguments);

/// `--plan` of a command whose runs go into one result file.
int tell_plan(const std::string& command, const StudyPlan& plan, const std::string& output, const Arguments& arguments);

}  // namespace townsquare
