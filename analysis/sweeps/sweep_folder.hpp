// A folder of runs: which study it is of, who works in it, and what is there already. Shared with Python.
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "analysis/sweeps/shard_file.hpp"
#include "analysis/sweeps/sweep_points.hpp"

namespace townsquare {

/// One run of a study.
struct SweepRun {
  std::size_t point = 0;
  std::uint32_t replication = 0;
};

/// A run that a folder holds.
struct KeptRun {
  std::uint64_t fingerprint = 0;
  Digest record{};  // SHA-256 of all of it
  std::size_t shard = 0;
};

struct SweepFolder {
  std::filesystem::path path;
  std::vector<Shard> shards;            // their heads; records are let go
  std::map<Digest, KeptRun> runs;
  std::size_t n_damaged = 0;            // records that are torn or spoiled
};

/// A lock on a file for as long as it lives; the system lets it go when the process ends, however it ends.
class FileLock {
 public:
  /// *Errors*: ResultFileError "... is in use ..." when another process has it, or it cannot be written.
  FileLock(const std::filesystem::path& file, bool is_shared, const std::string& in_use);
  ~FileLock();
  FileLock(const FileLock&) = delete;

 private:
  int file_ = -1;
};

/// Makes a folder one of this study, or sees that it is. *Errors*: ResultFileError if it is one of another, or cannot be written.
void begin_folder(const std::filesystem::path& folder, const SweepStudy& study, const SweepPoints& points);

/// Looks through all shards. *Errors*: ResultFileError if they are of another version, or duplicates differ in a bit.
SweepFolder read_sweep_folder(const std::filesystem::path& folder);

/// Runs that are missing of part `part` (from 1) of `n_parts`, replication after replication; points that are the same
/// scenario run once.
std::vector<SweepRun> missing_runs(const SweepFolder& folder, const SweepStudy& study, const SweepPoints& points, std::uint32_t part, std::uint32_t n_parts);

/// Repeats up to three kept runs if another revision made them. *Errors*: ResultFileError if one comes out otherwise.
void check_engine(const SweepFolder& folder, const SweepStudy& study, const SweepPoints& points);

/// Puts all shards of a layout and a build together in one, and takes them away; gives the number of runs.
/// *Errors*: as read_sweep_folder; nothing is taken away then.
std::size_t merge_shards(const std::filesystem::path& folder);

/// What is kept of each run of a study.
ShardLayout layout_of(const SweepStudy& study, const SweepPoints& points);

}  // namespace townsquare
