// How far a study is: one line that is redrawn on a terminal, a line for each tenth elsewhere.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>

namespace townsquare {

enum class ProgressKind { none, lines, bar };

class Progress {
public:
  Progress(std::uint64_t n_runs, ProgressKind kind);

  /// Draws if there is something new to show; call it as often as you like.
  void show(std::uint64_t runs_done);
  /// Takes the bar away, so that what follows starts on a clean line.
  void end();
  double seconds() const;

private:
  std::string bar(std::uint64_t runs_done) const;
  std::string left(std::uint64_t runs_done) const;  // ", about 12 s left"; empty at both ends

  std::uint64_t n_runs_;
  ProgressKind kind_;
  std::chrono::steady_clock::time_point start_;
  std::uint64_t tenths_shown_ = 0;
  std::string line_;
};

/// "12 s", "3 min 20 s", "2 h 5 min".
std::string duration_text(double seconds);

}  // namespace townsquare
