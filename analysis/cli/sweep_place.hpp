// Where a study lies, and where its runs go.
#pragma once
#include <filesystem>
#include <string>

#include "analysis/cli/arguments.hpp"
#include "analysis/sweeps/sweep_study.hpp"

namespace townsquare {

/// The file of a study: the file itself, or `study.toml` of a folder that has one.
std::filesystem::path study_file(const std::string& name);

/// The folder of its runs: as asked for, else the one that the study lies in if it was made by a sweep, else a folder of
/// the study's name beside it.
std::filesystem::path sweep_folder(const SweepStudy& study, const Arguments& arguments);

}  // namespace townsquare
