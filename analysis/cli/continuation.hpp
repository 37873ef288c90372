// Going on with a study that was stopped: what its result file holds already.
#pragma once
#include <filesystem>

#include "analysis/studies/study.hpp"

namespace townsquare {

/// The complete replications in a file, if they are the beginning of this plan: the same version of the program, arms,
/// scenarios and seed, and no more replications than are planned. Empty when there is no such file.
/// *Errors*: ResultFileError, saying what is another's or damaged.
Batch read_beginning(const std::filesystem::path& path, const StudyPlan& plan);

}  // namespace townsquare
