#include "scenarios/templates.hpp"

#include <algorithm>
#include <cstdlib>

#include "scenarios/catalogue.hpp"
#include "scenarios/codes.hpp"
#include "scenarios/layers.hpp"

namespace townsquare {
namespace {

namespace fs = std::filesystem;

// Where a template speaks of the file that will be made of it.
constexpr std::string_view place_of_file = "{FILE}";

std::string read_template(std::string_view name) {
  Diagnostics problems;
  const fs::path path = template_folder() / (std::string(name) + ".toml");
  const auto text = open_file(path, {}, {path.generic_string(), 0, 0, 0, ""}, problems);
  if (!text) throw InvalidScenario(std::move(problems));
  return *text;
}

}  // namespace

fs::path template_folder() {
  const fs::path beside = catalogue_folder().parent_path() / "templates";
  std::error_code none;
  return fs::is_directory(beside, none) ? beside : fs::path(TOWNSQUARE_CATALOGUE).parent_path() / "templates";
}

std::vector<std::string> template_names() {
  std::vector<std::string> names;
  std::error_code problem;
  for (fs::directory_iterator it(template_folder(), problem), end; !problem && it != end; it.increment(problem))
    if (it->path().extension() == ".toml") names.push_back(it->path().stem().string());
  std::ranges::sort(names);
  return names;
}

std::string text_of_template(std::string_view name, std::string_view file) {
  const std::vector<std::string> names = template_names();
  const auto found = std::ranges::find_if(names, [&](const std::string& each) { return edit_distance(each, name) == 0; });
  if (found == names.end()) {
    Diagnostic d;
    d.code = codes::unknown_name;
    d.message = "there is no template `" + std::string(name) + "`";
    d.at.file = template_folder().generic_string();
    d.hint = "templates are " + list_words(names, "and");
    d.suggestion = nearest_word(name, names).value_or("");
    throw InvalidScenario({std::move(d)});
  }
  std::string text = read_template(*found);
  for (std::size_t at = text.find(place_of_file); at != std::string::npos; at = text.find(place_of_file, at + file.size()))
    text.replace(at, place_of_file.size(), file);
  return text;
}

std::string title_of_template(std::string_view name) {
  Diagnostics problems;
  const Document document = parse_document(read_template(name), std::string(name), problems);
  for (const Entry& entry : document.entries)
    if (entry.key == "title") return entry.value.text;
  return std::string(name);
}

}  // namespace townsquare
