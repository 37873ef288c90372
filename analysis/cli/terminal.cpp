#include "analysis/cli/terminal.hpp"

#include <cstdlib>

#include <sys/ioctl.h>
#include <unistd.h>

namespace townsquare {
namespace {

bool wants_colour() {
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  const bool is_refused = no_color != nullptr && *no_color != '\0';
  return !is_refused && term != nullptr && std::string_view(term) != "dumb";
}

}  // namespace

bool is_terminal_stdout() { return isatty(STDOUT_FILENO) == 1; }
bool is_terminal_stderr() { return isatty(STDERR_FILENO) == 1; }

bool has_colour_stdout(bool is_allowed) { return is_allowed && is_terminal_stdout() && wants_colour(); }
bool has_colour_stderr(bool is_allowed) { return is_allowed && is_terminal_stderr() && wants_colour(); }

int terminal_width() {
  winsize size{};
  const bool is_known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return is_known ? size.ws_col : 80;
}

std::string bold(std::string_view text, bool has_colour) {
  return has_colour ? "\x1b[1m" + std::string(text) + "\x1b[0m" : std::string(text);
}

}  // namespace townsquare
