// The layers of a scenario: included files first, then the file itself, then what the command line adds: files and overrides.
#pragma once
#include <deque>

#include "scenarios/document.hpp"
#include "scenarios/read_scenario.hpp"

namespace townsquare {

/// Documents in the order in which they are applied, later ones overriding earlier; a deque keeps their addresses.
struct Layers {
  std::deque<Document> files;      ///< included files, the file itself, and the layers put on top of it
  std::size_t main = 0;            ///< which of them is the file itself
  std::deque<Document> overrides;  ///< one for each `--set`, then those with names of their own; together one layer
};

/// Parses a file, its includes and the overrides. What cannot be read is reported and left out.
Layers read_layers(std::string_view text, const std::filesystem::path& path, const ReadOptions& options,
                   Diagnostics& problems);

/// The text of a file; a problem naming near files is reported if it cannot be read. `asked_at` is where it is asked for.
std::optional<std::string> open_file(const std::filesystem::path& path, const ReadOptions& options,
                                     const Location& asked_at, Diagnostics& problems);

}  // namespace townsquare
