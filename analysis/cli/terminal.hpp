// What the two output streams can show.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "analysis/cli/arguments.hpp"

namespace townsquare {

bool is_terminal_stdout();
bool is_terminal_stderr();

/// Whether messages may be coloured: a terminal, and neither NO_COLOR, TERM=dumb nor --no-color.
bool has_colour_stdout(bool is_allowed);
bool has_colour_stderr(bool is_allowed);

/// Columns for text on a stream: of its terminal, else what COLUMNS says, else 100; from 60 to 120, where lines are
/// still read with ease.
std::size_t width_of_stdout();
std::size_t width_of_stderr();

/// Text in bold, or as it is.
std::string bold(std::string_view text, bool has_colour);

}  // namespace townsquare
