// Wall and CPU time, and medians of many measurements: a machine is seldom quiet.
#pragma once
#include <algorithm>
#include <chrono>
#include <ctime>
#include <vector>

namespace townsquare::bench {

inline double wall_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// CPU time of all threads of this program.
inline double cpu_seconds() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

inline double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  return values[values.size() / 2];
}

/// Measurements of one thing.
struct Times {
  std::vector<double> wall, cpu;

  /// Times one call of f and keeps it when `is_kept`.
  template <class F>
  void measure(bool is_kept, F&& f) {
    const double wall_before = wall_seconds(), cpu_before = cpu_seconds();
    f();
    if (!is_kept) return;
    wall.push_back(wall_seconds() - wall_before);
    cpu.push_back(cpu_seconds() - cpu_before);
  }
};

}  // namespace townsquare::bench
