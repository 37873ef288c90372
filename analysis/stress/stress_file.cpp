#include "analysis/stress/stress_file.hpp"

#include "analysis/results/stored_text.hpp"

namespace townsquare {

void write_stress_file(const StressResult& result, const std::string& json, const std::filesystem::path& output, const Provenance& provenance, bool is_forced) {
  if (result.undisturbed_runs.empty()) return;
  StudyPlan plan;
  plan.arms = {{result.plan.name, result.trunk, result.plan.promises}};
  plan.seed = result.plan.seed;
  plan.n_replications = static_cast<std::uint32_t>(result.undisturbed_runs.size());
  Batch lived;
  for (const RunResult& run : result.undisturbed_runs) lived.runs.push_back({run});
  {
    ResultWriter writer(output, plan, provenance, is_forced);
    StudyControl control;
    writer.finish(run_study(plan, [&](const Batch& batch) { writer.append(batch); }, control, lived));
  }
  store_text(output, "stress", json);
}

}  // namespace townsquare
