// JSON as text, just enough to write the schema: strings are escaped, objects keep their order.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace townsquare::json_text {

/// A member of an object: its name, and its value as JSON text.
using Member = std::pair<std::string, std::string>;

std::string text(std::string_view characters);
std::string number(double value);
std::string list(const std::vector<std::string>& items);
std::string object(const std::vector<Member>& members);

/// The same document on many lines, two blanks for each level; short lists and objects stay on one line.
std::string indented(const std::string& json);

}  // namespace townsquare::json_text
