// A study over many points as a TOML file: the one that `townsquare.Study` of Python writes and reads, with the same
// meaning. See docs/studies.md.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "scenarios/document.hpp"

namespace townsquare {

/// A level of a factor: the text that stands for it, and what it sets.
struct SweepLevel {
  std::string label;
  std::vector<std::string> settings;  // "fees.take_rate=\"8 %\"", as on the command line
  std::string scenario;               // of the factor `scenario`: name or file
};

/// What varies: levels, or a range whose points only a table of points can name.
struct SweepFactor {
  std::string key, name;
  std::vector<SweepLevel> levels;
  bool has_labels = false;  // levels are a table from labels to what they set, not a list of values
  std::string low, high;  // as TOML text; empty where there are levels
  std::string scale = "linear";
  bool is_bare = false;   // a range of numbers without a unit
};

struct SweepDesign {
  std::string kind = "grid";
  std::uint64_t points = 0, seed = 1, levels = 4;
  bool second_order = false;

  bool is_sampled() const { return kind != "grid" && kind != "list"; }
};

struct SweepStudy {
  std::filesystem::path file;
  std::string title, scenario;
  std::vector<std::string> settings;  // keys that every point changes, "key=value"
  std::uint32_t replications = 20;
  std::uint64_t seed = 1;
  std::vector<std::string> outcomes, series;
  std::size_t every = 1;
  SweepDesign design;
  std::vector<SweepFactor> factors;
};

/// Reads a study. *Errors*: InvalidScenario with file, line, column and the nearest key.
SweepStudy read_sweep_study(const std::filesystem::path& file);

/// What stands in a file as a value, as TOML: `"8 %"`, `0.5`, `["a", "b"]`.
std::string value_text(const Value& value);

/// The study as TOML, with its scenarios under the names of files beside it.
/// @param levels  file of each level of the factor `scenario`, in order; empty if there is none
std::string write_sweep_study(const SweepStudy& study, const std::string& scenario, const std::vector<std::string>& levels);

}  // namespace townsquare
