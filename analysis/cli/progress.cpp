#include "analysis/cli/progress.hpp"

#include <algorithm>
#include <cmath>
#include <iostream>

#include "analysis/cli/terminal.hpp"

namespace townsquare {

Progress::Progress(std::uint64_t n_runs, ProgressKind kind)
    : n_runs_(std::max<std::uint64_t>(n_runs, 1)), kind_(kind), start_(std::chrono::steady_clock::now()) {}

double Progress::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

std::string duration_text(double seconds) {
  const auto whole = static_cast<long>(std::ceil(std::max(seconds, 0.)));
  if (whole < 60) return std::to_string(whole) + " s";
  if (whole < 3600) return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s";
  return std::to_string(whole / 3600) + " h " + std::to_string(whole % 3600 / 60) + " min";
}

std::string Progress::left(std::uint64_t runs_done) const {
  if (runs_done == 0 || runs_done >= n_runs_) return "";
  return ", about " + duration_text(seconds() * static_cast<double>(n_runs_ - runs_done) / static_cast<double>(runs_done)) + " left";
}

std::string Progress::bar(std::uint64_t runs_done) const {
  const double part = static_cast<double>(runs_done) / static_cast<double>(n_runs_);
  std::string text = std::to_string(runs_done) + " of " + std::to_string(n_runs_) + " runs";
  text += left(runs_done);
  const int width = std::clamp(static_cast<int>(width_of_stderr()) - static_cast<int>(text.size()) - 4, 0, 40);
  if (width < 10) return text;
  const auto filled = static_cast<std::size_t>(std::lround(part * width));
  return "[" + std::string(filled, '#') + std::string(static_cast<std::size_t>(width) - filled, '.') + "] " +
         text;
}

void Progress::show(std::uint64_t runs_done) {
  if (kind_ == ProgressKind::none) return;
  if (kind_ == ProgressKind::lines) {
    const std::uint64_t tenths = runs_done * 10 / n_runs_;
    if (tenths == tenths_shown_) return;
    tenths_shown_ = tenths;
    std::cerr << runs_done * 100 / n_runs_ << " %: " << runs_done << " of " << n_runs_ << " runs, " << duration_text(seconds()) << left(runs_done) << "\n";
    return;
  }
  const std::string line = bar(runs_done);
  if (line == line_) return;
  line_ = line;
  std::cerr << "\r" << line << "\x1b[K" << std::flush;
}

void Progress::end() {
  if (kind_ == ProgressKind::bar && !line_.empty()) std::cerr << "\r\x1b[K" << std::flush;
}

}  // namespace townsquare
