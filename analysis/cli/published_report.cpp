// Published figures in a small table, with an honest verdict.
#include <cmath>

#include "analysis/statistics/number_text.hpp"
#include "analysis/cli/report.hpp"
#include "analysis/cli/terminal.hpp"
#include "analysis/cli/text_table.hpp"

namespace townsquare {
namespace {

std::string off_text(double off) {
  const long points = std::lround(100 * std::abs(off));
  const std::string side = off > 0 ? " (high)" : " (low)";
  return "median off by " + std::to_string(points) + " %" + (points == 0 ? "" : side);
}

std::string verdict(const PublishedFit& fit) {
  const std::string use = fit.is_fitted ? "fitted" : fit.is_hit() ? "predicted: hit" : "predicted: miss";
  return use + ", " + off_text(fit.off());
}

std::string money(double value) { return number_text(value, NumberStyle::money); }

}  // namespace

void print_published(std::ostream& out, const StudyReport& report) {
  if (!report.published || report.execution.result.n_done == 0) return;
  const std::vector<PublishedFit> fits = report.published->fits();
  if (fits.empty()) return;
  out << "\n"
      << bold("Beside what " + report.published->title() + " published: sales of a year", report.has_colour)
      << "\n"
      << "        published  median of runs   90 % of runs\n";
  const bool is_narrow = report.width < 90;  // then the verdict has a line of its own
  bool has_wide_hit = false;
  for (const PublishedFit& fit : fits) {
    has_wide_hit = has_wide_hit || (!fit.is_fitted && fit.is_hit() && fit.is_wide());
    out << "  " << fit.year << pad_left(money(fit.published), 11) << pad_left(money(fit.median), 16) << "   "
        << pad_right(money(fit.low) + " to " + money(fit.high), is_narrow ? 0 : 16)
        << (is_narrow ? "\n        " : "  ") << verdict(fit) << "\n";
  }
  const std::string easy = has_wide_hit ? " A range this wide, more than a factor 2, makes a hit easy." : "";
  out << wrapped("  Hit: the published value lies in the range of 90 % of the runs." + easy, report.width, 2) << "\n";
  if (report.has_settings)
    out << wrapped("  The market was fitted without your --set, so this is no check of it.", report.width, 2) << "\n";
}

}  // namespace townsquare
