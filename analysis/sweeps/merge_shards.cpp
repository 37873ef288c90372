// Many shards become one for each layout and build; what was in them stays there to the bit.
#include <map>
#include <set>
#include <tuple>

#include "analysis/results/result_file.hpp"
#include "analysis/sweeps/sweep_folder.hpp"

namespace townsquare {
namespace {

namespace fs = std::filesystem;

// Head of a shard and its own records, as they lie in the file.
std::vector<std::uint8_t> unseen_records(const Shard& shard, std::set<Digest>& seen) {
  std::vector<std::uint8_t> bytes;
  for (const std::size_t i : shard.sound)
    if (seen.insert(shard.id(i)).second) bytes.insert(bytes.end(), shard.record(i), shard.record(i) + shard.layout.record_bytes());
  return bytes;
}

}  // namespace

std::size_t merge_shards(const fs::path& folder) {
  const SweepFolder found = read_sweep_folder(folder);  // duplicates are compared here
  using Group = std::tuple<std::vector<std::string>, std::size_t, std::size_t, std::string, std::string>;
  std::map<Group, std::vector<fs::path>> groups;
  for (const Shard& shard : found.shards)
    groups[{shard.layout.series, shard.layout.every, shard.layout.columns, shard.version, shard.git_revision}].push_back(shard.path);

  // one new shard for each group, whole before the old ones go; a kill between leaves equal duplicates
  std::set<Digest> seen;
  for (const auto& [group, files] : groups) {
    if (files.size() < 2) {
      unseen_records(*read_shard(files[0]), seen);
      continue;
    }
    const Shard first = *read_shard(files[0]);
    ShardWriter writer(folder / "shards", first.layout, "merge");
    writer.copy_head(first.path);
    for (const fs::path& file : files) writer.append_records(unseen_records(*read_shard(file), seen));
    for (const fs::path& file : files) fs::remove(file);
  }
  return found.runs.size();
}

}  // namespace townsquare
