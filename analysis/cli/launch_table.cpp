// The launch frontier of a platform: with how many founders it takes off, when, and who gains beside a market without it.
#include <algorithm>
#include <cmath>

#include "analysis/statistics/number_text.hpp"
#include "analysis/cli/outcome_rows.hpp"
#include "analysis/cli/report.hpp"
#include "analysis/cli/terminal.hpp"
#include "analysis/cli/text_table.hpp"
#include "analysis/studies/outcome_estimate.hpp"

namespace townsquare {
namespace {

/// Arm of a launch: the first arm is the market that nobody enters.
std::size_t arm_at(const LaunchGrid& grid, std::size_t sellers, std::size_t buyers) {
  return 1 + sellers * grid.founding_buyers.size() + buyers;
}

double launch_week(const StudyReport& report) { return report.plan.arms[1].scenario.platforms[0].launch.week; }

const Outcome& outcome_called(std::string_view name) { return outcomes()[outcome_index(name).value()]; }

Estimate share_taking_off(const StudyReport& report, std::size_t arm) {
  return proportion_of(report.execution.result.outcome(arm, "reached_critical_mass"));
}

/// Weeks from the launch to critical mass, of the runs that reach it.
std::vector<double> weeks_of_take_off(const StudyReport& report, std::size_t arm) {
  const std::vector<double>& has = report.execution.result.outcome(arm, "reached_critical_mass");
  const std::vector<double>& weeks = report.execution.result.outcome(arm, "weeks_to_critical_mass");
  std::vector<double> taken;
  for (std::size_t r = 0; r < has.size(); ++r)
    if (has[r] != 0) taken.push_back(weeks[r] - launch_week(report));
  return taken;
}

std::string share_cell(const StudyReport& report, std::size_t arm, std::string_view flag) {
  const Estimate share = estimate_outcome(outcome_called(flag), report.execution.result.outcome(arm, flag), n_weeks(report));
  const auto percent = [](double value) { return std::to_string(std::lround(100 * value)); };
  return percent(share.mean) + " % [" + percent(share.low) + ", " + percent(share.high) + "]";
}

std::string weeks_cell(const StudyReport& report, std::size_t arm) {
  const std::vector<double> weeks = weeks_of_take_off(report, arm);
  if (weeks.empty()) return "-";
  const auto whole = [&](double p) { return std::to_string(std::lround(quantile_of(weeks, p))); };
  return whole(.5) + " (" + whole(.05) + " to " + whole(.95) + ")";
}

std::string gain_cell(const StudyReport& report, std::size_t arm, std::string_view name) {
  const StudyResult& result = report.execution.result;
  return difference_text(estimate_difference(outcome_called(name), result.outcome(0, name), result.outcome(arm, name), n_weeks(report)), NumberStyle::money);
}

/// One table of the grid: sellers from top to bottom, buyers from left to right.
template <class Cell>
void print_grid(std::ostream& out, const StudyReport& report, const std::string& heading, Cell&& cell) {
  const LaunchGrid& grid = *report.launch;
  TableColumn labels{{"founding", "sellers"}, {}, true};
  for (double sellers : grid.founding_sellers) labels.cells.push_back("  " + grouped(static_cast<std::size_t>(sellers)));
  std::vector<TableColumn> columns;
  for (std::size_t b = 0; b < grid.founding_buyers.size(); ++b) {
    TableColumn column{{b == 0 ? "founding buyers" : "", grouped(static_cast<std::size_t>(grid.founding_buyers[b]))}, {}, false};
    for (std::size_t s = 0; s < grid.founding_sellers.size(); ++s) column.cells.push_back(cell(report, arm_at(grid, s, b)));
    columns.push_back(column);
  }
  TableStyle style{std::vector<std::string>(labels.cells.size()), report.width, report.has_colour, true};
  out << "\n" << bold(wrapped(heading, report.width, 0), report.has_colour) << "\n";
  print_in_parts(out, labels, columns, style);
}

/// The smallest founding buyers of each line with which at least half of the runs take off.
std::string frontier_sentence(const StudyReport& report) {
  const LaunchGrid& grid = *report.launch;
  std::string found;
  for (std::size_t s = 0; s < grid.founding_sellers.size(); ++s) {
    for (std::size_t b = 0; b < grid.founding_buyers.size(); ++b) {
      if (share_taking_off(report, arm_at(grid, s, b)).mean < .5) continue;
      found += (found.empty() ? "" : "; ") + grouped(static_cast<std::size_t>(grid.founding_sellers[s])) + " sellers with " +
               grouped(static_cast<std::size_t>(grid.founding_buyers[b])) + " buyers";
      break;
    }
  }
  if (found.empty()) return "With none of these numbers does it take off in half of the runs.";
  return "It takes off in half of the runs or more from these founders on: " + found + ".";
}

}  // namespace

void print_launches(std::ostream& out, const StudyReport& report) {
  const std::string name = title_of(report.plan.arms[1]);
  const double week = launch_week(report);
  const std::string opens = week > 0 ? " opens in week " + std::to_string(std::lround(week)) + "." : " opens in the first week.";
  out << wrapped(name + opens + " Each number of founders meets the same luck and the same drawn assumptions. " + frontier_sentence(report), report.width, 0) << "\n";

  // whether, when, for how long
  print_grid(out, report, "Runs in which it takes off, and the 95 % interval of that share",
             [](const StudyReport& r, std::size_t arm) { return share_cell(r, arm, "reached_critical_mass"); });
  print_grid(out, report, "Weeks from its opening until then: median of these runs (90 % of them)", weeks_cell);
  print_grid(out, report, "Runs in which it is alive at the end",
             [](const StudyReport& r, std::size_t arm) { return share_cell(r, arm, "survived"); });

  // who gains, on all platforms together
  const std::string against = " on all platforms of the market over " + horizon_text(n_weeks(report)) + ", against nobody entering";
  print_grid(out, report, "Sellers' income, dividends included," + against,
             [](const StudyReport& r, std::size_t arm) { return gain_cell(r, arm, "market_seller_income_total"); });
  print_grid(out, report, "Buyers' surplus" + against,
             [](const StudyReport& r, std::size_t arm) { return gain_cell(r, arm, "market_buyer_surplus_total"); });
  out << wrapped("It takes off: over 40 % of the buyers of half of the niches are members. +1.2M [0.9, 1.5] reads: on average 1.2M more, and the 95 % interval of "
                 "that mean. An interval across 0 leaves open whether anybody gains. Buyers' surplus counts what they buy on these platforms, "
                 "and not what they would have had from buying elsewhere.", report.width, 0)
      << "\n\n"
      << bold("What not to conclude", report.has_colour) << "\n"
      << wrapped("- That founders are free: what it takes to win them is not counted, and who is a founder and who joins later are the same people here.", report.width, 2) << "\n"
      << wrapped("- That it never takes off: runs end after " + horizon_text(n_weeks(report)) + ". --weeks makes them longer.", report.width, 2) << "\n";
  print_next(out, report);
}

}  // namespace townsquare
