// The table that a founder reads first: what each arm comes to, and how it differs from the baseline.
#include "analysis/cli/report_rows.hpp"

namespace townsquare {
namespace {

TableColumn arm_column(const StudyReport& report, const std::vector<OutcomeRow>& rows, std::size_t arm) {
  TableColumn column;
  column.heading = heading_lines(arm_title(report, arm), 9);
  for (const OutcomeRow& row : rows) {
    if (row.outcome.empty()) column.cells.emplace_back();
    else column.cells.push_back(number_text(estimate_of_arm(report, row, arm).mean, row.style));
  }
  return column;
}

TableColumn difference_column(const StudyReport& report, const std::vector<OutcomeRow>& rows,
                              std::size_t arm) {
  TableColumn column;
  column.heading = heading_lines(arm_title(report, arm), 22);
  for (const std::string& line : heading_lines("less " + arm_title(report, 0), 22))
    column.heading.push_back(line);
  for (const OutcomeRow& row : rows) {
    if (row.outcome.empty()) column.cells.emplace_back();
    else column.cells.push_back(difference_text(difference_of_arm(report, row, arm), row.style));
  }
  return column;
}

}  // namespace

void print_comparison_table(std::ostream& out, const StudyReport& report) {
  const std::vector<OutcomeRow> rows = rows_of(report);
  const TableColumn labels = label_column(report, rows);
  std::vector<TableColumn> arms, differences;
  for (std::size_t arm = 0; arm < report.plan.arms.size(); ++arm) {
    arms.push_back(arm_column(report, rows, arm));
    if (arm > 0) differences.push_back(difference_column(report, rows, arm));
  }

  // side by side when they fit, else the differences have a table of their own
  const TableStyle style = style_of(report, rows);
  std::vector<TableColumn> all{labels};
  all.insert(all.end(), arms.begin(), arms.end());
  all.insert(all.end(), differences.begin(), differences.end());
  if (width_of_all(all) <= style.width) return print_columns(out, all, style);
  print_in_parts(out, labels, arms, style);
  out << "\n";
  print_in_parts(out, labels, differences, style);
}

}  // namespace townsquare
