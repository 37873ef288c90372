// What to say when a file is not TOML: the library stops at a character, people want to know what to write.
#pragma once
#include <string>
#include <vector>

#include "scenarios/document.hpp"

namespace townsquare {

/// The name in a line that begins a section, `[governance.fees` of `[governance.fees]` or of what was meant to be that; empty for any other line.
std::string header_name(const std::string& line);

/// Where the TOML library stopped, and its reason.
struct SyntaxError {
  int line, column;
  std::string reason;
};

/// The line that is to blame; the library sometimes names the line after it.
int blamed_line(const SyntaxError& error, const std::vector<std::string>& lines);

/// True if the line is a whole `key = value` on its own, so that it can be left out without harm to others.
bool is_key_line(const std::vector<std::string>& lines, int line);

/// The text with whole numbers that are too large for TOML (over 2^63) as `12e3`, of the same length: they can be read
/// then, and are found out of range like others.
std::string with_huge_numbers_readable(std::string text);

/// The diagnostic: a key or section set twice, a missing quote, a unit without quotes, ...
Diagnostic explain(const SyntaxError& error, int line, const Document& document);

}  // namespace townsquare
