// The table that a founder reads first: what each arm comes to, and how it differs from the baseline.
#include <algorithm>
#include <numeric>

#include "analysis/cli/outcome_rows.hpp"
#include "analysis/cli/report.hpp"
#include "analysis/cli/terminal.hpp"

namespace townsquare {
namespace {

constexpr std::size_t table_width = 100;

// One column: its heading in lines, its cells from top to bottom, empty beside headings of rows.
struct TableColumn {
  std::vector<std::string> heading;
  std::vector<std::string> cells;
  bool is_left = false;

  std::size_t width() const {
    std::size_t widest = 0;
    for (const std::string& text : heading) widest = std::max(widest, width_of(text));
    for (const std::string& text : cells) widest = std::max(widest, width_of(text));
    return widest;
  }
};

// Breaks a title into short lines, at spaces and after hyphens.
std::vector<std::string> heading_lines(const std::string& title, std::size_t width) {
  std::vector<std::string> lines{""}, pieces{""};
  for (const char letter : title) {
    if (letter == ' ') pieces.emplace_back();
    else pieces.back() += letter;
    if (letter == ' ') pieces.back() = " ";
    if (letter == '-') pieces.emplace_back();
  }
  for (std::string piece : pieces) {
    const bool fits = width_of(lines.back() + piece) <= width;
    if (!fits && !lines.back().empty()) lines.emplace_back();
    if (lines.back().empty() && piece.starts_with(" ")) piece.erase(0, 1);
    lines.back() += piece;
  }
  return lines;
}

TableColumn label_column(const std::vector<OutcomeRow>& rows, std::size_t n_weeks) {
  TableColumn column;
  column.is_left = true;
  for (const OutcomeRow& row : rows)
    column.cells.push_back(row.outcome.empty() ? "" : label_text(row, n_weeks));
  return column;
}

TableColumn arm_column(const StudyReport& report, const std::vector<OutcomeRow>& rows, std::size_t arm) {
  TableColumn column;
  column.heading = heading_lines(arm_title(report, arm), 9);
  for (const OutcomeRow& row : rows) {
    if (row.outcome.empty()) column.cells.emplace_back();
    else
      column.cells.push_back(
          number_text(mean_of(report.execution.result.outcome(arm, row.outcome)).mean, row.style));
  }
  return column;
}

TableColumn difference_column(const StudyReport& report, const std::vector<OutcomeRow>& rows,
                              std::size_t arm) {
  const StudyResult& result = report.execution.result;
  TableColumn column;
  column.heading = heading_lines(arm_title(report, arm), 22);
  for (const std::string& line : heading_lines("less " + arm_title(report, 0), 22))
    column.heading.push_back(line);
  for (const OutcomeRow& row : rows) {
    if (row.outcome.empty()) column.cells.emplace_back();
    else
      column.cells.push_back(difference_text(
          paired_difference(result.outcome(0, row.outcome), result.outcome(arm, row.outcome)), row.style));
  }
  return column;
}

std::size_t width_of_all(const std::vector<TableColumn>& columns) {
  return std::accumulate(
             columns.begin(), columns.end(), std::size_t{0},
             [](std::size_t sum, const TableColumn& column) { return sum + column.width() + 2; }) -
         2;
}

std::string aligned(const TableColumn& column, const std::string& text) {
  return column.is_left ? pad_right(text, column.width()) : pad_left(text, column.width());
}

std::string joined(const std::vector<TableColumn>& columns, const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t c = 0; c < columns.size(); ++c)
    line += (c == 0 ? "" : "  ") + aligned(columns[c], cells[c]);
  return line.substr(0, line.find_last_not_of(' ') + 1);
}

void print_columns(std::ostream& out, const std::vector<TableColumn>& columns,
                   const std::vector<OutcomeRow>& rows, bool has_colour) {
  std::size_t height = 0;
  for (const TableColumn& column : columns) height = std::max(height, column.heading.size());
  for (std::size_t line = 0; line < height; ++line) {
    std::vector<std::string> cells;
    for (const TableColumn& column : columns) {
      const std::size_t first = height - column.heading.size();
      cells.push_back(line < first ? "" : column.heading[line - first]);
    }
    out << bold(joined(columns, cells), has_colour) << "\n";
  }
  out << std::string(width_of_all(columns), '-') << "\n";
  for (std::size_t r = 0; r < rows.size(); ++r) {
    std::vector<std::string> cells;
    for (const TableColumn& column : columns) cells.push_back(column.cells[r]);
    out << (rows[r].outcome.empty() ? bold(rows[r].label, has_colour) : joined(columns, cells)) << "\n";
  }
}

// As many columns beside the labels as fit, then the next table beneath.
void print_in_parts(std::ostream& out, const TableColumn& labels, const std::vector<TableColumn>& others,
                    const std::vector<OutcomeRow>& rows, bool has_colour) {
  std::vector<TableColumn> part{labels};
  for (const TableColumn& column : others) {
    part.push_back(column);
    if (width_of_all(part) <= table_width || part.size() == 2) continue;
    part.pop_back();
    print_columns(out, part, rows, has_colour);
    out << "\n";
    part = {labels, column};
  }
  print_columns(out, part, rows, has_colour);
}

}  // namespace

void print_comparison_table(std::ostream& out, const StudyReport& report) {
  const std::vector<OutcomeRow> rows = outcome_rows(n_weeks(report));
  const TableColumn labels = label_column(rows, n_weeks(report));
  std::vector<TableColumn> arms, differences;
  for (std::size_t arm = 0; arm < report.plan.arms.size(); ++arm) {
    arms.push_back(arm_column(report, rows, arm));
    if (arm > 0) differences.push_back(difference_column(report, rows, arm));
  }

  // side by side when they fit, else the differences have a table of their own
  std::vector<TableColumn> all{labels};
  all.insert(all.end(), arms.begin(), arms.end());
  all.insert(all.end(), differences.begin(), differences.end());
  if (width_of_all(all) <= table_width) return print_columns(out, all, rows, report.has_colour);
  print_in_parts(out, labels, arms, rows, report.has_colour);
  out << "\n";
  print_in_parts(out, labels, differences, rows, report.has_colour);
}

}  // namespace townsquare
