// What stands beneath the table: what the answer hangs on, and what the common luck saved.
#include <algorithm>
#include <cmath>
#include <iomanip>
#include <sstream>

#include "analysis/cli/outcome_rows.hpp"
#include "analysis/cli/report.hpp"
#include "analysis/cli/terminal.hpp"
#include "analysis/cli/text_table.hpp"
#include "analysis/statistics/statistics.hpp"
#include "engine/parameter_table.hpp"

namespace townsquare {
namespace {

constexpr std::string_view headline = "seller_income_total";

std::string percent(double share) { return std::to_string(std::lround(100 * share)) + " %"; }

std::string meaning_of(const StudyPlan& plan, const std::string& key) {
  for (const Arm& arm : plan.arms) {
    Scenario scenario = arm.scenario;
    const auto place = find_place(scenario, key);
    if (!place) continue;
    const std::string_view meaning = place->parameter->meaning;
    return std::string(meaning.substr(0, meaning.ends_with('.') ? meaning.size() - 1 : meaning.size()));
  }
  return "";
}

// "0.67", "1.5".
std::string factor_text(double factor) {
  std::ostringstream text;
  text << std::setprecision(3) << factor;
  return text.str();
}

// Whose assumption it is, when not every arm draws it: " of Profit-seeking operator".
std::string owners_text(const StudyReport& report, const std::string& key) {
  std::string owners;
  std::size_t n_owners = 0;
  for (std::size_t arm = 0; arm < report.plan.arms.size(); ++arm)
    if (draws_assumption(report.plan.arms[arm], key))
      owners += (n_owners++ == 0 ? " of " : " and ") + arm_title(report, arm);
  return n_owners == report.plan.arms.size() ? "" : owners;
}

void print_influence(std::ostream& out, const StudyReport& report, const Influence& influence) {
  const auto& assumptions = report.execution.result.assumptions;
  const auto drawn = std::ranges::find(assumptions, influence.key, &UncertainKey::key);
  const std::string text = "  " + influence.key + owners_text(report, influence.key) + ", drawn from " +
                           factor_text(drawn->low) + " to " + factor_text(drawn->high) +
                           " times its value: the higher, the " +
                           (influence.correlation > 0 ? "larger" : "smaller") + " the lead; goes with " +
                           percent(influence.share) + " of the variance.";
  out << wrapped(text, report.width, 4) << "\n"
      << wrapped("    (" + meaning_of(report.plan, influence.key) + ")", report.width, 5) << "\n";
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
                     " assumptions that nobody has measured. These two move the lead of " +
                     arm_title(report, 0) + " over " + arm_title(report, last) + " in sellers' income over " +
                     horizon_text(n_weeks(report)) + " most:",
                 report.width, 0)
      << "\n";
  const std::size_t n_told = std::min<std::size_t>(2, influences.size());
  for (std::size_t k = 0; k < n_told; ++k) print_influence(out, report, influences[k]);

  // the strongest of many always looks strong
  const double chance = chance_share(keys.size(), result.n_done);
  if (influences[n_told - 1].share < chance)
    out << wrapped("  Less than " + percent(chance) +
                       " may be chance: in 1 of 20 such studies the strongest of " +
                       std::to_string(keys.size()) + " assumptions without any influence gets there.",
                   report.width, 2)
        << "\n";
}

std::string times_text(double reduction) {
  if (std::isinf(reduction)) return "infinitely smaller";
  const bool is_smaller = reduction >= 1;
  return number_text(is_smaller ? reduction : 1 / reduction, NumberStyle::weeks) +
         (is_smaller ? " times smaller" : " times larger");
}

void print_common_luck(std::ostream& out, const StudyReport& report) {
  const StudyResult& result = report.execution.result;
  if (result.n_done < 2) return;
  std::string text =
      "In each replication all arms meet the same luck and the same drawn assumptions. That makes the "
      "variance of the difference in sellers' income ";
  for (std::size_t arm = 1; arm < report.plan.arms.size(); ++arm)
    text += (arm == 1 ? "" : ", ") +
            times_text(variance_reduction(result.outcome(0, headline), result.outcome(arm, headline))) +
            " (" + arm_title(report, arm) + ")";
  text += " than between runs that share neither.";
  out << "\n"
      << bold("What the common luck saved", report.has_colour) << "\n"
      << wrapped(text, report.width, 0) << "\n";
}

}  // namespace

void print_findings(std::ostream& out, const StudyReport& report) {
  print_published(out, report);
  print_influences(out, report);
  print_common_luck(out, report);
  print_caveats(out, report);
}

}  // namespace townsquare
