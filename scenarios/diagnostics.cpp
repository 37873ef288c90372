#include "scenarios/diagnostics.hpp"

#include <algorithm>
#include <set>

namespace townsquare {
namespace {

// ANSI escapes, or nothing when colours are off.
struct Paint {
  bool on;
  std::string bold(std::string_view text) const { return wrap("1", text); }
  std::string blue(std::string_view text) const { return wrap("1;34", text); }
  std::string alarm(Severity severity, std::string_view text) const {
    return wrap(severity == Severity::error ? "1;31" : "1;33", text);
  }

private:
  std::string wrap(std::string_view code, std::string_view text) const {
    if (!on) return std::string(text);
    return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
  }
};

// A tab is shown as one blank, so that carets stand under their words.
std::string shown_line(std::string line) {
  std::replace(line.begin(), line.end(), '\t', ' ');
  return line;
}

std::string carets(const Diagnostic& d) {
  const auto before = static_cast<std::size_t>(std::max(d.at.column - 1, 0));
  return std::string(before, ' ') + std::string(static_cast<std::size_t>(std::max(d.at.length, 1)), '^');
}

std::string position(const Location& at) {
  if (at.line == 0) return at.file;
  return at.file + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

char plain(char c) {
  if (c == '-') return '_';
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Breaks a text at blanks; lines after the first begin with `indent` blanks, and the first has that many before it.
std::string broken(std::string_view text, std::size_t indent, std::size_t width) {
  std::string lines, line;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (!line.empty() && indent + line.size() + 1 + end > width) {
      lines += line + "\n" + std::string(indent, ' ');
      line.clear();
    }
    line += (line.empty() ? "" : " ") + std::string(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines + line;
}

std::string counted(std::size_t n, std::string_view noun) {
  return std::to_string(n) + " " + std::string(noun) + (n == 1 ? "" : "s");
}

}  // namespace

std::string render(const Diagnostic& d, bool colour, std::size_t width) {
  const Paint paint{colour};
  const std::string word = d.severity == Severity::error ? "error" : "warning";
  std::string text = paint.alarm(d.severity, word + "[" + d.code + "]") + paint.bold(": " + d.message) + "\n";
  const std::string number = d.at.line > 0 ? std::to_string(d.at.line) : "";
  const std::string margin(number.size() + 1, ' ');

  // where, and the line with carets under the words that are wrong
  text += margin + paint.blue("--> ") + position(d.at) + "\n";
  const std::string meant = d.suggestion.empty() ? "" : " did you mean `" + d.suggestion + "`?";
  if (d.at.line > 0) {
    text += " " + paint.blue(number + " |") + " " + shown_line(d.at.source_line) + "\n";
    text += margin + paint.blue(" |") + " " + paint.alarm(d.severity, carets(d) + meant) + "\n";
  } else if (!meant.empty()) {
    text += margin + paint.blue(" =") + meant + "\n";
  }

  // what is allowed
  if (!d.hint.empty()) text += margin + paint.blue(" =") + " " + broken(d.hint, margin.size() + 3, width) + "\n";
  return text;
}

std::string render(std::span<const Diagnostic> diagnostics, bool colour, std::size_t width) {
  std::string text;
  std::size_t n_errors = 0;
  std::set<std::string> hints;
  for (Diagnostic d : diagnostics) {
    if (!hints.insert(d.hint).second) d.hint.clear();
    text += render(d, colour, width) + "\n";
    n_errors += d.severity == Severity::error;
  }
  const std::size_t n_warnings = diagnostics.size() - n_errors;
  if (n_errors > 0) text += counted(n_errors, "error");
  if (n_warnings > 0) text += (n_errors > 0 ? ", " : "") + counted(n_warnings, "warning");
  return text;
}

InvalidScenario::InvalidScenario(Diagnostics diagnostics)
    : diagnostics_(std::move(diagnostics)), text_(render(diagnostics_)) {}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  const std::size_t width = b.size() + 1;
  std::vector<std::size_t> steps((a.size() + 1) * width);
  const auto at = [&](std::size_t i, std::size_t j) -> std::size_t& { return steps[i * width + j]; };
  for (std::size_t i = 0; i <= a.size(); ++i) at(i, 0) = i;
  for (std::size_t j = 0; j <= b.size(); ++j) at(0, j) = j;
  const auto same = [&](std::size_t i, std::size_t j) { return plain(a[i - 1]) == plain(b[j - 1]); };
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      at(i, j) = std::min({at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (same(i, j) ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && same(i, j - 1) && same(i - 1, j);
      if (swapped) at(i, j) = std::min(at(i, j), at(i - 2, j - 2) + 1);
    }
  }
  return at(a.size(), b.size());
}

std::optional<std::string> nearest_word(std::string_view word, std::span<const std::string> allowed) {
  std::optional<std::string> best;
  std::size_t least = 0;
  for (const std::string& candidate : allowed) {
    const std::size_t distance = edit_distance(word, candidate);
    const std::size_t limit = std::max<std::size_t>(1, std::max(word.size(), candidate.size()) / 3);
    const bool is_start = word.size() >= 3 && candidate.starts_with(word);
    const bool is_near =
        (is_start || distance <= limit) && distance < std::max(word.size(), candidate.size());
    if (!is_near || (best && distance >= least)) continue;
    best = candidate;
    least = distance;
  }
  return best;
}

std::string list_words(std::span<const std::string> words, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " " + std::string(last) + " " : ", ";
    text += "`" + words[i] + "`";
  }
  return text;
}

}  // namespace townsquare
