// Promises, and stress tests of scenarios that make them.
#include <pybind11/stl.h>

#include <future>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analysis/promises/promises.hpp"
#include "analysis/results/stored_text.hpp"
#include "analysis/stress/stress_file.hpp"
#include "python/bindings/bind.hpp"
#include "python/bindings/watch.hpp"
#include "scenarios/catalogue.hpp"
#include "scenarios/read_scenario.hpp"

namespace townsquare::python {
namespace {

// Scenarios that promises are compared with, by the names in the promises.
std::map<std::string, Scenario> others_of(const std::vector<Promise>& promises, const std::string& catalogue, std::optional<int> weeks) {
  std::map<std::string, Scenario> others;
  ReadOptions options;
  if (weeks) options.overrides = {"run.weeks=" + std::to_string(*weeks) + " weeks"};
  for (const Promise& promise : promises)
    if (!promise.against.empty() && !others.contains(promise.against))
      others[promise.against] = read_scenario(find_scenario_beside(promise.against, std::filesystem::path(promise.at.file).parent_path(), catalogue), options);
  return others;
}

std::string run(const Scenario& scenario, const std::vector<Promise>& promises, const std::string& catalogue, std::optional<int> weeks, const std::vector<std::string>& only, std::uint64_t seed,
                std::uint32_t shock_week, std::optional<std::uint32_t> replications, int threads, const std::optional<std::string>& output, const std::string& command_line,
                const std::optional<Progress>& progress) {
  StressPlan plan;
  plan.scenario = scenario;
  plan.scenario.observed = 0;
  plan.name = scenario.name;
  plan.promises = promises;
  plan.others = others_of(promises, catalogue, weeks);
  plan.shocks = shocks_named(only);
  plan.seed = seed;
  plan.threads = threads;
  plan.shock_week = shock_week;
  if (replications) plan.most_replications = plan.breaking_replications = *replications;
  completed(plan);  // tells what cannot be before anything is run

  StudyControl control;
  auto future = std::async(std::launch::async, [&] { return run_stress(plan, control); });
  const py::object stopped_by = wait_for(future, control, progress);
  const StressResult result = future.get();
  const std::string json = stress_json(result);
  if (output) write_stress_file(result, json, *output, {command_line, scenario.title}, false);
  if (!stopped_by.is_none()) {
    PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(stopped_by.ptr())), stopped_by.ptr());
    throw py::error_already_set();
  }
  return json;
}

std::uint64_t most_runs_of(const Scenario& scenario, const std::vector<Promise>& promises, const std::vector<std::string>& only, std::uint32_t shock_week,
                           std::optional<std::uint32_t> replications) {
  StressPlan plan;
  plan.scenario = scenario;
  plan.promises = promises;
  plan.shocks = shocks_named(only);
  plan.shock_week = shock_week;
  if (replications) plan.most_replications = plan.breaking_replications = *replications;
  return most_runs(plan);
}

}  // namespace

void bind_stress(py::module_& module) {
  py::class_<Promise>(module, "Promise")
      .def_readonly("name", &Promise::name)
      .def_readonly("says", &Promise::says)
      .def_readonly("outcome", &Promise::outcome)
      .def_readonly("share_of_runs", &Promise::share_of_runs)
      .def_property_readonly("terms", [](const Promise& promise) { return terms_of(promise); });
  module.def("run_stress", &run, py::arg("scenario"), py::arg("promises"), py::arg("catalogue"), py::arg("weeks"), py::arg("only"), py::arg("seed"), py::arg("shock_week"), py::arg("replications"),
             py::arg("threads"), py::arg("output"), py::arg("command_line"), py::arg("progress"));
  module.def("stored_text", [](const std::string& path, const std::string& name) { return stored_text(path, name); }, py::arg("path"), py::arg("name"));
  module.def("most_runs_of_stress", &most_runs_of, py::arg("scenario"), py::arg("promises"), py::arg("only"), py::arg("shock_week"), py::arg("replications"));
}

}  // namespace townsquare::python
