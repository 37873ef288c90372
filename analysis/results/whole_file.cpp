#include "analysis/results/whole_file.hpp"

#include <fstream>

#include "analysis/results/result_file.hpp"

namespace townsquare {

void write_whole_file(const std::filesystem::path& path, const std::string& text) {
  const std::filesystem::path beside = path.string() + ".part";
  std::ofstream file(beside, std::ios::binary);
  file << text << std::flush;
  file.close();
  std::error_code problem;
  if (file) std::filesystem::rename(beside, path, problem);
  if (file && !problem) return;
  std::error_code none;
  std::filesystem::remove(beside, none);
  throw ResultFileError("cannot write " + path.string() + (problem ? ": " + problem.message() : ""));
}

}  // namespace townsquare
