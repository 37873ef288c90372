#include "scenarios/catalogue_sources.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "scenarios/decimal.hpp"
#include "scenarios/layers.hpp"
#include "scenarios/read_value.hpp"
#include "scenarios/sections.hpp"

namespace townsquare {
namespace {

using Kind = Value::Kind;

// A comment line without its sign; nothing if it is none.
std::string comment_of(const std::string& line) {
  const std::size_t sign = line.find_first_not_of(' ');
  if (sign == std::string::npos || line[sign] != '#' || line.compare(sign, 2, "#:") == 0) return "";
  const std::size_t first = line.find_first_not_of("# ", sign);
  return first == std::string::npos ? "" : line.substr(first);
}

std::string head_comment(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) {
    if (line.starts_with("#:")) continue;
    const std::string words = comment_of(line);
    if (words.empty()) break;
    text += (text.empty() ? "" : " ") + words;
  }
  return text;
}

// The comment lines that stand directly above a line, which counts from 1.
std::string comment_above(const std::vector<std::string>& lines, int line) {
  std::string text;
  for (int i = line - 2; i >= 0; --i) {
    const std::string words = comment_of(lines[static_cast<std::size_t>(i)]);
    if (words.empty()) break;
    text = words + (text.empty() ? "" : " ") + text;
  }
  return text;
}

std::string written(const Value& value) {
  if (value.kind == Kind::text) return value.text;
  if (value.kind == Kind::number) return shortest_decimal(value.number);
  if (value.kind == Kind::boolean) return value.boolean ? "true" : "false";
  std::string list;
  for (const Value& item : value.items) list += (list.empty() ? "" : ", ") + written(item);
  return list;
}

const Value* entry_of(const Value& table, std::string_view key) {
  const auto found = std::ranges::find(table.entries, key, &Entry::key);
  return found == table.entries.end() ? nullptr : &found->value;
}

// What the table of parameters says of a key that carries no mark.
std::string evidence_of(std::string_view section, std::string_view key) {
  const auto word = [](const Parameter& p) { return evidence_words()[static_cast<std::size_t>(p.evidence)]; };
  for (const CoreParameter& core : core_parameters())
    if (core.section == section && core.parameter.key == key) return word(core.parameter);
  if (const FamilySection* family = family_of(section)) {
    if (key == "rule") return family->is_decision ? "decision" : "none";
    for (const RuleRow& row : family->rows)
      for (const Parameter& parameter : row.parameters)
        if (parameter.key == key) return word(parameter);
  }
  return section.starts_with("governance.") ? "decision" : "";
}

// `rivals.etsy.fees` as `fees`; empty where a rival begins.
std::string without_rival(const std::string& name) {
  if (!name.starts_with("rivals")) return name;
  const std::size_t dot = name.find('.', name.find('.') + 1);
  return name.find('.') == std::string::npos || dot == std::string::npos ? "" : name.substr(dot + 1);
}

void add_values(const Document& document, const Value& section, const std::string& name, std::vector<SourcedValue>& values) {
  for (const Entry& entry : section.entries) {
    const Value& value = entry.value;
    if (value.kind == Kind::section) {
      add_values(document, value, name.empty() ? entry.key : name + "." + entry.key, values);
      continue;
    }
    const std::string section_name = without_rival(name);
    if (section_name.empty()) continue;  // title, include, layers
    const Value* plain = value.kind == Kind::inline_table ? entry_of(value, "value") : &value;
    if (plain == nullptr) continue;
    SourcedValue found{name + "." + entry.key, written(*plain), evidence_of(section_name, entry.key), comment_above(document.lines, entry.key_at.line)};
    const Value* evidence = value.kind == Kind::inline_table ? entry_of(value, "evidence") : nullptr;
    const Value* source = value.kind == Kind::inline_table ? entry_of(value, "source") : nullptr;
    if (evidence) found.evidence = evidence->text;
    if (source) found.source = source->text;
    values.push_back(std::move(found));
  }
}

SourceFile file_of(const Document& document, const std::filesystem::path& path, std::string rival) {
  const Prose prose = prose_of(head_comment(document.lines));
  SourceFile file{path, path.stem().string(), prose.about, prose.misses, std::move(rival), {}};
  Value top;
  for (const Entry& entry : document.entries) {
    if (entry.key == "title") file.title = written(entry.value);
    top.entries.push_back(entry);
  }
  add_values(document, top, "", file.values);
  return file;
}

// The layers that one document names for its rivals.
void add_rivals(const Document& document, Diagnostics& problems, std::vector<SourceFile>& files) {
  for (const Entry& rivals : document.entries) {
    if (rivals.key != "rivals") continue;
    for (const Entry& rival : rivals.value.entries) {
      const Value* title = entry_of(rival.value, "title");
      const Value* layers = entry_of(rival.value, "layers");
      for (const Value& item : layers ? layers->items : std::vector<Value>{}) {
        const std::filesystem::path path = (document.folder / item.text).lexically_normal();
        const auto text = open_file(path, {}, location(document, item.at), problems);
        if (text) files.push_back(file_of(parse_document(*text, path.generic_string(), problems), path, title ? title->text : rival.key));
      }
    }
  }
}

}  // namespace

Prose prose_of(const std::string& comment) {
  for (const std::string_view words : std::array<std::string_view, 3>{"What it misses: ", "Misses: ", "Left out: "}) {
    const std::size_t at = comment.find(words);
    if (at == std::string::npos) continue;
    Prose prose{comment.substr(0, at), comment.substr(at + words.size())};
    // what is said of evidence belongs to every file and to none
    const std::size_t evidence = prose.misses.find(" Evidence \"none\":");
    if (evidence != std::string::npos) prose.misses.resize(evidence);
    if (!prose.misses.empty()) prose.misses[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(prose.misses[0])));
    while (!prose.about.empty() && prose.about.back() == ' ') prose.about.pop_back();
    return prose;
  }
  return {comment, ""};
}

std::vector<SourceFile> source_files(const std::filesystem::path& path) {
  Diagnostics problems;
  std::vector<SourceFile> files;
  const auto text = open_file(path, {}, {path.generic_string(), 0, 0, 0, ""}, problems);
  const Layers layers = read_layers(text.value_or(""), path, {}, problems);
  for (const Document& document : layers.files) files.push_back(file_of(document, document.file, ""));
  for (const Document& document : layers.files) add_rivals(document, problems, files);
  if (!problems.empty()) throw InvalidScenario(std::move(problems));
  return files;
}

}  // namespace townsquare
