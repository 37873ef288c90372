// The only home of toml++, by way of toml_plus_plus.hpp.
#include "scenarios/document.hpp"

#include <algorithm>

#include "scenarios/codes.hpp"
#include "scenarios/syntax.hpp"
#include "scenarios/toml_plus_plus.hpp"

namespace townsquare {
namespace {

Span span_of(const toml::source_region& region) {
  const bool is_one_line = region.begin.line == region.end.line && region.end.column > region.begin.column;
  return {static_cast<int>(region.begin.line), static_cast<int>(region.begin.column),
          is_one_line ? static_cast<int>(region.end.column - region.begin.column) : 1};
}

std::vector<Entry> entries_of(const toml::table& table);

Value value_of(const toml::node& node) {
  using Kind = Value::Kind;
  Value value;
  value.at = span_of(node.source());
  if (const auto* text = node.as_string()) {
    value.kind = Kind::text;
    value.text = text->get();
  } else if (const auto* whole = node.as_integer()) {
    value.kind = Kind::number;
    value.number = static_cast<double>(whole->get());
  } else if (const auto* number = node.as_floating_point()) {
    value.kind = Kind::number;
    value.number = number->get();
  } else if (const auto* boolean = node.as_boolean()) {
    value.kind = Kind::boolean;
    value.boolean = boolean->get();
  } else if (const auto* list = node.as_array()) {
    value.kind = Kind::list;
    for (const toml::node& item : *list) value.items.push_back(value_of(item));
  } else if (const auto* table = node.as_table()) {
    value.kind = table->is_inline() ? Kind::inline_table : Kind::section;
    value.entries = entries_of(*table);
  }
  return value;
}

// The library sorts keys by name; here they come in the order of the file.
std::vector<Entry> entries_of(const toml::table& table) {
  std::vector<Entry> entries;
  for (const auto& [key, node] : table)
    entries.push_back({std::string(key.str()), span_of(key.source()), value_of(node)});
  std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return std::pair(a.key_at.line, a.key_at.column) < std::pair(b.key_at.line, b.key_at.column);
  });
  return entries;
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    lines.emplace_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

bool has_broken_header(std::string_view text) {
  try {
    static_cast<void>(toml::parse(text));
  } catch (const toml::parse_error&) {
  } catch (const EndOfAttempt&) {
    return true;
  }
  return false;
}

// The library does not say where it gave up: it is the last line of the shortest head of the file that it dislikes.
SyntaxError find_broken_header(const std::string& text) {
  int line = 1;
  std::size_t start = 0, end = text.find('\n');
  while (end != std::string::npos && !has_broken_header(std::string_view(text).substr(0, end + 1))) {
    ++line;
    start = end + 1;
    end = text.find('\n', start);
  }
  const std::size_t column = text.find_first_not_of("[ \t", start) - start + 1;
  return {line, static_cast<int>(column), "a header: expected a name"};
}

// One attempt: the tree, or where and why the library stopped.
std::optional<SyntaxError> try_parse(const std::string& text, std::vector<Entry>& entries) {
  try {
    entries = entries_of(toml::parse(with_huge_numbers_readable(text)));
    return std::nullopt;
  } catch (const toml::parse_error& problem) {
    const auto at = problem.source().begin;
    return SyntaxError{static_cast<int>(at.line), static_cast<int>(at.column),
                       std::string(problem.description())};
  } catch (const EndOfAttempt&) {
    return find_broken_header(text);
  }
}

// The part of a file above the line that cannot be read; above its last section if the line is inside a list.
void parse_head(std::vector<std::string> lines, int line, std::vector<Entry>& entries) {
  lines.resize(static_cast<std::size_t>(line - 1));
  while (try_parse(joined(lines), entries) && !lines.empty()) {
    while (!lines.empty() && !lines.back().starts_with("[")) lines.pop_back();
    if (!lines.empty()) lines.pop_back();
  }
}

// Gives every part of an override the place of its text: keys the one before `=`, values the one after.
void place_all(std::vector<Entry>& entries, const Span& key_at, const Span& value_at) {
  for (Entry& entry : entries) {
    const bool is_key_part = entry.value.kind == Value::Kind::section;
    entry.key_at = key_at;
    entry.value.at = is_key_part ? key_at : value_at;
    for (Value& item : entry.value.items) item.at = value_at;
    place_all(entry.value.entries, is_key_part ? key_at : value_at, value_at);
  }
}

// The name under which the n-th header that could not be read stands aside, so that what is below it is still read.
constexpr std::string_view aside = "__aside_";

// What stood aside comes back as sections of its own, though their names may be there already.
void bring_back(std::vector<Entry>& entries) {
  std::vector<Entry> back;
  for (Entry& entry : entries)
    if (entry.key.starts_with(aside)) back.insert(back.end(), entry.value.entries.begin(), entry.value.entries.end());
  std::erase_if(entries, [](const Entry& entry) { return entry.key.starts_with(aside); });
  entries.insert(entries.end(), back.begin(), back.end());
}

std::string escaped(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  return quoted + "\"";
}

}  // namespace

Document parse_document(std::string_view text, std::string file, Diagnostics& problems) {
  Document document{std::move(file), {}, split_lines(text), {}, false};
  std::vector<std::string> readable = document.lines;
  for (int attempt = 0; attempt < 100; ++attempt) {
    const auto error = try_parse(joined(readable), document.entries);
    if (!error) break;

    // A line that is a plain `key = ...` can be told apart and left out; otherwise reading ends here.
    const bool is_first = !document.has_syntax_errors;
    document.has_syntax_errors = true;
    const int line = blamed_line(*error, readable);
    const std::string header = is_key_line(readable, line) ? "" : header_name(readable[static_cast<std::size_t>(line - 1)]);
    const bool can_go_on = !header.empty() || is_key_line(readable, line);
    if (can_go_on || is_first) problems.push_back(explain(*error, line, document));
    if (!can_go_on) {
      parse_head(readable, line, document.entries);
      break;
    }
    readable[static_cast<std::size_t>(line - 1)] = header.empty() ? "" : "[" + std::string(aside) + std::to_string(attempt) + "." + header + "]";
  }
  bring_back(document.entries);
  return document;
}

Document parse_override(std::string_view text, const std::string& name, bool is_typed, Diagnostics& problems) {
  Document document{name, {}, {}, {}, false};
  if (is_typed) document.lines.emplace_back(text);
  const std::size_t equals = text.find('=');
  const int length = static_cast<int>(text.size());
  const auto reject = [&](std::string message) {
    document.has_syntax_errors = true;
    problems.push_back({std::string(codes::bad_override), Severity::error, std::move(message),
                        location(document, {1, 1, length}),
                        "write key=value, for example fees.take_rate=\"8 %\"", ""});
    return document;
  };
  if (equals == std::string_view::npos || text.find('\n') != std::string_view::npos)
    return reject("`" + std::string(text) + "` is not of the form key=value");

  // first as TOML, then as text whose quotes are missing
  const std::string key(text.substr(0, equals)), value(text.substr(equals + 1));
  const std::size_t first = std::min(value.find_first_not_of(' '), value.size());
  const std::size_t last = value.find_last_not_of(' ') + 1;
  const std::string bare = first < last ? value.substr(first, last - first) : "";
  if (bare.empty()) return reject("`" + key + "` has no value");
  if (try_parse(key + "=" + bare + "\n", document.entries) &&
      try_parse(key + "=" + escaped(bare) + "\n", document.entries))
    return reject("`" + key + "` is not a key");

  const int column = static_cast<int>(equals + first) + 2;
  const int key_length = static_cast<int>(key.find_last_not_of(' ') + 1);
  if (is_typed) place_all(document.entries, {1, 1, key_length}, {1, column, static_cast<int>(bare.size())});
  else place_all(document.entries, {}, {});
  return document;
}

Location location(const Document& document, const Span& span) {
  const bool is_inside = span.line >= 1 && static_cast<std::size_t>(span.line) <= document.lines.size();
  return {document.file, span.line, span.column, span.length,
          is_inside ? document.lines[static_cast<std::size_t>(span.line - 1)] : ""};
}

}  // namespace townsquare
