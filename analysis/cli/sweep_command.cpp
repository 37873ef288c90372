// `townsquare sweep`: a study over many points, in a folder that Python opens.
#include <chrono>
#include <csignal>
#include <deque>
#include <fstream>
#include <future>
#include <iostream>

#include <nlohmann/json.hpp>

#include "analysis/cli/command.hpp"
#include "analysis/cli/exit_code.hpp"
#include "analysis/cli/progress.hpp"
#include "analysis/cli/run_cost.hpp"
#include "analysis/cli/signals.hpp"
#include "analysis/cli/sweep_place.hpp"
#include "analysis/cli/terminal.hpp"
#include "analysis/metrics/metric.hpp"
#include "analysis/results/build_stamp.hpp"
#include "analysis/results/result_file.hpp"
#include "analysis/sweeps/sweep_folder.hpp"
#include "engine/parallel.hpp"

namespace townsquare {
namespace {

namespace fs = std::filesystem;

// A part of a study while it runs.
struct Part {
  const SweepStudy& study;
  const SweepPoints& points;
  fs::path folder;
  ShardWriter writer;
  KeptSeries kept;
  int threads = 0;
  std::deque<SweepRun> waiting;
  std::map<std::pair<std::size_t, std::uint32_t>, int> tries;  // of runs that failed
  std::uint64_t n_done = 0, n_failed = 0;
  std::string last_failure;
};

std::vector<SweepRun> take(std::deque<SweepRun>& waiting, std::size_t n) {
  n = std::min(n, waiting.size());
  const std::vector<SweepRun> batch(waiting.begin(), waiting.begin() + static_cast<std::ptrdiff_t>(n));
  waiting.erase(waiting.begin(), waiting.begin() + static_cast<std::ptrdiff_t>(n));
  return batch;
}

// Runs a batch while signals are heard and the progress is shown.
std::vector<JobResult> run_batch(const Part& part, const std::vector<SweepRun>& batch, Progress& progress) {
  std::vector<Scenario> scenarios;
  std::vector<Job> jobs;
  std::map<std::size_t, std::size_t> places;
  for (const SweepRun& run : batch) {
    const auto [place, is_new] = places.try_emplace(run.point, scenarios.size());
    if (is_new) scenarios.push_back(scenario_of(part.points, run.point));
    jobs.push_back({place->second, run.replication});
  }
  StudyControl control;
  auto future = std::async(std::launch::async, [&] { return run_list(scenarios, part.study.seed, jobs, part.kept, part.threads, control); });
  while (future.wait_for(std::chrono::milliseconds(50)) != std::future_status::ready) {
    if (caught_signal() != 0) control.is_cancelled = true;
    progress.show(part.n_done + control.runs_done.load());
  }
  return future.get();
}

// A failure goes into the list of failures, and the run is tried once more.
void note_failure(Part& part, const SweepRun& run, const std::string& why) {
  const Digest id = run_id(part.points.points[run.point].id, part.study.seed, run.replication);
  const nlohmann::ordered_json line{{"run", hex_text(id)}, {"point", run.point}, {"replication", run.replication}, {"why", why}, {"utc", utc_now()}};
  std::ofstream(part.folder / "failures.jsonl", std::ios::app) << line.dump() + "\n" << std::flush;
  part.last_failure = why;
  if (++part.tries[{run.point, run.replication}] < 2) part.waiting.push_back(run);
  else ++part.n_failed;
}

// Writes what a batch gave.
void keep(Part& part, const std::vector<SweepRun>& batch, const std::vector<JobResult>& results) {
  std::vector<ShardRun> runs;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (results[i].is_done) runs.push_back({run_id(part.points.points[batch[i].point].id, part.study.seed, batch[i].replication), batch[i].replication, &results[i]});
    else if (!results[i].failure.empty()) note_failure(part, batch[i], results[i].failure);
  }
  part.writer.append(runs);
  part.n_done += runs.size();
}

// All batches, each about as long as was asked for by what the last one took.
void run_all(Part& part, double batch_seconds, Progress& progress) {
  const auto n_threads = static_cast<std::size_t>(thread_count(part.threads));
  std::size_t size = 2 * n_threads;
  while (!part.waiting.empty() && caught_signal() == 0) {
    const std::vector<SweepRun> batch = take(part.waiting, size);
    const auto began = std::chrono::steady_clock::now();
    keep(part, batch, run_batch(part, batch, progress));
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    const double fitting = batch_seconds / std::max(seconds / static_cast<double>(batch.size()), 1e-6);
    size = std::max(n_threads, std::min(4 * size, static_cast<std::size_t>(std::min(fitting, 1e6)) + 1));
  }
  progress.end();
}

int tell(const Part& part, const Arguments& arguments, std::uint64_t n_there) {
  const std::string name = arguments.n_shards > 1 ? "part " + std::to_string(arguments.shard) + " of " + std::to_string(arguments.n_shards) + ": " : "";
  if (!arguments.is_quiet)
    std::cout << name << part.n_done << (part.n_done == 1 ? " run" : " runs") << " done, " << n_there << " in " << part.folder.string() << " before. Python: townsquare.open_study(\""
              << part.folder.string() << "\")\n";
  if (caught_signal() != 0) {
    std::cerr << "stopped by " << name_of_signal(caught_signal()) << "; what was run is kept, and the same command goes on.\n";
    return exit_stopped;
  }
  if (part.n_failed == 0) return exit_ok;
  std::cerr << "townsquare: " << part.n_failed << " runs failed twice, the last one so: " << part.last_failure << ". See " << (part.folder / "failures.jsonl").string()
            << "; the same command tries them again.\n";
  return exit_internal;
}

// What is missing of a part, timed on runs of its first and its last point.
int tell_sweep_plan(const SweepStudy& study, const SweepPoints& points, const fs::path& folder, const Arguments& arguments) {
  std::error_code none;
  const SweepFolder found = fs::is_directory(folder / "shards", none) ? read_sweep_folder(folder) : SweepFolder{};
  const std::vector<SweepRun> runs = missing_runs(found, study, points, arguments.shard, arguments.n_shards);
  PlannedStudy planned{"sweep", runs.size(), 0, runs.size() * layout_of(study, points).record_bytes(), folder.string(), 0, false};
  if (!runs.empty()) {
    StudyPlan plan;
    plan.seed = study.seed;
    plan.threads = arguments.threads;
    for (const std::size_t point : {runs.front().point, runs.back().point}) plan.arms.push_back({std::to_string(point), scenario_of(points, point)});
    const RunCost cost = time_runs(plan);
    planned.seconds = cost.seconds / 2 * static_cast<double>(runs.size());
    planned.n_timed = cost.n_timed;
    planned.is_extrapolated = cost.is_extrapolated;
    planned.remark = std::to_string(found.runs.size()) + " are there already. Points differ in how long they take: the first and the last one were timed.";
  }
  return tell_plan(planned, arguments);
}

}  // namespace

int sweep_command(const Arguments& arguments) {
  // what is to be run, all of it read before the first run
  const SweepStudy study = read_sweep_study(study_file(arguments.names[0]));
  const SweepPoints points = points_of(study);
  const fs::path folder = sweep_folder(study, arguments);
  if (arguments.wants_plan) return tell_sweep_plan(study, points, folder, arguments);
  if (arguments.is_json) throw UsageError("`--json` of sweep goes with `--plan`");
  begin_folder(folder, study, points);
  const FileLock driver(folder / "driver.lock", true, folder.string() + " is in use by Python: wait until it ends, or use another folder");
  const std::string part_name = std::to_string(arguments.shard) + "-of-" + std::to_string(arguments.n_shards);
  const FileLock own(folder / ("part-" + part_name + ".lock"), false, "part " + part_name + " of " + folder.string() + " is in use by another sweep: wait until it ends");
  const SweepFolder found = read_sweep_folder(folder);
  check_engine(found, study, points);

  // what is missing of it
  KeptSeries kept{{}, study.every, study.series.empty() ? 0 : columns_of(points.n_weeks, study.every)};
  for (const std::string& name : study.series) kept.metrics.push_back(*metric_index(name));
  const std::vector<SweepRun> runs = missing_runs(found, study, points, arguments.shard, arguments.n_shards);
  Part part{study, points, folder, ShardWriter(folder / "shards", layout_of(study, points), arguments.command_line), kept, arguments.threads, {runs.begin(), runs.end()}, {}, 0, 0, ""};
  listen_for_signals(true);
  Progress progress(runs.size(), arguments.is_quiet ? ProgressKind::none : is_terminal_stderr() ? ProgressKind::bar : ProgressKind::lines);
  run_all(part, static_cast<double>(arguments.batch_seconds), progress);
  return tell(part, arguments, found.runs.size());
}

}  // namespace townsquare
