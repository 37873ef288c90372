#include "scenarios/catalogue.hpp"

#include <algorithm>
#include <cstdlib>

#include "scenarios/codes.hpp"
#include "scenarios/layers.hpp"

namespace townsquare {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kinds[] = {"markets",   "constitutions", "operators", "attacks",
                                      "scenarios", "comparisons",   "published"};

// The first block of comments, in one line; `#:` lines are for editors.
std::string head_comment(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) {
    if (line.starts_with("#:")) continue;
    if (!line.starts_with("#")) break;
    const std::size_t first = line.find_first_not_of("# ");
    if (first == std::string::npos) break;
    text += (text.empty() ? "" : " ") + line.substr(first);
  }
  return text;
}

std::string title_of(const Document& document) {
  for (const Entry& entry : document.entries)
    if (entry.key == "title" && entry.value.kind == Value::Kind::text) return entry.value.text;
  return "";
}

CatalogueEntry describe_file(std::string_view kind, const fs::path& path) {
  Diagnostics problems;
  CatalogueEntry entry{std::string(kind), path.stem().string(), "", "", path};
  const auto text = open_file(path, {}, {path.generic_string(), 0, 0, 0, ""}, problems);
  const Document document = parse_document(text.value_or(""), path.generic_string(), problems);
  entry.title = title_of(document);
  if (entry.title.empty()) entry.title = entry.name;
  entry.summary = head_comment(document.lines);
  return entry;
}

std::vector<fs::path> toml_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code problem;
  for (fs::directory_iterator it(folder, problem), end; !problem && it != end; it.increment(problem))
    if (it->path().extension() == ".toml") files.push_back(it->path());
  std::ranges::sort(files, {}, [](const fs::path& file) { return file.stem().string(); });
  return files;
}

// `small-coop` and `small_coop` are one name.
bool is_same_name(std::string_view a, std::string_view b) {
  return edit_distance(a, b) == 0;
}

}  // namespace

fs::path catalogue_folder() {
  const char* chosen = std::getenv("TOWNSQUARE_CATALOGUE");
  if (chosen != nullptr && *chosen != '\0') return chosen;
  std::error_code problem;  // an installed program has its catalogue beside it: bin/townsquare, share/townsquare/catalogue
  const fs::path installed =
      fs::read_symlink("/proc/self/exe", problem).parent_path().parent_path() / "share/townsquare/catalogue";
  return fs::is_directory(installed, problem) ? installed : fs::path(TOWNSQUARE_CATALOGUE);
}

std::vector<CatalogueEntry> list_catalogue(const fs::path& folder) {
  std::vector<CatalogueEntry> entries;
  for (const std::string_view kind : kinds)
    for (const fs::path& path : toml_files(folder / kind)) entries.push_back(describe_file(kind, path));
  return entries;
}

fs::path find_file(std::string_view kind, std::string_view name, const fs::path& folder) {
  std::error_code none;
  if (fs::is_regular_file(name, none)) return name;

  // by name: files of the wanted kind go without their folder
  std::vector<std::string> names;
  for (const std::string_view each : kinds) {
    for (const fs::path& path : toml_files(folder / each)) {
      const std::string with_kind = std::string(each) + "/" + path.stem().string();
      if (each == kind) names.push_back(path.stem().string());
      const bool is_it = is_same_name(name, with_kind) || (each == kind && is_same_name(name, names.back()));
      if (is_it) return path;
    }
  }

  // neither: a file was meant if it looks like one
  if (name.ends_with(".toml") || name.find('/') != std::string_view::npos) {
    Diagnostics problems;
    open_file(name, {}, {std::string(name), 0, 0, 0, ""}, problems);
    if (!problems.empty()) throw InvalidScenario(std::move(problems));
  }
  Diagnostic d;
  d.code = codes::unknown_name;
  d.message = "there is no `" + std::string(name) + "` among the " + std::string(kind);
  d.at.file = name;
  d.hint = "neither a file nor a name in the catalogue " + folder.generic_string();
  d.suggestion = nearest_word(name, names).value_or("");
  throw InvalidScenario({std::move(d)});
}

fs::path find_scenario(std::string_view name, const fs::path& folder) {
  return find_file("scenarios", name, folder);
}

fs::path find_scenario(std::string_view name) {
  return find_scenario(name, catalogue_folder());
}

std::filesystem::path find_scenario_beside(std::string_view name, const std::filesystem::path& beside, const std::filesystem::path& folder) {
  std::error_code none;
  const std::filesystem::path file = beside / name;
  return !beside.empty() && std::filesystem::is_regular_file(file, none) ? file : find_scenario(name, folder);
}

}  // namespace townsquare
