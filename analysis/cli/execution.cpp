#include "analysis/cli/execution.hpp"

#include <future>
#include <iostream>
#include <thread>

#include "analysis/cli/continuation.hpp"
#include "analysis/cli/exit_code.hpp"
#include "analysis/cli/progress.hpp"
#include "analysis/cli/signals.hpp"
#include "analysis/cli/terminal.hpp"

namespace townsquare {
namespace {

ProgressKind progress_kind(const Arguments& arguments) {
  if (arguments.is_quiet) return ProgressKind::none;
  return is_terminal_stderr() ? ProgressKind::bar : ProgressKind::lines;
}

// Draws ten times a second at most, until the study has ended.
void watch(std::future<void>& study, StudyControl& control, Progress& progress, bool is_quiet) {
  while (study.wait_for(std::chrono::milliseconds(100)) != std::future_status::ready) {
    if (caught_signal() != 0 && !control.is_cancelled.exchange(true)) {
      progress.end();
      if (!is_quiet) std::cerr << "stopping after the runs that are under way; once more to stop at once\n";
    }
    if (!control.is_cancelled.load()) progress.show(control.runs_done.load());
  }
  if (!control.is_cancelled.load()) progress.show(control.runs_done.load());
  progress.end();
}

}  // namespace

void check_output(const std::filesystem::path& output, bool is_forced) {
  namespace fs = std::filesystem;
  const std::string name = output.string();
  const fs::path folder = output.has_parent_path() ? output.parent_path() : fs::path(".");
  if (!fs::is_directory(folder))
    throw ResultFileError("cannot write " + name + ": there is no folder " + folder.string());
  if (!fs::exists(output)) return;
  if (!fs::is_regular_file(output))
    throw ResultFileError("cannot write " + name + ": it is not a regular file");
  if (is_forced) return;  // it is replaced when there is something to put in its place
  try {
    open_result(output);
  } catch (const ResultFileError&) {
    throw ResultFileError(name + " exists and is not a result of Townsquare, so it was left as it is.\n"
                                 "Choose another name with --output FILE, or overwrite it with --force.");
  }
}

double run_with_progress(const std::function<void()>& work, std::uint64_t n_runs, StudyControl& control, const Arguments& arguments) {
  listen_for_signals();
  Progress progress(n_runs, progress_kind(arguments));
  std::packaged_task<void()> task(work);
  std::future<void> future = task.get_future();
  std::thread worker(std::move(task));
  watch(future, control, progress, arguments.is_quiet);
  worker.join();
  future.get();
  return progress.seconds();
}

Execution execute(const StudyPlan& plan, const std::string& title, const Arguments& arguments,
                  const std::filesystem::path& output, const OnBatch& on_batch) {
  StudyControl control;
  StudyResult result;
  const auto study = [&] {
    const Batch finished = arguments.is_continued ? read_beginning(output, plan) : Batch{};
    ResultWriter writer(output, plan, {arguments.command_line, title}, arguments.is_forced);
    const auto keep = [&](const Batch& batch) {
      writer.append(batch);
      if (on_batch) on_batch(batch);
    };
    result = run_study(plan, keep, control, finished);
    writer.finish(result);
  };
  const double seconds = run_with_progress(study, std::uint64_t{plan.n_replications} * plan.arms.size(), control, arguments);
  return {std::move(result), output, seconds, caught_signal()};
}

int tell_stopped(const Execution& execution, const StudyPlan& plan) {
  if (execution.result.is_complete) return exit_ok;
  std::cerr << "stopped by " << name_of_signal(execution.stopped_by) << " after " << execution.result.n_done
            << " of " << plan.n_replications << " replications";
  if (execution.result.n_done > 0) std::cerr << "; these are in " << execution.output.string();
  else std::cerr << "; nothing of it is kept, and a file of that name is as it was";
  std::cerr << (execution.result.n_done > 0 ? ".\nThe same command with --continue runs those that are missing.\n"
                                            : ".\nRun the same command again.\n");
  return exit_stopped;
}

}  // namespace townsquare
