#include "analysis/cli/report.hpp"

#include <algorithm>
#include <sstream>

#include "analysis/cli/outcome_rows.hpp"
#include "analysis/cli/terminal.hpp"
#include "engine/fingerprint.hpp"

namespace townsquare {
namespace {

std::string plural(std::size_t n, const std::string& word) {
  return std::to_string(n) + " " + word + (n == 1 ? "" : "s");
}

std::string money(double cents) { return number_text(cents / 100, NumberStyle::money); }

std::string decided_by(const Platform& platform) {
  switch (static_cast<Control>(static_cast<int>(platform.control))) {
  case Control::members: return "its members";
  case Control::operator_: return "an operator";
  default: return "nobody";
  }
}

// Who the arms are, one line each; the first is the baseline.
void print_arms(std::ostream& out, const StudyReport& report) {
  std::size_t title = 6, name = 8;
  for (std::size_t a = 0; a < report.plan.arms.size(); ++a) {
    title = std::max(title, width_of(arm_title(report, a)));
    name = std::max(name, width_of(report.plan.arms[a].name));
  }
  const auto print = [&](const std::string& first, const std::string& second, const std::string& decider,
                         const std::string& cash, const std::string& marketing) {
    out << "  " << pad_right(first, title) << "  " << pad_right(second, name) << "  "
        << pad_right(decider, 11) << pad_left(cash, 12) << pad_left(marketing, 18) << "\n";
  };
  print("", "scenario", "decided by", "start money", "marketing a week");
  for (std::size_t a = 0; a < report.plan.arms.size(); ++a) {
    const Platform& platform = report.plan.arms[a].scenario.platforms[0];
    print(arm_title(report, a), report.plan.arms[a].name, decided_by(platform),
          money(platform.capital.start_cash), money(platform.marketing.spend));
  }
}

void print_head(std::ostream& out, const StudyReport& report) {
  const StudyResult& result = report.execution.result;
  out << bold(report.title, report.has_colour) << "\n"
      << horizon_text(n_weeks(report)) << ", " << plural(result.n_done, "replication") << ", seed "
      << result.seed << ", money in " << report.plan.arms[0].scenario.currency << "\n\n";
}

std::string line_of_run(const StudyReport& report, const OutcomeRow& row, std::size_t label_width) {
  const std::vector<double>& values = report.execution.result.outcome(0, row.outcome);
  const Estimate mean = estimate_of(values, row.is_proportion);
  const std::string label = pad_right(label_text(row, n_weeks(report)), label_width);
  const std::string interval = values.size() < 2 ? "-" : range_text(mean.low, mean.high, row.style);
  const std::string runs =
      row.is_proportion ? "" : range_text(quantile_of(values, .05), quantile_of(values, .95), row.style);
  const std::string line =
      label + pad_left(number_text(mean.mean, row.style), 10) + pad_left(interval, 22) + pad_left(runs, 22);
  return line.substr(0, line.find_last_not_of(' ') + 1);
}

// What both tables need to have explained.
std::string words_of(const StudyReport& report) {
  return "Gini: 0 when all sell the same, 1 when one sells all. A marketplace that closed counts as zero. "
         "Critical mass: over 40 % of the buyers of half of the niches are members; never counts as " +
         std::to_string(n_weeks(report)) + " weeks.";
}

}  // namespace

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
  out << wrapped("-1.2M [-1.5, -0.9] reads: on average 1.2M less; the 95 % interval of that mean is -1.5M to "
                 "-0.9M. An interval across 0 leaves open which is better. pt: percentage points. " +
                     words_of(report),
                 100, 0)
      << "\n";
  print_findings(out, report);
  print_next(out, report);
}

void print_run(std::ostream& out, const StudyReport& report) {
  print_head(out, report);
  const std::vector<OutcomeRow> rows = outcome_rows(n_weeks(report));
  constexpr std::size_t label_width = 26;
  const std::string heading = pad_right("", label_width) + pad_left("mean", 10) +
                              pad_left("95 % interval", 22) + pad_left("90 % of runs", 22);
  out << bold(heading, report.has_colour) << "\n" << std::string(heading.size(), '-') << "\n";
  for (const OutcomeRow& row : rows)
    out << (row.outcome.empty() ? bold(row.label, report.has_colour) : line_of_run(report, row, label_width))
        << "\n";
  out << wrapped("95 % interval: of the mean, given this model. 90 % of runs: all but the lowest and the "
                 "highest 5 %. " +
                     words_of(report),
                 100, 0)
      << "\n";
  print_published(out, report);
  print_next(out, report);
}

void print_next(std::ostream& out, const StudyReport& report) {
  const std::string file = report.execution.output.string();
  const std::uint32_t last = report.plan.first_replication + report.execution.result.n_done - 1;
  out << "\n"
      << bold("Results in " + file, report.has_colour) << " (fingerprint "
      << to_hex(report.execution.result.fingerprint) << ")\n"
      << "  townsquare export " << file << " --outcomes\n"
      << "  townsquare rerun " << file << " --replication " << std::min<std::uint32_t>(17, last) << "\n"
      << "  python3 -c \"import xarray; print(xarray.open_dataset('" << file << "'))\"\n";
}

}  // namespace townsquare
