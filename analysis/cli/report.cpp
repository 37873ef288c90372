#include "analysis/cli/report.hpp"

#include <algorithm>

#include "analysis/cli/report_rows.hpp"
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
  std::vector<TableColumn> columns{{{""}, {}, true}, {{"scenario"}, {}, true}, {{"decided by"}, {}, true},
                                   {{"start money"}, {}, false}, {{"marketing a week"}, {}, false}};
  TableStyle style{{}, report.width, false, false};
  for (std::size_t a = 0; a < report.plan.arms.size(); ++a) {
    const Scenario& scenario = report.plan.arms[a].scenario;
    const Platform& platform = scenario.platforms[scenario.observed];
    const std::string cells[] = {"  " + arm_title(report, a), report.plan.arms[a].name, decided_by(platform),
                                 money(platform.capital.start_cash), money(platform.marketing.spend)};
    for (std::size_t c = 0; c < columns.size(); ++c) columns[c].cells.push_back(cells[c]);
    style.row_headings.emplace_back();
  }
  if (width_of_all(columns) <= report.width) return print_columns(out, columns, style);

  // too narrow for that: a sentence for each
  for (std::size_t a = 0; a < report.plan.arms.size(); ++a)
    out << wrapped(columns[0].cells[a] + " (" + columns[1].cells[a] + "), decided by " + columns[2].cells[a] +
                       "; start money " + columns[3].cells[a] + ", marketing " + columns[4].cells[a] + " a week",
                   report.width, 4)
        << "\n";
}

void print_head(std::ostream& out, const StudyReport& report) {
  const StudyResult& result = report.execution.result;
  out << bold(report.title, report.has_colour) << "\n"
      << horizon_text(n_weeks(report)) << ", " << plural(result.n_done, "replication") << ", seed "
      << result.seed << ", money in " << report.plan.arms[0].scenario.currency << "\n\n";
  if (report.plan.fork_at > 0)
    out << wrapped("Fork: in each replication all are one run for " + plural(report.plan.fork_at, "week") + ", that of " + report.plan.arms[0].name +
                       ". From then on each lives on under its own file. What votes or an operator changed before stays, unless a "
                       "file says of it something other than " + report.plan.arms[0].name + " does.",
                   report.width, 0)
        << "\n\n";
}

// Mean, its interval and the range of runs, from top to bottom.
std::vector<TableColumn> columns_of_run(const StudyReport& report, const std::vector<OutcomeRow>& rows) {
  std::vector<TableColumn> columns{{{"mean"}, {}, false}, {{"95 % interval"}, {}, false}, {{"90 % of runs"}, {}, false}};
  for (const OutcomeRow& row : rows) {
    if (row.outcome.empty()) {
      for (TableColumn& column : columns) column.cells.emplace_back();
      continue;
    }
    const std::vector<double>& values = report.execution.result.outcome(0, row.outcome);
    const Estimate mean = estimate_of_arm(report, row, 0);
    columns[0].cells.push_back(number_text(mean.mean, row.style));
    columns[1].cells.push_back(mean.n < 2 ? "-" : range_text(mean.low, mean.high, row.style));
    columns[2].cells.push_back(outcome_of(row).is_flag
                                   ? ""
                                   : range_text(quantile_of(values, .05), quantile_of(values, .95), row.style));
  }
  return columns;
}

// What both tables need to have explained.
std::string words_of(const StudyReport& report, const std::vector<OutcomeRow>& rows) {
  const auto has = [&](std::string_view outcome) { return std::ranges::find(rows, outcome, &OutcomeRow::outcome) != rows.end(); };
  std::string text = "Gini: 0 when all sell the same, 1 when one sells all. A marketplace that closed sells nothing more. "
         "Critical mass: over 40 % of the buyers of half of the niches are members; never counts as " +
         std::to_string(n_weeks(report)) + " weeks.";
  if (has("gini_of_power"))
    text += " Power: votes in the body that decides the fee, at the end; a dash where nobody votes. Largest member's power: its part of "
            "all swings of a vote (Banzhaf). Who would gain from a fee one step higher or lower than in the last week, as members judge it "
            "themselves; a fee that most votes would move is still on its way, or held by a quorum, a bound or a delay.";
  if (has("cost_of_control"))
    text += " Cost of control: spent until the attacker held votes that pass its demand; all of its budget when it never did.";
  return text;
}

// A paragraph beneath a table; nothing of nothing.
void print_note(std::ostream& out, const StudyReport& report, const std::string& text) {
  if (!text.empty()) out << wrapped(text, report.width, 0) << "\n";
}

}  // namespace

std::size_t n_weeks(const StudyReport& report) {
  return static_cast<std::size_t>(report.plan.arms[0].scenario.run.weeks);
}

std::string arm_title(const StudyReport& report, std::size_t arm) {
  const std::string& title = title_of(report.plan.arms[arm]);
  const auto has_title = [&](const Arm& other) { return title_of(other) == title; };
  const bool is_unique = !title.empty() && std::ranges::count_if(report.plan.arms, has_title) == 1;
  return is_unique ? title : report.plan.arms[arm].name;
}

std::vector<std::string> titles_of(const StudyReport& report) {
  std::vector<std::string> titles;
  for (std::size_t arm = 0; arm < report.plan.arms.size(); ++arm) titles.push_back(arm_title(report, arm));
  return titles;
}

void print_comparison(std::ostream& out, const StudyReport& report) {
  print_head(out, report);
  if (report.launch) return print_launches(out, report);
  print_arms(out, report);
  out << "\n";
  print_comparison_table(out, report);
  print_note(out, report, star_text(report, rows_of(report)));
  print_note(out, report,
             "-1.2M [-1.5, -0.9] reads: on average 1.2M less; the 95 % interval of that mean is -1.5M to -0.9M. An "
             "interval across 0 leaves open which is better; it ends where a value is impossible. pt: percentage "
             "points. " + words_of(report, rows_of(report)));
  print_findings(out, report);
  print_promises(out, report.promises, titles_of(report), report.width, report.has_colour);
  print_next(out, report);
}

void print_run(std::ostream& out, const StudyReport& report) {
  print_head(out, report);
  const std::vector<OutcomeRow> rows = rows_of(report);
  print_in_parts(out, label_column(report, rows), columns_of_run(report, rows), style_of(report, rows));
  print_note(out, report, star_text(report, rows));
  print_note(out, report,
             "95 % interval: of the mean, given this model; it ends where a value is impossible. 90 % of runs: all but "
             "the lowest and the highest 5 %. " + words_of(report, rows));
  print_published(out, report);
  print_promises(out, report.promises, titles_of(report), report.width, report.has_colour);
  print_next(out, report);
}

void print_next(std::ostream& out, const StudyReport& report) {
  const std::string file = in_shell(report.execution.output.string()), program = in_shell(report.program);
  const std::string heading = "Results in " + report.execution.output.string();
  const std::string print = " (fingerprint " + to_hex(report.execution.result.fingerprint) + ")";
  const std::uint32_t last = report.plan.first_replication + report.execution.result.n_done - 1;
  out << "\n"
      << bold(heading, report.has_colour) << (width_of(heading + print) <= report.width ? "" : "\n ") << print << "\n"
      << "  " << program << " export " << file << " --outcomes\n"
      << "  " << program << " rerun " << file << " --replication " << std::min<std::uint32_t>(17, last) << "\n";

  // Python only where it is known to have what it needs
  std::error_code none;
  const bool has_python = std::filesystem::exists(".venv/bin/python", none);
  if (has_python)
    out << "  .venv/bin/python -c "
        << in_shell("import townsquare; print(townsquare.open_result(\"" + report.execution.output.string() + "\").ds)")
        << "\n";
  else
    print_note(out, report, "Python: once ./bootstrap test or pip install . has put the package there, "
                            "townsquare.open_result(\"" + report.execution.output.string() + "\") opens it.");
}

}  // namespace townsquare
