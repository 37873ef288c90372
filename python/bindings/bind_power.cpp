// Measures of power for an array of holdings, and the check of a file's record of events.
#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <cstdint>
#include <span>
#include <string>

#include "analysis/metrics/power.hpp"
#include "analysis/results/verify_events.hpp"
#include "python/bindings/bind.hpp"

namespace townsquare::python {
namespace {

namespace py = pybind11;
using Power = py::array_t<std::int64_t, py::array::c_style | py::array::forcecast>;

py::dict measured(const Power& power, double quota, std::uint64_t seed) {
  const PowerMeasures m = measure_power({power.data(), static_cast<std::size_t>(power.size())}, quota, make_luck(seed, 0));
  py::dict words;
  words["gini"] = m.gini;
  words["holders"] = m.holders;
  words["nakamoto"] = m.nakamoto;
  words["minimal_winning_coalition"] = m.minimal_winning_coalition;
  words["banzhaf_share"] = m.banzhaf_share;
  words["banzhaf_share_error"] = m.banzhaf_share_error;
  words["shapley_shubik"] = m.shapley_shubik;
  words["pivotal_share"] = m.pivotal_share;
  words["pivotal_share_error"] = m.pivotal_share_error;
  words["is_exact"] = m.is_exact;
  return words;
}

py::dict verified(const std::string& file) {
  EventCheck check;
  {
    py::gil_scoped_release release;
    check = verify_events(open_result(file));
  }
  py::dict words;
  words["is_intact"] = check.is_intact;
  words["runs"] = check.n_runs;
  words["events"] = check.n_events;
  words["reason"] = check.reason;
  words["arm"] = check.is_intact ? "" : check.arm;
  words["replication"] = check.is_intact ? 0 : check.replication;
  words["event"] = check.event;
  words["week"] = check.week;
  return words;
}

}  // namespace

void bind_power(py::module_& module) {
  module.def("measure_power", &measured, py::arg("power"), py::arg("quota"), py::arg("seed"));
  module.def("verify_events", &verified, py::arg("file"));
}

}  // namespace townsquare::python
