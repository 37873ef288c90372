// From a TOML file to a Scenario: layers, rules, units and ranges are checked, and all that is wrong is told at once.
//
//   title = "Stocksy United"                       # top level: title, name, currency, include
//   include = ["../markets/stock-photo.toml"]      # one level; later files override earlier, this file overrides all
//   [fees]
//   rule = "take_rate"                             # picks a row of the family; the other keys are its parameters
//   take_rate = "8 %"
//   [market]
//   need_rate = { value = "0.15 /week", evidence = "none", range = [0.5, 2], source = "our survey" }
//
// A founder's file puts the same sections below `[constitution.…]` and `[assumptions.…]`, and says what must hold in
// `[promises.NAME]` (founder_layers.hpp). The sections of the platform layer mean the scenario's own platform; further ones in its market have theirs below
// `[rivals.NAME]` (rivals.hpp).
#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/scenario.hpp"
#include "scenarios/diagnostics.hpp"
#include "scenarios/promises/promise.hpp"

namespace townsquare {

/// Gives the text of a file, or nothing if it cannot be read.
using OpenFile = std::function<std::optional<std::string>(const std::filesystem::path&)>;

/// An override that a person did not write as KEY=VALUE: `run.weeks=5 weeks` that comes from `--weeks 5`.
struct NamedOverride {
  std::string text;  ///< KEY=VALUE
  std::string name;  ///< how messages call it: `--weeks 5`
};

struct ReadOptions {
  std::vector<std::string>
      overrides;  ///< `fees.take_rate=8 %`, applied last and in one layer, checked like a file
  OpenFile open;  ///< where files come from; empty: the disk
  Diagnostics* warnings = nullptr;  ///< if given, takes what is odd but allowed
  std::vector<NamedOverride> named_overrides = {};  ///< in the same layer as `overrides`, after them
  std::vector<std::filesystem::path>
      layers = {};  ///< files applied after the scenario itself, in order; their title and name do not count
  std::span<const PromiseSubject> subjects = {};  ///< what promises can be about; none: names and units of promises are not checked
  std::vector<Promise>* promises = nullptr;       ///< if given, takes what the scenario promises
  Diagnostics* findings = nullptr;                ///< if given, takes what is unwise (findings/finding.hpp)
};

/// Reads a scenario file with its includes and overrides. *Errors*: InvalidScenario with everything that is wrong.
Scenario read_scenario(const std::filesystem::path& path, const ReadOptions& options = {});

/// Reads a scenario from text. `file` is the name in messages; includes are looked for beside it.
Scenario read_scenario_text(std::string_view text, const std::filesystem::path& file,
                            const ReadOptions& options = {});

}  // namespace townsquare
