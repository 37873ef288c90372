// What is wrong with a file, where, and what would be right: told in the manner of a good compiler.
#pragma once
#include <cstddef>
#include <exception>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace townsquare {

enum class Severity { error, warning };

/// A place in a file. Lines and columns count from 1, columns in characters; line 0 means the file as a whole.
struct Location {
  std::string file;
  int line = 0, column = 0, length = 0;
  std::string source_line;  ///< the offending line as written
};

/// One thing that is wrong. `code` never changes its meaning between versions (see codes in `read_scenario.hpp`).
struct Diagnostic {
  std::string code;
  Severity severity = Severity::error;
  std::string message;  ///< what is wrong, one sentence without a full stop
  Location at;
  std::string hint;        ///< what is allowed, or what to write instead; may be empty
  std::string suggestion;  ///< the nearest allowed word; empty when none is near
};

using Diagnostics = std::vector<Diagnostic>;

/// One diagnostic as text of several lines; `colour` adds ANSI escapes, hints are broken into lines of `width`.
std::string render(const Diagnostic& diagnostic, bool colour = false, std::size_t width = 100);

/// All diagnostics, with a last line that counts them. A hint that was given before is not given again.
std::string render(std::span<const Diagnostic> diagnostics, bool colour = false, std::size_t width = 100);

/// Thrown when a scenario cannot be read; carries everything that is wrong with it, in order of the files.
class InvalidScenario : public std::exception {
public:
  explicit InvalidScenario(Diagnostics diagnostics);
  const Diagnostics& diagnostics() const noexcept { return diagnostics_; }
  const char* what() const noexcept override { return text_.c_str(); }

private:
  Diagnostics diagnostics_;
  std::string text_;
};

/// Steps between two words: insert, delete, replace or swap neighbours (optimal string alignment distance).
/// *Source*: Damerau 1964; case and the difference of `-` and `_` cost nothing.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The allowed word that was probably meant, one within a third of the word's length or one that it
/// begins; nothing when none is near.
std::optional<std::string> nearest_word(std::string_view word, std::span<const std::string> allowed);

/// "`a`, `b` or `c`", for sentences about what is allowed.
std::string list_words(std::span<const std::string> words, std::string_view last = "or");

}  // namespace townsquare
