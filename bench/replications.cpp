// Runs of the catalogue's scenarios per second, as a study runs them: replications side by side.
//   replications THREADS N SCENARIO...   ->   one JSON line for each scenario
#include <cstdio>
#include <cstdlib>

#include "analysis/studies/study.hpp"
#include "bench/stopwatch.hpp"
#include "engine/fingerprint.hpp"
#include "scenarios/catalogue.hpp"
#include "scenarios/read_scenario.hpp"

int main(int argc, char** argv) {
  using namespace townsquare;
  if (argc < 4) {
    std::fprintf(stderr, "usage: replications THREADS N SCENARIO...\n");
    return 2;
  }
  constexpr int n_medians = 5;
  for (int a = 3; a < argc; ++a) {
    StudyPlan plan;
    plan.arms = {{argv[a], read_scenario(find_scenario(argv[a]))}};
    plan.threads = std::atoi(argv[1]);
    plan.n_replications = static_cast<std::uint32_t>(std::atoi(argv[2]));
    bench::Times times;
    std::uint64_t fingerprint = 0;
    for (int k = 0; k < n_medians; ++k)
      times.measure(true, [&] {
        StudyControl control;
        fingerprint = run_study(plan, {}, control).fingerprint;
      });
    const double weeks = plan.arms[0].scenario.run.weeks, buyers = plan.arms[0].scenario.market.buyers;
    std::printf("{\"scenario\": \"%s\", \"threads\": %d, \"runs\": %u, \"weeks\": %.0f, \"buyers\": %.0f, \"wall_s\": %.4f, \"cpu_s\": %.4f, \"fingerprint\": \"%s\"}\n",
                argv[a], plan.threads, plan.n_replications, weeks, buyers, bench::median(times.wall), bench::median(times.cpu), to_hex(fingerprint).c_str());
  }
}
