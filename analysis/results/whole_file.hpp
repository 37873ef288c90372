// Text files that are there whole or not at all.
#pragma once
#include <filesystem>
#include <string>

namespace townsquare {

/// Writes beside, then puts in place. *Errors*: ResultFileError, with what was in place as it was.
void write_whole_file(const std::filesystem::path& path, const std::string& text);

}  // namespace townsquare
