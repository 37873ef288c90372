#include "python/bindings/bind.hpp"

PYBIND11_MODULE(_core, module) {
  module.doc() = "What the engine gives to Python: thin, typed in _core.pyi; people use the package around it.";
  module.attr("__version__") = TOWNSQUARE_VERSION;
  townsquare::python::bind_scenario(module);
  townsquare::python::bind_study(module);
  townsquare::python::bind_sweep(module);
  townsquare::python::bind_stress(module);
  townsquare::python::bind_statistics(module);
  townsquare::python::bind_power(module);
  townsquare::python::bind_rules(module);
}
