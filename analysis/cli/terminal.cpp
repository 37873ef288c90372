#include "analysis/cli/terminal.hpp"

#include <algorithm>
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

// Columns that a terminal or, failing that, the environment tells; 0 when neither does.
unsigned long told_columns(int stream) {
  winsize size{};
  if (ioctl(stream, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  const char* columns = std::getenv("COLUMNS");
  return columns == nullptr ? 0 : std::strtoul(columns, nullptr, 10);
}

std::size_t width_of_stream(int stream) {
  constexpr unsigned long usual = 100, least = 60, most = 120;
  const unsigned long told = told_columns(stream);
  return std::clamp(told == 0 ? usual : told, least, most);
}

}  // namespace

bool is_terminal_stdout() { return isatty(STDOUT_FILENO) == 1; }
bool is_terminal_stderr() { return isatty(STDERR_FILENO) == 1; }

bool has_colour_stdout(bool is_allowed) { return is_allowed && is_terminal_stdout() && wants_colour(); }
bool has_colour_stderr(bool is_allowed) { return is_allowed && is_terminal_stderr() && wants_colour(); }

std::size_t width_of_stdout() { return width_of_stream(STDOUT_FILENO); }
std::size_t width_of_stderr() { return width_of_stream(STDERR_FILENO); }

std::string bold(std::string_view text, bool has_colour) {
  return has_colour ? "\x1b[1m" + std::string(text) + "\x1b[0m" : std::string(text);
}

}  // namespace townsquare
