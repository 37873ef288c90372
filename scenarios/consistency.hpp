// Keys that are right one by one and wrong together.
#pragma once
#include "scenarios/apply_layer.hpp"

namespace townsquare {

/// Contradictions between the keys of a scenario: errors, and warnings for what is odd but possible. A contradiction
/// is placed at the key that was given last of those that make it; `file` stands in if all are defaults.
Diagnostics find_contradictions(const Reading& reading, const std::string& file);

}  // namespace townsquare
