// The estimates that the program's tables use, for arrays.
#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "analysis/statistics/statistics.hpp"
#include "analysis/studies/outcome_estimate.hpp"
#include "python/bindings/bind.hpp"

namespace townsquare::python {
namespace {

namespace py = pybind11;
using Values = py::array_t<double, py::array::c_style | py::array::forcecast>;
using Interval = std::tuple<double, double, double>;  // mean, low, high

std::span<const double> span_of(const Values& values) {
  return {values.data(), static_cast<std::size_t>(values.size())};
}

Interval interval_of(const Estimate& estimate) { return {estimate.mean, estimate.low, estimate.high}; }

using Counted = std::tuple<double, double, double, std::size_t>;  // mean, low, high, over how many runs

Counted counted(const Estimate& estimate) { return {estimate.mean, estimate.low, estimate.high, estimate.n}; }

// An outcome of a file that another version wrote may be none of ours: then nothing is known of its bounds.
Counted outcome_estimate(std::string_view name, const Values& values, std::size_t n_weeks) {
  const auto index = outcome_index(name);
  return counted(index ? estimate_outcome(outcomes()[*index], span_of(values), n_weeks) : mean_of(span_of(values)));
}

Counted outcome_difference(std::string_view name, const Values& a, const Values& b, std::size_t n_weeks) {
  const auto index = outcome_index(name);
  return counted(index ? estimate_difference(outcomes()[*index], span_of(a), span_of(b), n_weeks)
                       : paired_difference(span_of(a), span_of(b)));
}

using InfluenceRow = std::tuple<std::string, double, double>;  // key, correlation, share

std::vector<InfluenceRow> influence_rows(const std::vector<std::string>& keys, const std::vector<Values>& factors,
                                         const Values& answer) {
  std::vector<std::vector<double>> columns;
  for (const Values& each : factors) columns.emplace_back(each.data(), each.data() + each.size());
  std::vector<InfluenceRow> rows;
  for (const Influence& each : rank_influences(keys, columns, span_of(answer)))
    rows.emplace_back(each.key, each.correlation, each.share);
  return rows;
}

}  // namespace

void bind_statistics(py::module_& module) {
  module.def("mean_of", [](const Values& values) { return interval_of(mean_of(span_of(values))); }, py::arg("values"));
  module.def("proportion_of", [](const Values& values) { return interval_of(proportion_of(span_of(values))); }, py::arg("values"));
  module.def(
      "paired_difference",
      [](const Values& a, const Values& b) { return interval_of(paired_difference(span_of(a), span_of(b))); }, py::arg("a"),
      py::arg("b"));
  module.def(
      "variance_reduction", [](const Values& a, const Values& b) { return variance_reduction(span_of(a), span_of(b)); },
      py::arg("a"), py::arg("b"));
  module.def("outcome_estimate", &outcome_estimate, py::arg("name"), py::arg("values"), py::arg("n_weeks"));
  module.def("outcome_difference", &outcome_difference, py::arg("name"), py::arg("a"), py::arg("b"), py::arg("n_weeks"));
  module.def("chance_share", &chance_share, py::arg("n_keys"), py::arg("n_replications"));
  module.def("rank_influences", &influence_rows, py::arg("keys"), py::arg("factors"), py::arg("answer"));
}

}  // namespace townsquare::python
