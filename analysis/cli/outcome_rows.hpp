// Which outcomes the tables show, in which order and in whose words.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/statistics/number_text.hpp"
#include "analysis/metrics/outcome.hpp"
#include "engine/scenario.hpp"

namespace townsquare {

/// A row of a table: a heading when `outcome` is empty. "{all}" in a label stands for the length of a run,
/// "{year}" for ", last year" when there were others.
struct OutcomeRow {
  std::string_view outcome;
  std::string_view label;
  NumberStyle style = NumberStyle::money;
  bool is_of_power = false;  ///< missing where nobody votes, which is no gap
  bool is_rare = false;      ///< left out where it is zero in all runs
};

/// Blocks of rows that only some studies have.
struct RowBlocks {
  bool has_votes = false;   ///< members decide more than the fee, or vote by token, on some platform
  bool has_attack = false;  ///< some platform is attacked
};
RowBlocks blocks_of(const Scenario& scenario);

/// The rows for runs of so many weeks: without rows about the last year when there was only one.
std::vector<OutcomeRow> outcome_rows(std::size_t n_weeks, RowBlocks blocks = {});

/// "5 years", "30 weeks".
std::string horizon_text(std::size_t n_weeks);

/// The label of a row for runs of so many weeks.
std::string label_text(const OutcomeRow& row, std::size_t n_weeks);

/// The row of the table of outcomes behind a row here.
const Outcome& outcome_of(const OutcomeRow& row);

}  // namespace townsquare
