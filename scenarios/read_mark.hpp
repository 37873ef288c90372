// A value written with what is known of it: { value = "40 USD", evidence = "none", range = [0.8, 1.25], source = "..." }.
#pragma once
#include <string>

#include "engine/scenario.hpp"
#include "scenarios/document.hpp"

namespace townsquare {

/// The value inside the braces (null if there is none) and the mark that the other keys make.
struct MarkedValue {
  const Value* value = nullptr;
  Mark mark;
};

/// Reads the braces. What they leave out is taken from the parameter's row. The range is one of factors on the
/// value, 0 < low <= 1 <= high, and belongs to evidence `none` alone.
MarkedValue read_mark(const Document& document, const std::string& dotted_key, const Value& braces,
                      const Parameter& parameter, Diagnostics& problems);

}  // namespace townsquare
