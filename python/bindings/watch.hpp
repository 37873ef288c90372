// Waiting for runs outside the interpreter's lock, with an eye on Ctrl-C and the progress bar.
#pragma once
#include <pybind11/functional.h>
#include <pybind11/pybind11.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <future>
#include <optional>

#include "analysis/studies/study.hpp"

namespace townsquare::python {

namespace py = pybind11;
using Progress = std::function<void(std::uint64_t)>;

/// Waits for the runs; a signal or an error of the progress bar cancels those that have not begun, and is given back.
template <class Future>
py::object wait_for(Future& future, StudyControl& control, const std::optional<Progress>& progress) {
  py::object stopped_by = py::none();
  while (true) {
    {
      const py::gil_scoped_release release;
      if (future.wait_for(std::chrono::milliseconds(50)) == std::future_status::ready) return stopped_by;
    }
    try {
      if (PyErr_CheckSignals() != 0) throw py::error_already_set();
      if (progress) (*progress)(control.runs_done);
    } catch (py::error_already_set& error) {
      control.is_cancelled = true;
      stopped_by = py::reinterpret_borrow<py::object>(error.value());
    }
  }
}

}  // namespace townsquare::python
