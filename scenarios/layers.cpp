#include "scenarios/layers.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "scenarios/catalogue.hpp"
#include "scenarios/codes.hpp"
#include "scenarios/founder_layers.hpp"

namespace townsquare {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> read_disk(const fs::path& path) {
  std::error_code none;
  if (fs::is_directory(path, none)) return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// Why a file on the disk cannot be read.
std::string reason_of(const fs::path& path) {
  std::error_code problem;
  const fs::file_status status = fs::status(path, problem);
  if (status.type() == fs::file_type::not_found) return "there is no such file";
  if (fs::is_directory(status)) return "it is a folder";
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  const int reason = problem ? problem.value() : errno;
  return reason == 0 ? "the disk gave no reason" : std::strerror(reason);
}

// The file of the same folder that was probably meant.
std::string near_file(const fs::path& path) {
  std::vector<std::string> names;
  std::error_code problem;
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  for (fs::directory_iterator it(folder, problem), end; !problem && it != end; it.increment(problem))
    if (it->path().extension() == ".toml") names.push_back(it->path().filename().string());
  std::sort(names.begin(), names.end());
  const auto name = nearest_word(path.filename().string(), names);
  return name ? (path.parent_path() / *name).generic_string() : "";
}

const Entry* find_entry(const Document& document, std::string_view key) {
  for (const Entry& entry : document.entries)
    if (entry.key == key) return &entry;
  return nullptr;
}

void report(Diagnostics& problems, std::string_view code, std::string message, const Location& at,
            std::string hint) {
  problems.push_back({std::string(code), Severity::error, std::move(message), at, std::move(hint), ""});
}

// The values of `include = [...]`, as long as each is text.
std::vector<const Value*> included_values(const Document& document, Diagnostics& problems) {
  const Entry* entry = find_entry(document, "include");
  if (entry == nullptr) return {};
  const Value& value = entry->value;
  const bool is_list = value.kind == Value::Kind::list;
  if (!is_list) {
    report(problems, codes::wrong_type, "`include` is a list of files", location(document, value.at),
           "write include = [\"market.toml\"]");
    return {};
  }
  std::vector<const Value*> files;
  for (const Value& item : value.items) {
    if (item.kind == Value::Kind::text) files.push_back(&item);
    else
      report(problems, codes::wrong_type, "`include` is a list of files", location(document, item.at),
             "write each file in quotes");
  }
  return files;
}

// Reads a file that is put on top of the scenario.
void add_layer(const fs::path& path, const ReadOptions& options, Layers& layers, Diagnostics& problems) {
  const std::string name = path.generic_string();
  const auto text = open_file(path, options, {name, 0, 0, 0, ""}, problems);
  if (!text) return;
  layers.files.push_back(parse_document(*text, name, problems));
  const Document& layer = layers.files.back();
  if (const Entry* entry = find_entry(layer, "include"))
    report(problems, codes::include, "a layer cannot include other files", location(layer, entry->key_at), "this is a whole scenario: name it first, and layers after it");
}

// Beside the file that includes it, else in the catalogue: `markets/stock-photo.toml`.
fs::path included_path(const Document& main, const std::string& name, const ReadOptions& options) {
  const fs::path beside = (main.folder / name).lexically_normal(), stored = catalogue_folder() / name;
  std::error_code none;
  const bool is_stored = !options.open && !fs::exists(beside, none) && fs::is_regular_file(stored, none);
  return is_stored ? stored : beside;
}

// Reads one included file as a layer of its own.
void add_included(const Document& main, const Value& value, const ReadOptions& options, Layers& layers,
                  Diagnostics& problems) {
  const fs::path path = included_path(main, value.text, options);
  const std::string name = path.generic_string();
  const auto is_it = [&](const Document& document) { return document.file == name; };
  if (std::any_of(layers.files.begin(), layers.files.end(), is_it) || main.file == name) {
    report(problems, codes::include, "`" + value.text + "` is included already", location(main, value.at),
           "name each file once");
    return;
  }
  const auto text = open_file(path, options, location(main, value.at), problems);
  if (!text) return;
  layers.files.push_back(parse_document(*text, name, problems));
  const Document& included = layers.files.back();
  if (const Entry* entry = find_entry(included, "include")) {
    report(problems, codes::include, "an included file cannot include others",
           location(included, entry->key_at), "name all files in the `include` of " + main.file);
  }
}

}  // namespace

std::optional<std::string> open_file(const fs::path& path, const ReadOptions& options,
                                     const Location& asked_at, Diagnostics& problems) {
  auto text = options.open ? options.open(path) : read_disk(path);
  if (text) return text;
  Diagnostic d{std::string(codes::cannot_read),
               Severity::error,
               "cannot read `" + path.generic_string() + "`" + (options.open ? "" : ": " + reason_of(path)),
               asked_at,
               "",
               ""};
  if (!options.open) d.suggestion = near_file(path);
  if (asked_at.line > 0) d.hint = "included files are looked for beside the file that includes them, then in the catalogue: markets/stock-photo.toml";
  problems.push_back(std::move(d));
  return std::nullopt;
}

Layers read_layers(std::string_view text, const fs::path& path, const ReadOptions& options,
                   Diagnostics& problems) {
  Layers layers;
  Document main = parse_document(text, path.generic_string(), problems);
  main.folder = path.parent_path();
  for (const Value* value : included_values(main, problems))
    add_included(main, *value, options, layers, problems);
  layers.main = layers.files.size();
  layers.files.push_back(std::move(main));
  for (const fs::path& layer : options.layers) add_layer(layer, options, layers, problems);

  std::size_t number = 0;
  for (const std::string& override_text : options.overrides)
    layers.overrides.push_back(
        parse_override(override_text, "--set #" + std::to_string(++number), true, problems));
  for (const NamedOverride& each : options.named_overrides)
    layers.overrides.push_back(parse_override(each.text, each.name, false, problems));
  for (const Document& document : layers.overrides)
    if (const Entry* entry = find_entry(document, "include"))
      report(problems, codes::include, "`include` works in a file only", location(document, entry->key_at),
             "");
  for (std::deque<Document>* documents : {&layers.files, &layers.overrides})
    for (Document& document : *documents) unfold_layers(document, problems);
  return layers;
}

}  // namespace townsquare
