// The answer of a stress test in a result file: one attribute beside the undisturbed runs.
#pragma once
#include <filesystem>
#include <optional>
#include <string>

namespace townsquare {

/// Adds the JSON text to a result file that is closed. *Errors*: ResultFileError.
void write_stress(const std::filesystem::path& path, const std::string& json);

/// The JSON text of a result file; nothing where the file is of another command. *Errors*: ResultFileError.
std::optional<std::string> read_stress(const std::filesystem::path& path);

}  // namespace townsquare
