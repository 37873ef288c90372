// A folder becomes one of a study: its study, scenarios and points are written beside the shards.
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "analysis/results/result_file.hpp"
#include "analysis/sweeps/sweep_folder.hpp"

namespace townsquare {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// Writes a small file whole or not at all; several drivers may write the same at once.
void replace_file(const fs::path& path, const std::string& text) {
  if (fs::exists(path) && text_of(path) == text) return;
  const fs::path fresh = path.string() + "." + std::to_string(getpid()) + ".new";
  std::ofstream file(fresh, std::ios::binary);
  file << text;
  file.close();
  if (!file) throw ResultFileError("cannot write " + path.string());
  fs::rename(fresh, path);
}

[[noreturn]] void refuse_change(const fs::path& folder, const std::string& word, const std::string& was, const std::string& now) {
  throw ResultFileError("the study changed after runs exist: `" + word + "` in " + folder.string() + " was " + was + " and is now " + now +
                        ". Use another folder, or put it back; levels, points and replications may change");
}

std::string listed(std::vector<std::string> words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return "[" + text + "]";
}

std::vector<std::string> factor_names(const SweepStudy& study) {
  std::vector<std::string> names;
  for (const SweepFactor& factor : study.factors) names.push_back(factor.name);
  std::ranges::sort(names);
  return names;
}

void require_same_study(const fs::path& folder, const SweepStudy& study, const SweepPoints& points) {
  const SweepStudy before = read_sweep_study(folder / "study.toml");
  if (before.seed != study.seed) refuse_change(folder, "seed", std::to_string(before.seed), std::to_string(study.seed));
  if (before.every != study.every) refuse_change(folder, "every", std::to_string(before.every), std::to_string(study.every));
  if (before.series != study.series) refuse_change(folder, "series", listed(before.series), listed(study.series));
  if (factor_names(before) != factor_names(study)) refuse_change(folder, "factors", listed(factor_names(before)), listed(factor_names(study)));
  if (text_of(folder / "scenario.toml") != points.bases[0]) refuse_change(folder, "scenario", "another", "that of " + study.file.string());
}

// A folder of somebody's other files is left alone.
void require_free(const fs::path& folder) {
  for (const fs::directory_entry& each : fs::directory_iterator(folder)) {
    const std::string name = each.path().filename().string();
    const bool is_ours = name == "shards" || name == "scenario.toml" || name == "points.csv" || name.ends_with(".lock") || name.ends_with(".new") || name.starts_with("scenario-");
    if (!is_ours) throw ResultFileError(folder.string() + " holds other files and no study.toml: choose an empty or a new folder");
  }
}

}  // namespace

void begin_folder(const fs::path& folder, const SweepStudy& study, const SweepPoints& points) {
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (problem) throw ResultFileError("cannot make the folder " + folder.string() + ": " + problem.message());
  if (fs::exists(folder / "study.toml")) require_same_study(folder, study, points);
  else require_free(folder);
  fs::create_directories(folder / "shards", problem);
  if (problem) throw ResultFileError("cannot make the folder " + (folder / "shards").string() + ": " + problem.message());
  std::error_code none;
  if (fs::equivalent(study.file, folder / "study.toml", none)) return;  // it was prepared already

  // study.toml comes last: a folder without it has no runs
  replace_file(folder / "scenario.toml", points.bases[0]);
  std::vector<std::string> files;
  for (std::size_t i = 1; i < points.bases.size(); ++i) {
    files.push_back("scenario-" + std::to_string(i) + ".toml");
    replace_file(folder / files.back(), points.bases[i]);
  }
  if (study.design.is_sampled()) replace_file(folder / "points.csv", text_of(table_of_points(study.file)));
  SweepStudy named = study;
  if (named.title.empty()) named.title = points.title;
  replace_file(folder / "study.toml", write_sweep_study(named, "scenario.toml", files));
}

}  // namespace townsquare
