// The files that come with the program, found by name: markets, constitutions, operators, scenarios, and
// the comparisons and published figures that go with them.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace townsquare {

/// One file of the catalogue.
struct CatalogueEntry {
  std::string kind;     ///< the folder it lies in: `markets`, `constitutions`, `operators`, `scenarios`, ...
  std::string name;     ///< file name without ending
  std::string title;    ///< its `title`, or its name
  std::string summary;  ///< the comment at its head, in one line; may be empty
  std::filesystem::path path;
};

/// The environment variable TOWNSQUARE_CATALOGUE if it is set, else the folder installed with the program, else the
/// one known when this was built.
std::filesystem::path catalogue_folder();

/// All files of a catalogue by kind and name. A folder that does not exist holds none.
std::vector<CatalogueEntry> list_catalogue(const std::filesystem::path& folder);

/// The file of a scenario: a path if there is such a file, else `scenarios/NAME.toml` (or `KIND/NAME.toml`) of the
/// catalogue; `-` and `_` mean the same in a name. *Errors*: InvalidScenario, with the nearest name.
std::filesystem::path find_scenario(std::string_view name, const std::filesystem::path& folder);
std::filesystem::path find_scenario(std::string_view name);

/// The file of a scenario that another file names: one beside it, or as above. *Errors*: as above.
std::filesystem::path find_scenario_beside(std::string_view name, const std::filesystem::path& beside, const std::filesystem::path& folder);

/// The file `KIND/NAME.toml` of the catalogue, or a path if there is such a file. *Errors*: as find_scenario.
std::filesystem::path find_file(std::string_view kind, std::string_view name,
                                const std::filesystem::path& folder);

}  // namespace townsquare
