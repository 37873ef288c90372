#include "analysis/cli/continuation.hpp"

#include "analysis/results/build_stamp.hpp"
#include "analysis/results/result_file.hpp"
#include "scenarios/write_scenario.hpp"

namespace townsquare {
namespace {

// What of a file is not of this plan; empty when it is its beginning.
std::string difference(const ResultFile& file, const StudyPlan& plan) {
  const BuildStamp here = build_stamp();
  if (file.version != here.version || file.git_revision != here.git_revision)
    return "another version of the program wrote it: " + file.version + " (" + file.git_revision + "), and this is " +
           here.version + " (" + here.git_revision + ")";
  if (file.seed != plan.seed)
    return "its seed is " + std::to_string(file.seed) + ", not " + std::to_string(plan.seed);
  if (file.first_replication != plan.first_replication) return "its replications begin elsewhere";
  if (file.fork_at != plan.fork_at)
    return file.fork_at == 0 ? "its runs do not fork" : "its runs fork after " + std::to_string(file.fork_at) + " weeks";
  if (file.arm_names.size() != plan.arms.size()) return "it has other scenarios";
  for (std::size_t arm = 0; arm < plan.arms.size(); ++arm) {
    if (file.arm_names[arm] != plan.arms[arm].name)
      return "it has the scenario `" + file.arm_names[arm] + "` where `" + plan.arms[arm].name + "` is asked for";
    if (file.scenario_texts[arm] != write_scenario(plan.arms[arm].scenario))
      return "the scenario `" + file.arm_names[arm] + "` is another one: a file or a setting has changed";
  }
  if (file.n_replications > plan.n_replications)
    return "it holds " + std::to_string(file.n_replications) + " replications, more than the " +
           std::to_string(plan.n_replications) + " that are asked for";
  return "";
}

}  // namespace

Batch read_beginning(const std::filesystem::path& path, const StudyPlan& plan) {
  Batch batch;
  batch.first_replication = plan.first_replication;
  std::error_code none;
  if (!std::filesystem::exists(path, none)) return batch;
  const ResultFile file = open_result(path);
  if (const std::string reason = difference(file, plan); !reason.empty())
    throw ResultFileError("cannot continue " + path.string() + ": " + reason);
  for (std::uint32_t r = 0; r < file.n_replications; ++r) {
    std::vector<RunResult>& arms = batch.runs.emplace_back();
    for (std::size_t arm = 0; arm < plan.arms.size(); ++arm) {
      const std::uint32_t replication = plan.first_replication + r;
      arms.push_back({file.record(arm, replication), file.outcomes(arm, replication), file.fingerprint(arm, replication),
                      file.events(arm, replication).value_or(std::vector<Event>{})});
    }
  }
  return batch;
}

}  // namespace townsquare
