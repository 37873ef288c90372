// Result files: HDF5 written so that every reader of netCDF-4 opens it. See docs/result_format.md.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "analysis/studies/study.hpp"

namespace townsquare {

/// A result file cannot be written or read; the message names the file and the reason.
struct ResultFileError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What a file says of itself beside its numbers.
struct Provenance {
  std::string command_line;
  std::string title;
};

/// Appends a study, batch after batch; flushed after each, so that a killed run leaves a readable file. The file comes to
/// its place with its first batch: until then an older one stays, and without any batch nothing is left behind. Of older
/// files only results are replaced, unless `replaces_anything`. All calls from one thread. *Errors*: ResultFileError.
class ResultWriter {
 public:
  ResultWriter(const std::filesystem::path& path, const StudyPlan& plan, const Provenance& provenance,
               bool replaces_anything = false);
  ~ResultWriter();
  ResultWriter(ResultWriter&&) noexcept;

  void append(const Batch& batch);
  /// Writes what is known at the end (fingerprint, whether it is complete) and closes.
  void finish(const StudyResult& result);

 private:
  struct File;
  std::unique_ptr<File> file_;
};

/// A file opened for reading.
struct ResultFile {
  std::vector<std::string> arm_names;
  std::vector<std::string> scenario_texts;      // resolved TOML of each arm
  std::vector<std::string> metric_names, outcome_names;  // of the file; another version's may be others than ours
  std::uint64_t seed = 0;
  std::uint32_t first_replication = 0, n_replications = 0;  // complete ones
  std::size_t n_weeks = 0;
  std::uint32_t fork_at = 0;  // weeks that all arms lived as the first one, 0: none; see StudyPlan
  std::string version, git_revision, title, command_line;
  bool is_complete = false;
  bool has_checksums = false;  // files of the first versions have none
  std::filesystem::path path;

  /// Weekly record of one run, (n_weeks, metric_names); Record::at counts the metrics of this program, so use it only
  /// if they are the same. *Errors*: ResultFileError when there is no such run, or its numbers are damaged.
  Record record(std::size_t arm, std::uint32_t replication) const;
  /// Outcomes of one run, (outcome_names).
  std::vector<double> outcomes(std::size_t arm, std::uint32_t replication) const;
  std::uint64_t fingerprint(std::size_t arm, std::uint32_t replication) const;
  /// The record of one run, as it is stored; see verify_events. Nothing if the file is older than records.
  std::optional<std::vector<Event>> events(std::size_t arm, std::uint32_t replication) const;
};
/// Opens a file and checks its outcomes against their checksums. *Errors*: ResultFileError.
ResultFile open_result(const std::filesystem::path& path);

/// Reads every number of a file against its checksum. *Errors*: ResultFileError "... it is damaged: ...".
void check_numbers(const ResultFile& file);

}  // namespace townsquare
