// The parts of the module `townsquare._core`, one function for each file of this folder.
#pragma once
#include <pybind11/pybind11.h>

#include "engine/scenario.hpp"

namespace townsquare::python {

void bind_scenario(pybind11::module_& module);
void bind_study(pybind11::module_& module);
void bind_sweep(pybind11::module_& module);
void bind_stress(pybind11::module_& module);
void bind_statistics(pybind11::module_& module);
void bind_power(pybind11::module_& module);
void bind_rules(pybind11::module_& module);

}  // namespace townsquare::python
