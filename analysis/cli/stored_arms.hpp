// Picking arms of a result file by name.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "analysis/results/result_file.hpp"

namespace townsquare {

/// The wanted arm, or all when the name is empty. *Errors*: UsageError with the nearest name.
std::vector<std::size_t> wanted_arms(const ResultFile& file, const std::string& name);

/// Place of a word in a list. *Errors*: UsageError "there is no KIND `word`" with the nearest.
std::size_t place_of(const std::string& word, const std::vector<std::string>& words, std::string_view kind);

}  // namespace townsquare
