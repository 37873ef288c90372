#include "scenarios/json_text.hpp"

#include "scenarios/decimal.hpp"

namespace townsquare::json_text {
namespace {

constexpr std::size_t one_line = 100;

// Length of the list or object that opens at `start`, brackets included; strings are skipped as wholes.
std::size_t extent(const std::string& json, std::size_t start) {
  int depth = 0;
  bool is_quoted = false;
  for (std::size_t i = start; i < json.size(); ++i) {
    const char c = json[i];
    if (is_quoted && c == '\\') ++i;
    else if (c == '"') is_quoted = !is_quoted;
    else if (!is_quoted && (c == '[' || c == '{')) ++depth;
    else if (!is_quoted && (c == ']' || c == '}') && --depth == 0) return i + 1 - start;
  }
  return json.size() - start;
}

// End of the string that opens at `start`.
std::size_t string_extent(const std::string& json, std::size_t start) {
  std::size_t i = start + 1;
  while (i < json.size() && json[i] != '"') i += json[i] == '\\' ? 2 : 1;
  return i + 1 - start;
}

template <class Items, class Show>
std::string joined(const Items& items, char open, char close, Show&& show) {
  std::string text(1, open);
  for (const auto& item : items) text += (text.size() > 1 ? ", " : "") + show(item);
  return text + close;
}

}  // namespace

std::string text(std::string_view characters) {
  constexpr char hex[] = "0123456789abcdef";
  std::string quoted = "\"";
  for (const char c : characters) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') quoted += std::string("\\") + c;
    else if (byte < 32) quoted += std::string("\\u00") + hex[byte >> 4] + hex[byte & 15];
    else quoted += c;
  }
  return quoted + "\"";
}

std::string number(double value) {
  return shortest_decimal(value);
}

std::string list(const std::vector<std::string>& items) {
  return joined(items, '[', ']', [](const std::string& item) { return item; });
}

std::string object(const std::vector<Member>& members) {
  return joined(members, '{', '}', [](const Member& m) { return text(m.first) + ": " + m.second; });
}

std::string indented(const std::string& json) {
  std::string out;
  std::string margin = "\n";
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    const bool opens = c == '{' || c == '[';
    const std::size_t whole = c == '"' ? string_extent(json, i) : opens ? extent(json, i) : 0;
    if (c == '"' || (opens && whole + margin.size() < one_line)) {
      out += json.substr(i, whole);
      i += whole - 1;
    } else if (opens) {
      margin += "  ";
      out += c + margin;
    } else if (c == '}' || c == ']') {
      margin.resize(margin.size() - 2);
      out += margin + c;
    } else if (c == ',') {
      out += "," + margin;
      ++i;  // the blank after the comma
    } else {
      out += c;
    }
  }
  return out + "\n";
}

}  // namespace townsquare::json_text
