// Results with made-up numbers, and what the tests of result files do with them.
#pragma once
#include <hdf5.h>
#include <sys/wait.h>
#include <unistd.h>

#include <bit>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <limits>

#include "analysis/results/result_file.hpp"

namespace townsquare::test {

inline constexpr std::size_t n_weeks = 7;

/// A folder of its own for a test, removed with all that is in it.
struct Folder {
  std::filesystem::path path;
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "townsquare-results-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()));
    path = name;
    std::filesystem::permissions(path, std::filesystem::perms(0755));
  }
  ~Folder() {
    std::filesystem::permissions(path, std::filesystem::perms(0755));
    std::filesystem::remove_all(path);
  }
  std::filesystem::path operator/(const char* name) const { return path / name; }
};

inline StudyPlan plan_of(std::uint32_t n_replications, std::uint32_t first_replication = 0) {
  Scenario scenario = default_scenario();
  scenario.run.weeks = n_weeks;
  scenario.run.draw_assumptions = 1;
  Scenario shorter = scenario;
  shorter.run.weeks = n_weeks - 2;
  return {{{"co-op", scenario}, {"twin — shorter", shorter}},
          0xfedcba9876543210u,
          first_replication,
          n_replications,
          1};
}

/// Made-up numbers, different in every place, some of them awkward.
inline RunResult run_of(std::size_t arm, std::uint32_t replication) {
  RunResult run;
  run.record.n_weeks = arm == 0 ? n_weeks : n_weeks - 2;
  const double base = 1000. * static_cast<double>(replication) + 100000. * static_cast<double>(arm);
  for (std::size_t i = 0; i < run.record.n_weeks * weekly_metrics().size(); ++i)
    run.record.weekly.push_back(base + std::sqrt(static_cast<double>(i)));
  run.record.weekly[1] = -0.;
  run.record.weekly[2] = std::numeric_limits<double>::denorm_min();
  run.record.weekly[3] = std::numeric_limits<double>::infinity();
  for (std::size_t k = 0; k < outcomes().size(); ++k)
    run.outcomes.push_back(base - 1 / static_cast<double>(k + 3));
  run.fingerprint = 0x8000000000000000u + (std::uint64_t{replication} << 8) + arm;
  return run;
}

inline Batch batch_of(std::uint32_t first, std::uint32_t n) {
  Batch batch{first, {}};
  for (std::uint32_t r = first; r < first + n; ++r)
    batch.runs.push_back({run_of(0, r), run_of(1, r)});
  return batch;
}

inline StudyResult end_of(bool is_complete) {
  StudyResult result;
  result.fingerprint = 0x0123456789abcdefu;
  result.is_complete = is_complete;
  return result;
}

inline std::vector<std::uint64_t> bits(const std::vector<double>& values) {
  std::vector<std::uint64_t> all;
  for (double value : values)
    all.push_back(std::bit_cast<std::uint64_t>(value));
  return all;
}

inline void require_made_up(const ResultFile& file, std::uint32_t replication) {
  for (std::size_t arm = 0; arm < 2; ++arm) {
    const RunResult run = run_of(arm, replication);
    const Record record = file.record(arm, replication);
    REQUIRE(record.n_weeks == run.record.n_weeks);
    REQUIRE(bits(record.weekly) == bits(run.record.weekly));
    REQUIRE(bits(file.outcomes(arm, replication)) == bits(run.outcomes));
    REQUIRE(file.fingerprint(arm, replication) == run.fingerprint);
  }
}

inline void write_file(const std::filesystem::path& path, std::uint32_t n = 3) {
  ResultWriter writer(path, plan_of(n), {"townsquare run", "a title"});
  writer.append(batch_of(0, n));
  writer.finish(end_of(true));
}

inline std::string error_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const ResultFileError& error) {
    return error.what();
  }
  return "no error";
}

/// Changes an attribute or removes a variable of a file, as no townsquare would.
inline void tamper(const std::filesystem::path& path, const std::function<void(hid_t)>& change) {
  const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
  REQUIRE(file >= 0);
  change(file);
  H5Fclose(file);
}

/// Runs a part of a test in a process of its own; gives what waitpid says of it.
inline int in_child(const std::function<void()>& work) {
  const pid_t child = fork();
  if (child == 0) {
    work();
    _exit(0);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  return status;
}

} // namespace townsquare::test
