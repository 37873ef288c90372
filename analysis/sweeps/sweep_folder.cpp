#include "analysis/sweeps/sweep_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <set>

#include "analysis/metrics/outcome.hpp"
#include "analysis/results/build_stamp.hpp"
#include "analysis/results/result_file.hpp"
#include "engine/result_version.hpp"

namespace townsquare {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> shard_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code none;
  for (const fs::directory_entry& each : fs::directory_iterator(folder / "shards", none))
    if (each.path().extension() == ".runs") files.push_back(each.path());
  std::ranges::sort(files);
  return files;
}

std::string hex_text(std::uint64_t number) {
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(number));
  return text;
}

void require_version(const Shard& shard, const fs::path& folder) {
  if (shard.engine_results == engine_results) return;
  throw ResultFileError(folder.string() + " holds runs of another version: " + shard.path.filename().string() + " has results of version " +
                        std::to_string(shard.engine_results) + ", this program gives version " + std::to_string(engine_results) +
                        ". Use the program that began it (" + shard.version + ", revision " + shard.git_revision.substr(0, 12) + "), or another folder");
}

// A run that is there twice must be the same to the last bit.
void require_same(const SweepFolder& folder, const Digest& id, const KeptRun& first, const KeptRun& second) {
  const bool has_same_layout = folder.shards[first.shard].layout == folder.shards[second.shard].layout;
  if (first.fingerprint == second.fingerprint && (!has_same_layout || first.record == second.record)) return;
  const Shard &a = folder.shards[first.shard], &b = folder.shards[second.shard];
  throw ResultFileError("run " + townsquare::hex_text(id).substr(0, 16) + " was run twice with different results: fingerprint " + hex_text(first.fingerprint) + " in " +
                        a.path.string() + " (revision " + a.git_revision.substr(0, 12) + "), " + hex_text(second.fingerprint) + " in " +
                        b.path.string() + " (revision " + b.git_revision.substr(0, 12) + "). The engines differ: remove the shards of one of them");
}

}  // namespace

FileLock::FileLock(const fs::path& file, bool is_shared, const std::string& in_use) {
  file_ = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file_ < 0) throw ResultFileError("cannot write in " + file.parent_path().string() + ": " + std::strerror(errno));
  if (flock(file_, (is_shared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0) return;
  close(file_);
  throw ResultFileError(in_use);
}

FileLock::~FileLock() { close(file_); }

SweepFolder read_sweep_folder(const fs::path& folder) {
  SweepFolder found;
  found.path = folder;
  for (const fs::path& file : shard_files(folder)) {
    std::optional<Shard> shard = read_shard(file);
    if (!shard) continue;
    require_version(*shard, folder);
    const std::size_t size = shard->layout.record_bytes(), place = found.shards.size();
    found.n_damaged += (shard->bytes.size() + size - 1) / size - shard->sound.size();
    std::vector<std::pair<Digest, KeptRun>> runs;
    for (const std::size_t i : shard->sound)
      runs.push_back({shard->id(i), {shard->fingerprint(i), sha256({shard->record(i), size}), place}});
    shard->bytes = {};
    found.shards.push_back(std::move(*shard));
    for (const auto& [id, run] : runs) {
      const auto [old, is_new] = found.runs.try_emplace(id, run);
      if (!is_new) require_same(found, id, old->second, run);
    }
  }
  return found;
}

std::vector<SweepRun> missing_runs(const SweepFolder& folder, const SweepStudy& study, const SweepPoints& points, std::uint32_t part, std::uint32_t n_parts) {
  // points that are the same scenario run once
  std::set<Digest> seen;
  std::vector<std::size_t> distinct;
  for (std::size_t i = 0; i < points.points.size(); ++i)
    if (seen.insert(points.points[i].id).second) distinct.push_back(i);

  std::vector<SweepRun> runs;
  std::uint64_t place = 0;
  for (std::uint32_t r = 0; r < study.replications; ++r)
    for (const std::size_t point : distinct)
      if (place++ % n_parts == part - 1 && !folder.runs.contains(run_id(points.points[point].id, study.seed, r))) runs.push_back({point, r});
  return runs;
}

void check_engine(const SweepFolder& folder, const SweepStudy& study, const SweepPoints& points) {
  const std::string ours = build_stamp().git_revision;
  const auto is_other = [&](const Shard& shard) { return shard.git_revision != ours || ours.find("dirty") != std::string::npos; };
  if (std::ranges::none_of(folder.shards, is_other)) return;
  std::vector<SweepRun> theirs;
  for (std::size_t point = 0; point < points.points.size(); ++point)
    for (std::uint32_t r = 0; r < study.replications; ++r) {
      const auto kept = folder.runs.find(run_id(points.points[point].id, study.seed, r));
      if (kept != folder.runs.end() && is_other(folder.shards[kept->second.shard])) theirs.push_back({point, r});
    }
  if (theirs.empty()) return;
  for (const std::size_t i : std::set<std::size_t>{0, theirs.size() / 2, theirs.size() - 1}) {
    const auto [point, r] = theirs[i];
    const KeptRun& kept = folder.runs.at(run_id(points.points[point].id, study.seed, r));
    const std::uint64_t here = run_once(scenario_of(points, point), study.seed, r).fingerprint;
    if (here == kept.fingerprint) continue;
    const Shard& shard = folder.shards[kept.shard];
    throw ResultFileError(folder.path.string() + " holds runs of another engine: point " + std::to_string(point) + ", replication " + std::to_string(r) + " has fingerprint " +
                          hex_text(kept.fingerprint) + " in " + shard.path.filename().string() + " (revision " + shard.git_revision.substr(0, 12) + ") and " +
                          hex_text(here) + " here (revision " + ours.substr(0, 12) + "). Use that program, or another folder");
  }
}

ShardLayout layout_of(const SweepStudy& study, const SweepPoints& points) {
  ShardLayout layout;
  for (const Outcome& outcome : outcomes()) layout.outcomes.emplace_back(outcome.name);
  layout.series = study.series;
  layout.every = study.every;
  layout.columns = study.series.empty() ? 0 : columns_of(points.n_weeks, study.every);
  return layout;
}

}  // namespace townsquare
