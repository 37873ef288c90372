// What the two output streams can show.
#pragma once
#include <string>
#include <string_view>

#include "analysis/cli/arguments.hpp"

namespace townsquare {

bool is_terminal_stdout();
bool is_terminal_stderr();

/// Whether messages may be coloured: a terminal, and neither NO_COLOR, TERM=dumb nor --no-color.
bool has_colour_stdout(bool is_allowed);
bool has_colour_stderr(bool is_allowed);

/// Columns of the terminal of stderr; 80 when it does not say.
int terminal_width();

/// Text in bold, or as it is.
std::string bold(std::string_view text, bool has_colour);

}  // namespace townsquare
