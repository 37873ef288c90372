#include "scenarios/syntax.hpp"

#include <algorithm>
#include <cctype>

#include "scenarios/codes.hpp"
#include "scenarios/decimal.hpp"

namespace townsquare {
namespace {

constexpr std::string_view blanks = " \t";

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return "";
  return std::string(text.substr(first, text.find_last_not_of(blanks) - first + 1));
}

bool starts_with_any(const std::string& text, std::string_view characters) {
  return !text.empty() && characters.find(text[0]) != std::string_view::npos;
}

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// A line `key = value # comment` in its parts; a `#` inside quotes is no comment.
struct KeyLine {
  std::string key, value;
  bool has_equals = false;
};

KeyLine split(const std::string& line) {
  KeyLine parts;
  const std::size_t equals = line.find('=');
  parts.has_equals = equals != std::string::npos;
  parts.key = trimmed(line.substr(0, equals));
  if (!parts.has_equals) return parts;
  const std::string rest = trimmed(line.substr(equals + 1));
  const bool is_quoted = starts_with_any(rest, "\"'[{");
  parts.value = is_quoted ? rest : trimmed(rest.substr(0, rest.find('#')));
  return parts;
}

bool is_blank_or_comment(const std::string& line) {
  const std::string text = trimmed(line);
  return text.empty() || text[0] == '#';
}

// "8%" becomes "8 %": the number and its unit with a blank between.
std::string as_text_value(const std::string& value) {
  const std::size_t n = decimal_length(value);
  const bool needs_blank = n > 0 && n < value.size() && value[n] != ' ';
  return needs_blank ? value.substr(0, n) + " " + value.substr(n) : value;
}

std::string hint_for_value(const KeyLine& parts) {
  const std::string& value = parts.value;
  if (value.empty()) return "write a value after `=`, for example `" + parts.key + " = \"8 %\"`";
  if (has(value, "\xe2\x80\x9c") || has(value, "\xe2\x80\x9d")) return "use straight quotes: \"";
  const bool is_open = value[0] == '"' && std::count(value.begin(), value.end(), '"') % 2 == 1;
  if (is_open) return "the text is not closed: add a `\"` at its end";
  if (starts_with_any(value, "["))
    return "a list is written [\"50 %\", \"50 %\"]: quotes round each value, commas between, `]` at the end";
  if (starts_with_any(value, "{"))
    return "values in braces are written { value = \"8 %\", evidence = \"weak\" }";
  if (starts_with_any(value, "\"'")) return "one key on each line, and nothing after its value but a comment";
  if (value[0] == '.') return "write a digit before the point: 0" + value;
  const bool has_comma = decimal_length(value) > 0 && has(value, ",");
  if (has_comma) return "write numbers without `,`, with a point before decimals: 1200 or 2.9";
  return "text and values with a unit need quotes: write `" + parts.key + " = \"" + as_text_value(value) +
         "\"`";
}

std::string hint_for_line(const std::string& line) {
  const std::string text = trimmed(line);
  if (starts_with_any(text, "[")) return "a section is written [name] on a line of its own";
  const KeyLine parts = split(line);
  if (!parts.has_equals) {
    return has(text, ":") ? "put `=` between a key and its value, not `:`"
                          : "a line is `key = value`, a [section] or a # comment";
  }
  const bool has_blank = parts.key.find_first_of(blanks) != std::string::npos;
  if (has_blank && parts.key[0] != '"') return "a key has no blanks: words are joined by `_`";
  return hint_for_value(parts);
}

// Name in the library's message of something defined a second time, or empty.
std::string redefined(const std::string& reason) {
  if (!has(reason, "cannot redefine")) return "";
  const std::size_t open = reason.find('\'');
  const std::size_t close = reason.find('\'', open + 1);
  return open == std::string::npos || close == std::string::npos ? ""
                                                                 : reason.substr(open + 1, close - open - 1);
}

bool defines(const std::string& line, const std::string& name, bool is_section) {
  const std::string text = trimmed(line);
  return is_section ? text.rfind("[" + name + "]", 0) == 0
                    : split(line).has_equals && split(line).key == name;
}

// The line on which a name was set first: for keys, within the same section.
int first_definition(const Document& document, int line, const std::string& name, bool is_section) {
  for (int i = line - 1; i >= 1; --i) {
    const std::string& text = document.lines[static_cast<std::size_t>(i - 1)];
    if (defines(text, name, is_section)) return i;
    if (!is_section && starts_with_any(trimmed(text), "[")) return 0;
  }
  return 0;
}

Diagnostic set_twice(const Document& document, int line, const std::string& name) {
  const std::string& text = document.lines[static_cast<std::size_t>(line - 1)];
  const bool is_section = starts_with_any(trimmed(text), "[");
  const int column = static_cast<int>(text.find_first_not_of(blanks)) + 1;
  const int length = static_cast<int>(is_section ? trimmed(text).size() : split(text).key.size());
  const int first = first_definition(document, line, name, is_section);
  Diagnostic d;
  d.code = codes::set_twice;
  d.message = (is_section ? "the section [" + name + "]" : "`" + name + "`") + " is set twice in this file";
  d.at = location(document, {line, column, length});
  d.hint =
      first > 0 ? "set first on line " + std::to_string(first) + "; keep one of them" : "keep one of them";
  return d;
}

}  // namespace

int blamed_line(const SyntaxError& error, const std::vector<std::string>& lines) {
  const int n_lines = static_cast<int>(lines.size());
  int line = std::clamp(error.line, 1, std::max(n_lines, 1));
  const bool is_past = error.line > n_lines || error.column <= 1;
  while (is_past && line > 1 && is_blank_or_comment(lines[static_cast<std::size_t>(line - 1)])) --line;
  return line;
}

std::string header_name(const std::string& line) {
  const std::string text = trimmed(line);
  const std::size_t first = std::min(text.find_first_not_of("[ \t"), text.size());
  const auto is_plain = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '.'; };
  if (first == 0 || first == text.size() || std::isalpha(static_cast<unsigned char>(text[first])) == 0) return "";
  const auto end = std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(first), text.end(), is_plain);
  std::string name(text.begin() + static_cast<std::ptrdiff_t>(first), end);
  while (name.ends_with('.')) name.pop_back();
  return name;
}

bool is_key_line(const std::vector<std::string>& lines, int line) {
  if (line < 1 || static_cast<std::size_t>(line) > lines.size()) return false;
  const std::string& text = lines[static_cast<std::size_t>(line - 1)];
  const KeyLine parts = split(text);
  if (is_blank_or_comment(text) || starts_with_any(trimmed(text), "[") || !parts.has_equals) return false;
  const auto count = [&](char c) { return std::count(parts.value.begin(), parts.value.end(), c); };
  return count('[') == count(']') && count('{') == count('}') && !has(parts.value, "\"\"\"");
}

std::string with_huge_numbers_readable(std::string text) {
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const std::string value = split(text.substr(start, end - start)).value;
    const bool is_whole = value.size() > 18 && value.find_first_not_of("+-0123456789") == std::string::npos;
    // the last two digits become the power of ten of themselves: out of any range all the same
    if (is_whole) text.replace(text.find(value, text.find('=', start)) + value.size() - 2, 2, "e2");
    start = end + 1;
  }
  return text;
}

Diagnostic explain(const SyntaxError& error, int line, const Document& document) {
  if (document.lines.empty())
    return {std::string(codes::syntax), Severity::error, error.reason, {document.file, 0, 0, 0, ""}, "", ""};
  const std::string& text = document.lines[static_cast<std::size_t>(line - 1)];
  const std::string name = redefined(error.reason);
  if (!name.empty()) return set_twice(document, line, name);
  Diagnostic d;
  d.code = codes::syntax;
  d.message = "this line cannot be read";
  const std::size_t colon = error.reason.find(": ");
  if (colon != std::string::npos && !has(error.reason, "\n"))
    d.message += " (" + error.reason.substr(colon + 2) + ")";
  const int column = line == error.line ? error.column : static_cast<int>(text.size()) + 1;
  d.at = location(document, {line, std::min(column, static_cast<int>(text.size()) + 1), 1});
  d.hint = hint_for_line(text);
  return d;
}

}  // namespace townsquare
