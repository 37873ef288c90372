// What stands beneath the table: how it compares with the published, what it hangs on, what not to conclude.
#include <algorithm>
#include <cmath>

#include "analysis/cli/outcome_rows.hpp"
#include "analysis/cli/report.hpp"
#include "analysis/cli/terminal.hpp"
#include "engine/parameter_table.hpp"

namespace townsquare {
namespace {

constexpr std::size_t text_width = 100;
constexpr std::string_view headline = "seller_income_total";

std::string percent(double share) { return std::to_string(std::lround(100 * share)) + " %"; }

std::string off_text(double off) {
  const long points = std::lround(100 * std::abs(off));
  return "median off by " + std::to_string(points) + " %" + (points == 0 ? "" : off > 0 ? " (high)" : " (low)");
}

std::string verdict(const PublishedFit& fit) {
  if (fit.is_fitted) return "fitted; " + off_text(fit.off());
  return std::string("predicted: ") + (fit.is_hit() ? "hit" : "miss") + "; " + off_text(fit.off());
}

std::string meaning_of(const StudyPlan& plan, const std::string& key) {
  for (const Arm& arm : plan.arms) {
    Scenario scenario = arm.scenario;
    if (const auto place = find_place(scenario, key)) return std::string(place->parameter->meaning);
  }
  return "";
}

void print_influence(std::ostream& out, const StudyReport& report, const Influence& influence) {
  std::string meaning = meaning_of(report.plan, influence.key);
  if (meaning.ends_with(".")) meaning.pop_back();
  const std::string text = "  " + influence.key + " (" + meaning + "): higher values go with a " +
                           (influence.correlation > 0 ? "larger" : "smaller") + " lead; " + percent(influence.share) +
                           " of the variance";
  out << wrapped(text, text_width, 4) << "\n";
}

// The two assumptions that move the difference between the first arm and the last most.
void print_influences(std::ostream& out, const StudyReport& report) {
  const StudyResult& result = report.execution.result;
  const std::size_t last = report.plan.arms.size() - 1;
  if (result.assumptions.empty() || result.n_done < 10) return;
  const std::vector<double>& a = result.outcome(0, headline);
  const std::vector<double>& b = result.outcome(last, headline);
  std::vector<double> lead(a.size());
  for (std::size_t r = 0; r < a.size(); ++r) lead[r] = a[r] - b[r];
  std::vector<std::string> keys;
  for (const UncertainKey& key : result.assumptions) keys.push_back(key.key);
  const std::vector<Influence> influences = rank_influences(keys, result.factors, lead);
  out << "\n" << bold("What the answer hangs on", report.has_colour) << "\n";
  out << wrapped("Each replication draws " + std::to_string(keys.size()) +
                     " assumptions that nobody has measured from their ranges. These move the lead of " +
                     arm_title(report, 0) + " over " + arm_title(report, last) + " in sellers' income over " +
                     horizon_text(n_weeks(report)) + " most:",
                 text_width, 0)
      << "\n";
  for (std::size_t k = 0; k < std::min<std::size_t>(2, influences.size()); ++k) print_influence(out, report, influences[k]);
}

std::string times_text(double reduction) {
  if (std::isinf(reduction)) return "not at all";
  const bool is_less = reduction >= 1;
  const double times = is_less ? reduction : 1 / reduction;
  return number_text(times, NumberStyle::weeks) + (is_less ? " times less" : " times more");
}

void print_common_luck(std::ostream& out, const StudyReport& report) {
  const StudyResult& result = report.execution.result;
  if (result.n_done < 2) return;
  std::string text = "In each replication all arms meet the same luck and the same drawn assumptions. So the difference in "
                     "sellers' income varies ";
  for (std::size_t arm = 1; arm < report.plan.arms.size(); ++arm)
    text += (arm == 1 ? "" : ", ") + times_text(variance_reduction(result.outcome(0, headline), result.outcome(arm, headline))) +
            " (" + arm_title(report, arm) + ")";
  text += " than between runs that share neither.";
  out << "\n" << bold("Common luck", report.has_colour) << "\n" << wrapped(text, text_width, 0) << "\n";
}

bool is_run_by_members(const Arm& arm) {
  return static_cast<Control>(static_cast<int>(arm.scenario.platforms[0].control)) == Control::members;
}

bool has_harvesting_operator(const Arm& arm) {
  const Platform& platform = arm.scenario.platforms[0];
  if (static_cast<Control>(static_cast<int>(platform.control)) != Control::operator_) return false;
  for (const FamilySection& family : family_sections())
    if (family.section == "operator") return family.rows[platform.operator_rule.row].name == "grow_then_harvest";
  return false;
}

void print_caveat(std::ostream& out, const StudyReport& report) {
  const std::vector<Arm>& arms = report.plan.arms;
  if (!std::ranges::any_of(arms, is_run_by_members) || !std::ranges::any_of(arms, has_harvesting_operator)) return;
  out << "\n" << bold("What not to conclude", report.has_colour) << "\n"
      << wrapped("That sellers earn more on the platform of their members is built in: it gives its surplus back, and the "
                 "operator has no rival to fear. What the runs add is how large the difference is, and who survives.",
                 text_width, 0)
      << "\n";
}

} // namespace

void print_published(std::ostream& out, const StudyReport& report) {
  if (!report.published || report.execution.result.n_done == 0) return;
  const std::vector<PublishedFit> fits = report.published->fits();
  if (fits.empty()) return;
  out << "\n" << bold("Beside what " + report.published->title() + " published (yearly sales)", report.has_colour) << "\n";
  bool has_wide_hit = false;
  for (const PublishedFit& fit : fits) {
    has_wide_hit = has_wide_hit || (!fit.is_fitted && fit.is_hit() && fit.is_wide());
    out << "  " << fit.year << "  published " << pad_left(number_text(fit.published, NumberStyle::money), 6)
        << ", simulated " << pad_left(number_text(fit.median, NumberStyle::money), 6) << ", 90 % of runs "
        << pad_left(range_text(fit.low, fit.high, NumberStyle::money), 14) << "   " << verdict(fit) << "\n";
  }
  if (has_wide_hit) out << "  A range this wide (more than a factor 2) makes a hit easy.\n";
  if (report.has_settings) out << "  The market was fitted without your --set, so this is no check of it.\n";
}

void print_findings(std::ostream& out, const StudyReport& report) {
  print_published(out, report);
  print_influences(out, report);
  print_common_luck(out, report);
  print_caveat(out, report);
}

} // namespace townsquare
