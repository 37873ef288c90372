// The piece of work of a sweep: a list of runs outside the interpreter's lock, its results as arrays.
#include <pybind11/functional.h>
#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <cstdint>
#include <future>
#include <optional>
#include <utility>
#include <vector>

#include "analysis/sweeps/run_list.hpp"
#include "engine/result_version.hpp"
#include "python/bindings/bind.hpp"
#include "python/bindings/watch.hpp"

namespace townsquare::python {
namespace {

namespace py = pybind11;
using Pairs = std::vector<std::pair<std::size_t, std::uint32_t>>;  // (scenario, replication)

// Rows of equal length as one array; those of jobs without a result are NaN.
template <class Rows>
py::array_t<double> table(const std::vector<JobResult>& results, std::size_t width, const Rows& row_of) {
  py::array_t<double> array({results.size(), width});
  std::fill_n(array.mutable_data(), results.size() * width, std::numeric_limits<double>::quiet_NaN());
  for (std::size_t i = 0; i < results.size(); ++i)
    if (results[i].is_done) std::ranges::copy(row_of(results[i]), array.mutable_data() + i * width);
  return array;
}

py::dict run(const std::vector<const Scenario*>& scenarios, std::uint64_t seed, const Pairs& pairs, const std::vector<std::size_t>& metrics,
             std::size_t every, std::size_t n_columns, int threads, const std::optional<Progress>& progress) {
  const KeptSeries kept{metrics, every, n_columns};
  std::vector<Scenario> worlds;
  for (const Scenario* each : scenarios) worlds.push_back(*each);
  std::vector<Job> jobs;
  for (const auto& [scenario, replication] : pairs) jobs.push_back({scenario, replication});
  if (every == 0 || std::ranges::any_of(metrics, [](std::size_t m) { return m >= weekly_metrics().size(); }))
    throw py::index_error("no such metric, or nothing to keep of it");

  // run, watched from here
  StudyControl control;
  auto future = std::async(std::launch::async, [&] { return run_list(worlds, seed, jobs, kept, threads, control); });
  const py::object stopped_by = wait_for(future, control, progress);
  const std::vector<JobResult> results = future.get();

  // hand over
  py::array_t<std::uint64_t> fingerprints(static_cast<py::ssize_t>(results.size()));
  py::array_t<bool> is_done(static_cast<py::ssize_t>(results.size()));
  std::vector<std::string> failures;
  for (std::size_t i = 0; i < results.size(); ++i) {
    fingerprints.mutable_data()[i] = results[i].fingerprint;
    is_done.mutable_data()[i] = results[i].is_done;
    failures.push_back(results[i].failure);
  }
  py::dict found;
  found["is_done"] = is_done;
  found["failures"] = failures;
  found["fingerprints"] = fingerprints;
  found["outcomes"] = table(results, outcomes().size(), [](const JobResult& r) -> const std::vector<double>& { return r.outcomes; });
  found["series"] = table(results, metrics.size() * n_columns, [](const JobResult& r) -> const std::vector<double>& { return r.series; });
  found["stopped_by"] = stopped_by;
  return found;
}

}  // namespace

void bind_sweep(py::module_& module) {
  module.attr("engine_results") = engine_results;
  module.def("run_list", &run, py::arg("scenarios"), py::arg("seed"), py::arg("jobs"), py::arg("metrics"), py::arg("every"),
             py::arg("n_columns"), py::arg("threads"), py::arg("progress"));
}

}  // namespace townsquare::python
