// JSON Schema of scenario files, for completion and checks in editors.
#pragma once
#include <string>

namespace townsquare {

/// The schema (draft 07) generated from the parameter table. It knows sections, keys, units, rules and ranges of bare
/// numbers; which keys go with which rule only the reader knows.
std::string scenario_schema();

}  // namespace townsquare
