// A scenario as one TOML text without includes: what result files keep and `rerun` reads.
#pragma once
#include <string>

#include "engine/scenario.hpp"

namespace townsquare {

/// Every key of a scenario with its value, all layers and overrides applied; `read_scenario_text` gives back the same
/// scenario, every number to the last bit. `with_meanings` adds each key's sentence as a comment.
std::string write_scenario(const Scenario& scenario, bool with_meanings = false);

/// Text in the quotes of TOML.
std::string quote(std::string_view text);

}  // namespace townsquare
