// Shards: files of runs of equal length, each with its checksum, that only one process ever appends to. Python reads and writes
// the same bytes; a kill in mid-write leaves a torn last record and nothing worse. See docs/studies.md.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "analysis/results/event_chain.hpp"
#include "analysis/sweeps/run_list.hpp"

namespace townsquare {

/// What a record holds beside its identity.
struct ShardLayout {
  std::vector<std::string> outcomes, series;
  std::size_t every = 1, columns = 0;

  std::size_t record_bytes() const { return 32 + 8 + 4 + 4 + 8 * (outcomes.size() + series.size() * columns) + 8; }
  bool operator==(const ShardLayout&) const = default;
};

/// A run on its way into a shard.
struct ShardRun {
  Digest id{};
  std::uint32_t replication = 0;
  const JobResult* result = nullptr;
};

/// Appends batches to a new shard of its own, which appears with the first; what `append` returned from is on the disk.
class ShardWriter {
 public:
  ShardWriter(std::filesystem::path folder, ShardLayout layout, std::string run_by);

  /// *Errors*: ResultFileError (disk full, folder read-only); what was appended before stays.
  void append(const std::vector<ShardRun>& runs);
  /// Records as they are in other shards of the same layout. *Errors*: as append.
  void append_records(const std::vector<std::uint8_t>& records);
  /// Begins with the head of another shard, whose build made the records to come.
  void copy_head(const std::filesystem::path& shard);
  const std::filesystem::path& path() const { return path_; }

 private:
  void write(std::vector<std::uint8_t> bytes);

  std::filesystem::path path_;
  ShardLayout layout_;
  std::string run_by_, head_;  // head: empty for our own
  std::size_t size_ = 0;
};

/// A shard that was looked through.
struct Shard {
  std::filesystem::path path;
  ShardLayout layout;
  std::int64_t engine_results = 0;
  std::string version, git_revision;
  std::vector<std::uint8_t> bytes;    // of all records
  std::vector<std::size_t> sound;     // places of records whose checksum is right

  const std::uint8_t* record(std::size_t place) const { return bytes.data() + place * layout.record_bytes(); }
  Digest id(std::size_t place) const;
  std::uint64_t fingerprint(std::size_t place) const;
};

/// Reads a shard; nothing if not even its head was written. *Errors*: ResultFileError if it is none.
std::optional<Shard> read_shard(const std::filesystem::path& path);

}  // namespace townsquare
