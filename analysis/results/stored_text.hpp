// Documents that a command leaves in its result file, beside the numbers: what was told of them.
#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "analysis/results/result_file.hpp"

namespace townsquare {

/// Puts a text into a finished result file, as an attribute of that name; an older one is replaced. *Errors*: ResultFileError.
void store_text(const std::filesystem::path& file, const std::string& name, const std::string& text);

/// The text of that name; nothing when the file has none. *Errors*: ResultFileError.
std::optional<std::string> stored_text(const std::filesystem::path& file, const std::string& name);

}  // namespace townsquare
