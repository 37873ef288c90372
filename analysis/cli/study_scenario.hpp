// From names on the command line to the arms of a study.
#pragma once
#include <filesystem>
#include <span>
#include <string>

#include "analysis/cli/arguments.hpp"
#include "analysis/studies/study.hpp"

namespace townsquare {

/// A scenario by name or file, with the settings of the command line; files are looked for beside `folder`
/// too. Remarks on it go to stderr. *Errors*: InvalidScenario.
/// `layers` are files or names of the catalogue (`attacks/flood`), put on top of it and added to its name and title.
Arm read_arm(const std::string& name, const std::filesystem::path& folder, const Arguments& arguments,
             std::span<const std::string> layers = {});

/// What is unwise in a scenario that can be read, beside its remarks. *Errors*: as read_arm.
Diagnostics findings_of(const std::string& name, const Arguments& arguments, std::span<const std::string> layers = {});

/// The result file: as told, or the name with `.nc` in the current folder.
std::filesystem::path output_of(const Arguments& arguments, const std::string& name);

}  // namespace townsquare
