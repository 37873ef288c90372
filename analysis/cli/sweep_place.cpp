#include "analysis/cli/sweep_place.hpp"

namespace townsquare {

namespace fs = std::filesystem;

fs::path study_file(const std::string& name) {
  std::error_code none;
  return fs::is_directory(name, none) ? fs::path(name) / "study.toml" : fs::path(name);
}

fs::path sweep_folder(const SweepStudy& study, const Arguments& arguments) {
  if (!arguments.folder.empty()) return arguments.folder;
  const fs::path beside = study.file.parent_path();
  std::error_code none;
  if (study.file.filename() == "study.toml" && fs::is_directory(beside / "shards", none)) return beside.empty() ? fs::path(".") : beside;
  return beside / study.file.stem();
}

}  // namespace townsquare
