#include "analysis/cli/report.hpp"

#include <algorithm>
#include <sstream>

#include "analysis/cli/outcome_rows.hpp"
#include "analysis/cli/terminal.hpp"
#include "engine/fingerprint.hpp"

namespace townsquare {
namespace {

std::string plural(std::size_t n, const std::string& word) { return std::to_string(n) + " " + word + (n == 1 ? "" : "s"); }

std::string controlled_by(const Platform& platform) {
  switch (static_cast<Control>(static_cast<int>(platform.control))) {
  case Control::members: return "run by its members";
  case Control::operator_: return "run by an operator";
  default: return "run by nobody";
  }
}

// Who the arms are, one line each.
void print_arms(std::ostream& out, const StudyReport& report) {
  std::size_t widest_title = 0, widest_name = 0;
  for (std::size_t a = 0; a < report.plan.arms.size(); ++a) {
    widest_title = std::max(widest_title, width_of(arm_title(report, a)));
    widest_name = std::max(widest_name, width_of(report.plan.arms[a].name));
  }
  for (std::size_t a = 0; a < report.plan.arms.size(); ++a) {
    const Arm& arm = report.plan.arms[a];
    const Platform& platform = arm.scenario.platforms[0];
    out << "  " << pad_right(arm_title(report, a), widest_title) << "  " << pad_right(arm.name, widest_name) << "  "
        << controlled_by(platform) << ", starts with " << number_text(platform.capital.start_cash / 100, NumberStyle::money)
        << (a == 0 ? "  (baseline)" : "") << "\n";
  }
}

void print_head(std::ostream& out, const StudyReport& report) {
  const StudyResult& result = report.execution.result;
  out << bold(report.title, report.has_colour) << "\n"
      << horizon_text(n_weeks(report)) << ", " << plural(result.n_done, "replication") << ", seed " << result.seed
      << ", money in " << report.plan.arms[0].scenario.currency << "\n\n";
}

std::string line_of_run(const StudyReport& report, const OutcomeRow& row, std::size_t label_width) {
  const std::vector<double>& values = report.execution.result.outcome(0, row.outcome);
  const Estimate mean = estimate_of(values, row.is_proportion);
  const std::string label = pad_right(label_text(row, n_weeks(report)), label_width);
  const std::string interval = values.size() < 2 ? "-" : range_text(mean.low, mean.high, row.style);
  const std::string runs = row.is_proportion ? "" : range_text(quantile_of(values, .05), quantile_of(values, .95), row.style);
  return label + pad_left(number_text(mean.mean, row.style), 10) + pad_left(interval, 20) + pad_left(runs, 20);
}

} // namespace

std::size_t n_weeks(const StudyReport& report) {
  return static_cast<std::size_t>(report.plan.arms[0].scenario.run.weeks);
}

std::string arm_title(const StudyReport& report, std::size_t arm) {
  const Scenario& scenario = report.plan.arms[arm].scenario;
  const auto has_title = [&](const Arm& other) { return other.scenario.title == scenario.title; };
  const bool is_unique = !scenario.title.empty() && std::ranges::count_if(report.plan.arms, has_title) == 1;
  return is_unique ? scenario.title : report.plan.arms[arm].name;
}

std::string wrapped(const std::string& text, std::size_t width, std::size_t indent) {
  std::istringstream words(text);
  std::string line = text.substr(0, std::min(text.find_first_not_of(' '), text.size())), all, word;
  bool is_first = true;
  while (words >> word) {
    if (!is_first && width_of(line) + 1 + width_of(word) > width) {
      all += line + "\n";
      line = std::string(indent, ' ');
      is_first = true;
    }
    line += (is_first ? "" : " ") + word;
    is_first = false;
  }
  return all + line;
}

void print_comparison(std::ostream& out, const StudyReport& report) {
  print_head(out, report);
  print_arms(out, report);
  out << "\n";
  print_comparison_table(out, report);
  out << wrapped("Means over the replications; a marketplace that closed counts with zeros from then on, and weeks to critical "
                 "mass (half of the niches have over 40 % of their buyers as members) with the whole length if never. "
                 "-1.2M [-1.5, -0.9]: 1.2M less, and the replications leave -1.5M to -0.9M open with 95 % confidence. "
                 "pt: percentage points. Gini: 0 when all sell the same, 1 when one sells all.",
                 100, 0)
      << "\n";
  print_findings(out, report);
  print_next(out, report);
}

void print_run(std::ostream& out, const StudyReport& report) {
  print_head(out, report);
  const std::vector<OutcomeRow> rows = outcome_rows(n_weeks(report));
  constexpr std::size_t label_width = 26;
  const std::string heading =
      pad_right("", label_width) + pad_left("mean", 10) + pad_left("95 % interval", 20) + pad_left("90 % of runs", 20);
  out << bold(heading, report.has_colour) << "\n" << std::string(heading.size(), '-') << "\n";
  for (const OutcomeRow& row : rows)
    out << (row.outcome.empty() ? bold(row.label, report.has_colour) : line_of_run(report, row, label_width)) << "\n";
  out << wrapped("95 % interval: of the mean, given this model. 90 % of runs: from the 5th to the 95th of a hundred runs. A "
                 "marketplace that closed counts with zeros from then on.",
                 100, 0)
      << "\n";
  print_published(out, report);
  print_next(out, report);
}

void print_next(std::ostream& out, const StudyReport& report) {
  const std::string file = report.execution.output.string();
  const std::uint32_t last = report.plan.first_replication + report.execution.result.n_done - 1;
  out << "\n" << bold("Results in " + file, report.has_colour) << " (fingerprint " << to_hex(report.execution.result.fingerprint)
      << ")\n"
      << "  townsquare export " << file << " --outcomes\n"
      << "  townsquare rerun " << file << " --replication " << std::min<std::uint32_t>(17, last) << "\n"
      << "  python3 -c \"import xarray; print(xarray.open_dataset('" << file << "'))\"\n";
}

} // namespace townsquare
