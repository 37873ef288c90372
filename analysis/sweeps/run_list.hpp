// Runs of many scenarios, in any order and number: the piece of work of a sweep.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analysis/studies/study.hpp"

namespace townsquare {

/// One run: which of the scenarios, on which luck.
struct Job {
  std::size_t scenario = 0;
  std::uint32_t replication = 0;
};

/// Which weekly series are kept of each run, and how often.
struct KeptSeries {
  std::vector<std::size_t> metrics;  // places in weekly_metrics()
  std::size_t every = 1;             // weeks: the last week of each stretch of so many is kept
  std::size_t n_columns = 0;         // values of each series; NaN behind the end of a shorter run
};

/// Values of a series that a run of so many weeks has. At least one week; `every` at least 1.
constexpr std::size_t columns_of(std::size_t n_weeks, std::size_t every) { return n_weeks / every; }

/// What became of a job.
struct JobResult {
  bool is_done = false;          // false when the list was cancelled before, or the run failed
  std::string failure;           // why it failed; empty if it did not
  std::uint64_t fingerprint = 0;
  std::vector<double> outcomes;  // (n_outcomes)
  std::vector<double> series;    // (metrics, n_columns)
};

/// Runs jobs on `threads` threads (0: all of the machine), begun in the order of the list. A run that throws is told in its
/// result and the others go on. Cancelled, runs under way are completed and the others are left undone.
/// *Errors*: std::out_of_range when a job names no scenario.
std::vector<JobResult> run_list(std::span<const Scenario> scenarios, std::uint64_t seed, std::span<const Job> jobs,
                                const KeptSeries& kept, int threads, StudyControl& control);

}  // namespace townsquare
