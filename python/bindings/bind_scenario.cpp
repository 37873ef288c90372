// Scenarios and their errors.
#include <pybind11/stl.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "analysis/promises/promises.hpp"
#include "engine/parameter_table.hpp"
#include "python/bindings/bind.hpp"
#include "scenarios/catalogue.hpp"
#include "scenarios/comparison.hpp"
#include "scenarios/describe.hpp"
#include "scenarios/read_scenario.hpp"
#include "scenarios/rivals.hpp"
#include "scenarios/write_scenario.hpp"

namespace townsquare::python {
namespace {

namespace py = pybind11;
using Overrides = std::vector<std::string>;

using Named = std::vector<std::pair<std::string, std::string>>;  // KEY=VALUE, and how messages call it

ReadOptions with_overrides(const Overrides& overrides, const Named& named) {
  ReadOptions options;
  options.overrides = overrides;
  for (const auto& [text, name] : named) options.named_overrides.push_back({text, name});
  return options;
}

using UncertainRow = std::tuple<std::string, double, double>;

std::vector<UncertainRow> uncertain_rows(const Scenario& scenario) {
  std::vector<UncertainRow> rows;
  for (const UncertainKey& each : uncertain_keys(scenario)) rows.emplace_back(each.key, each.low, each.high);
  return rows;
}

using CatalogueRow = std::tuple<std::string, std::string, std::string, std::string>;

std::vector<CatalogueRow> catalogue_rows(const std::string& folder) {
  std::vector<CatalogueRow> rows;
  for (const CatalogueEntry& each : list_catalogue(folder))
    rows.emplace_back(each.kind, each.name, each.title, each.path.string());
  return rows;
}

using LaunchRow = std::pair<std::string, Overrides>;  // name of the arm, and its settings
using ComparisonRow = std::tuple<std::string, std::vector<std::string>, std::uint32_t>;  // title, scenarios, replications

ComparisonRow comparison_row(const std::string& name, const std::string& catalogue) {
  const Comparison comparison = read_comparison(find_file("comparisons", name, catalogue));
  return {comparison.title, comparison.scenarios, comparison.replications};
}

std::vector<LaunchRow> launch_rows(const std::string& name, const std::string& catalogue, int n_weeks) {
  const Comparison comparison = read_comparison(find_file("comparisons", name, catalogue));
  std::vector<LaunchRow> rows;
  if (!comparison.launch) return rows;
  for (const LaunchPoint& each : launches_of(*comparison.launch, n_weeks)) rows.emplace_back(each.name, each.overrides);
  return rows;
}

}  // namespace

void bind_scenario(py::module_& module) {
  py::register_exception<InvalidScenario>(module, "InvalidScenario", PyExc_ValueError);

  py::class_<Scenario>(module, "Scenario")
      .def_readonly("name", &Scenario::name)
      .def_readonly("title", &Scenario::title)
      .def_readonly("currency", &Scenario::currency)
      .def_property_readonly("weeks", [](const Scenario& s) { return static_cast<int>(s.run.weeks); })
      .def_property_readonly("toml", [](const Scenario& s) { return write_scenario(s); })
      .def_property_readonly("observed", [](const Scenario& s) { return s.platforms[s.observed].name; })
      .def("by_platform", &by_platform)
      .def("describe", [](const Scenario& s) { return describe(s); })
      .def("uncertain_keys", &uncertain_rows);

  module.def(
      "load_scenario",
      [](const std::string& name, const std::string& catalogue, const Overrides& overrides, const Named& named) {
        ReadOptions options = with_overrides(overrides, named);
        std::vector<Promise> promises;
        options.promises = &promises;
        options.subjects = promise_subjects();
        Scenario scenario = read_scenario(find_scenario(name, catalogue), options);
        return std::pair{std::move(scenario), std::move(promises)};
      },
      py::arg("name"), py::arg("catalogue"), py::arg("overrides"), py::arg("named") = Named{});
  module.def(
      "read_scenario_text",
      [](const std::string& text, const std::string& file, const Overrides& overrides, const Named& named) {
        return read_scenario_text(text, file, with_overrides(overrides, named));
      },
      py::arg("text"), py::arg("file"), py::arg("overrides"), py::arg("named") = Named{});
  module.def("list_catalogue", &catalogue_rows, py::arg("folder"));
  module.def("read_comparison", &comparison_row, py::arg("name"), py::arg("catalogue"));
  module.def("launches_of_comparison", &launch_rows, py::arg("name"), py::arg("catalogue"), py::arg("n_weeks"));
}

}  // namespace townsquare::python
