#include "analysis/cli/report_rows.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/studies/outcome_estimate.hpp"

namespace townsquare {
namespace {

// Whether some run of some arm does not have the outcome. An arm without votes has no power in any run.
bool has_gaps(const StudyReport& report, const OutcomeRow& row) {
  if (row.outcome.empty()) return false;
  for (std::size_t arm = 0; arm < report.plan.arms.size(); ++arm) {
    const std::size_t n = estimate_of_arm(report, row, arm).n;
    if (n < report.execution.result.n_done && (n > 0 || !row.is_of_power)) return true;
  }
  return false;
}

// "194 (Stocksy United), 183 (Profit-seeking operator)", or the number alone of a single arm.
template <class Count> std::string counts_text(const StudyReport& report, std::size_t first, Count&& count) {
  const std::size_t n_arms = report.plan.arms.size();
  std::string text;
  for (std::size_t arm = first; arm < n_arms; ++arm)
    text += (arm == first ? "" : ", ") + std::to_string(count(arm)) +
            (n_arms == 1 ? "" : " (" + arm_title(report, arm) + ")");
  return text;
}

}  // namespace

std::vector<OutcomeRow> rows_of(const StudyReport& report) {
  RowBlocks blocks;
  for (const Arm& arm : report.plan.arms) {
    const RowBlocks some = blocks_of(arm.scenario);
    blocks.has_votes |= some.has_votes;
    blocks.has_attack |= some.has_attack;
  }
  std::vector<OutcomeRow> rows = outcome_rows(n_weeks(report), blocks);
  // sums of money that add up to nothing but rounding
  const auto is_nothing = [&](const OutcomeRow& row) {
    const auto is_small = [](double value) { return std::abs(value) < 1; };
    for (std::size_t arm = 0; row.is_rare && arm < report.plan.arms.size(); ++arm)
      if (!std::ranges::all_of(report.execution.result.outcome(arm, row.outcome), is_small)) return false;
    return row.is_rare;
  };
  std::erase_if(rows, is_nothing);
  return rows;
}

Estimate estimate_of_arm(const StudyReport& report, const OutcomeRow& row, std::size_t arm) {
  return estimate_outcome(outcome_of(row), report.execution.result.outcome(arm, row.outcome), n_weeks(report));
}

Estimate difference_of_arm(const StudyReport& report, const OutcomeRow& row, std::size_t arm) {
  const StudyResult& result = report.execution.result;
  return estimate_difference(outcome_of(row), result.outcome(0, row.outcome), result.outcome(arm, row.outcome),
                             n_weeks(report));
}

TableColumn label_column(const StudyReport& report, const std::vector<OutcomeRow>& rows) {
  TableColumn column;
  column.is_left = true;
  for (const OutcomeRow& row : rows)
    column.cells.push_back(row.outcome.empty() ? ""
                                               : label_text(row, n_weeks(report)) + (has_gaps(report, row) ? " *" : ""));
  return column;
}

std::string star_text(const StudyReport& report, const std::vector<OutcomeRow>& rows) {
  // rows that are missing in the same runs are told once
  std::vector<std::string> told;
  for (const OutcomeRow& row : rows) {
    if (!has_gaps(report, row)) continue;
    std::string counts = counts_text(report, 0, [&](std::size_t arm) { return estimate_of_arm(report, row, arm).n; });
    if (report.plan.arms.size() > 1)
      counts += "; differences only of the pairs in which both did: " +
                counts_text(report, 1, [&](std::size_t arm) { return difference_of_arm(report, row, arm).n; });
    if (std::ranges::find(told, counts) == told.end()) told.push_back(std::move(counts));
  }
  std::string text;
  for (const std::string& counts : told)
    text += (text.empty() ? "* Only of the runs whose marketplace lived and traded to the end, of " +
                                std::to_string(report.execution.result.n_done) + ": "
                          : "; ") +
            counts;
  return text.empty() ? "" : text + ".";
}

TableStyle style_of(const StudyReport& report, const std::vector<OutcomeRow>& rows) {
  TableStyle style{{}, report.width, report.has_colour};
  for (const OutcomeRow& row : rows)
    style.row_headings.emplace_back(row.outcome.empty() ? row.label : std::string_view());
  return style;
}

}  // namespace townsquare
