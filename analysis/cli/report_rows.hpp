// What the tables of a run and of a comparison share: estimates of a row, its label, and in how many runs it is defined.
#pragma once
#include <string>
#include <vector>

#include "analysis/cli/outcome_rows.hpp"
#include "analysis/cli/report.hpp"
#include "analysis/cli/text_table.hpp"
#include "analysis/statistics/statistics.hpp"

namespace townsquare {

/// The rows of a study: those of every study, and the blocks that some of its arms ask for.
std::vector<OutcomeRow> rows_of(const StudyReport& report);

/// A row's estimate in one arm, and its difference from the first arm.
Estimate estimate_of_arm(const StudyReport& report, const OutcomeRow& row, std::size_t arm);
Estimate difference_of_arm(const StudyReport& report, const OutcomeRow& row, std::size_t arm);

/// Labels of all rows; one that some runs do not have ends in `*`.
TableColumn label_column(const StudyReport& report, const std::vector<OutcomeRow>& rows);

/// What `*` means, with the number of runs of each arm; empty when every run has every outcome.
std::string star_text(const StudyReport& report, const std::vector<OutcomeRow>& rows);

TableStyle style_of(const StudyReport& report, const std::vector<OutcomeRow>& rows);

}  // namespace townsquare
