#include "analysis/cli/stress_report.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/statistics/number_text.hpp"
#include "analysis/cli/terminal.hpp"
#include "analysis/cli/text_table.hpp"
#include "scenarios/diagnostics.hpp"

namespace townsquare {
namespace {

// "96 %", and never "100 %" of what is less.
std::string percent(double share) {
  if (!std::isfinite(share)) return "-";
  const double whole = std::round(100 * share);
  if (whole >= 100 && share < 1 - 1e-9) return "99.9 %";
  return std::to_string(static_cast<int>(whole)) + " %";
}

std::string verdict_text(SequentialVerdict verdict) {
  return verdict == SequentialVerdict::at_least ? "✓ holds" : verdict == SequentialVerdict::below ? "✗ fails" : "? too close";
}

std::string interval_text(const Estimate& share) { return percent(share.mean) + " [" + std::to_string(std::lround(100 * share.low)) + ", " + std::to_string(std::lround(100 * share.high)) + "]"; }

std::string sized_name(const StressRow& row, const std::string& currency) {
  const std::string size = size_text(*row.shock, row.size, currency);
  return std::string(row.shock->name) + (size.empty() ? "" : ": " + size);
}

void print_promises(std::ostream& out, const StressResult& result, std::size_t width, bool has_colour) {
  const StressPlan& plan = result.plan;
  out << "\n" << bold("What is promised, without any shock", has_colour) << "\n";
  if (result.are_default_promises) out << wrapped("The file promises nothing ([promises.NAME]), so this is asked in its place.", width, 0) << "\n";
  for (std::size_t k = 0; k < result.undisturbed.size(); ++k) {
    const StressCell& cell = result.undisturbed[k];
    const Promise& promise = plan.promises[k];
    out << beside("  " + pad_right(promise.name, 12) + " " + pad_right(verdict_text(cell.verdict), 11) + " ",
                  promise.says + ": kept in " + interval_text(cell.share) + " of runs, " + percent(promise.share_of_runs) + " was promised.", width)
        << "\n";
  }
}

void print_table(std::ostream& out, const StressResult& result, std::size_t width, bool has_colour) {
  const StressPlan& plan = result.plan;
  TableColumn labels;
  labels.is_left = true;
  std::vector<TableColumn> columns(plan.promises.size() + 2);
  for (std::size_t k = 0; k < plan.promises.size(); ++k) columns[k].heading = heading_lines(plan.promises[k].name, 14);
  columns[plan.promises.size()].heading = {"damage"};
  columns[plan.promises.size() + 1].heading = {"money", "lost"};
  for (const StressRow& row : result.rows) {
    if (row.cells.empty()) continue;
    labels.cells.push_back(sized_name(row, plan.scenario.currency));
    for (std::size_t k = 0; k < row.cells.size(); ++k) columns[k].cells.push_back(verdict_text(row.cells[k].verdict) + " " + percent(row.cells[k].share.mean));
    columns[plan.promises.size()].cells.push_back(percent(row.damage));
    columns[plan.promises.size() + 1].cells.push_back(percent(row.money_lost));
  }
  if (labels.cells.empty()) return;
  out << "\n" << bold("Under one shock, most damaging first", has_colour) << "\n";
  TableStyle style;
  style.row_headings.resize(labels.cells.size());
  style.width = width;
  style.has_colour = has_colour;
  print_in_parts(out, labels, columns, style);
}

std::string range_of(const StressRow& row, const BreakingPoint& point, const std::string& currency) {
  const auto at = [&](std::size_t place) { return number_of_size(*row.shock, row.sizes[place], currency); };
  const std::string low = point.low ? at(*point.low) : "less than " + at(0);
  const std::string high = point.high ? at(*point.high) : "more than " + at(row.sizes.size() - 1);
  return " (95 % interval: " + low + " to " + high + ")";
}

std::string breaking_text(const StressRow& row, const StressResult& result) {
  const std::string& currency = result.plan.scenario.currency;
  std::string text;
  if (!row.breaks_first) {
    const bool is_open = std::ranges::any_of(row.breaking, [](const StressBreaking& each) { return each.point.state == BreakingState::open; });
    const std::string most = size_text(*row.shock, row.shock->extreme, currency);
    text = row.breaking.empty() ? "no promise to break, or not looked for"
           : is_open            ? "too close to call at every size up to " + most + ": more replications would tell"
                                : "breaks nothing, up to " + most;
  } else {
    const StressBreaking& first = row.breaking[*row.breaks_first];
    const bool is_at_once = first.point.state == BreakingState::at_once;
    text = "breaks \"" + result.plan.promises[first.promise].name + "\" at " + size_text(*row.shock, row.sizes[first.point.size], currency) + (is_at_once ? " already" : "") + range_of(row, first.point, currency);
  }
  if (!std::isnan(row.shock->real_size)) text += "; the real case: " + size_text(*row.shock, row.shock->real_size, currency);
  if (!row.shock->real_text.empty()) text += std::string(std::isnan(row.shock->real_size) ? "; a real case: " : " (") + std::string(row.shock->real_text) + (std::isnan(row.shock->real_size) ? "" : ")");
  return text + ".";
}

void print_breaking(std::ostream& out, const StressResult& result, std::size_t width, bool has_colour) {
  bool has_any = false;
  for (const StressRow& row : result.rows) {
    if (row.breaking.empty()) continue;
    if (!has_any) out << "\n" << bold("At what size a promise breaks", has_colour) << "\n";
    has_any = true;
    out << beside("  " + pad_right(std::string(row.shock->name), 18) + " ", breaking_text(row, result), width) << "\n";
  }
}

std::string attack_text(const AttackSummary& attack, const StressRow& row, const StressPlan& plan) {
  const std::string& currency = plan.scenario.currency;
  const auto money = [&](double amount) { return number_text(amount, NumberStyle::money) + " " + currency; };
  const auto of_treasury = [&](double amount) { return attack.treasury > 0 && std::isfinite(amount) ? ", " + percent(amount / attack.treasury) + " of the treasury" : std::string(); };
  std::string text = "in control in " + percent(attack.in_control.mean) + " of runs, wins in " + percent(attack.won.mean);
  if (std::isfinite(attack.cost_of_control)) text += "; control costs " + money(attack.cost_of_control) + of_treasury(attack.cost_of_control);
  const std::string_view wanted = attack_wants(*row.shock, plan.scenario);
  if (wanted != "the treasury") return text + "; it wants " + std::string(wanted) + ", and takes no money from the platform.";
  return text + "; it takes " + money(attack.value_extracted) + of_treasury(attack.value_extracted) + ".";
}

void print_attacks(std::ostream& out, const StressResult& result, std::size_t width, bool has_colour) {
  bool has_any = false;
  for (const StressRow& row : result.rows) {
    if (!row.attack) continue;
    if (!has_any) out << "\n" << bold("What an attacker pays, and gets", has_colour) << "\n";
    has_any = true;
    out << beside("  " + pad_right(std::string(row.shock->name), 18) + " ", attack_text(*row.attack, row, result.plan), width) << "\n";
  }
}

void print_worst_pair(std::ostream& out, const StressResult& result, std::size_t width, bool has_colour) {
  if (result.pairs.empty()) return;
  const StressPair& worst = result.pairs.front();
  const StressRow &a = result.rows[worst.a], &b = result.rows[worst.b];
  const std::string& currency = result.plan.scenario.currency;
  out << "\n" << bold("The worst two together", has_colour) << "\n";
  std::string text = "Of the " + std::to_string(result.paired_rows.size()) + " most damaging shocks, " + sized_name(a, currency) + " and " + sized_name(b, currency) + " do most together: damage " +
                     percent(worst.damage) + " (alone " + percent(a.damage) + " and " + percent(b.damage) + "), money lost " + percent(worst.money_lost) + ".";
  for (std::size_t k = 0; k < worst.cells.size(); ++k)
    text += std::string(k == 0 ? " Promises: " : ", ") + result.plan.promises[k].name + " " + verdict_text(worst.cells[k].verdict) + " (" + percent(worst.cells[k].share.mean) + ")";
  out << wrapped(text + ".", width, 0) << "\n";
}

// What a founder should take home: what holds on a good day, what does most harm, and from which size on.
std::string headline(const StressResult& result) {
  const StressPlan& plan = result.plan;
  std::size_t n_held = 0, n_failed = 0;
  for (const StressCell& cell : result.undisturbed) {
    n_held += cell.verdict == SequentialVerdict::at_least ? 1 : 0;
    n_failed += cell.verdict == SequentialVerdict::below ? 1 : 0;
  }
  const std::size_t n = result.undisturbed.size(), n_open = n - n_held - n_failed;
  std::string text = "Of " + std::to_string(n) + (n == 1 ? " promise " : " promises ") + std::to_string(n_held) + " held without a shock, " + std::to_string(n_failed) + " failed, " + std::to_string(n_open) +
                     (n_open == 1 ? " is" : " are") + " too close to call.";
  const StressRow& worst = result.rows.front();
  if (worst.cells.empty()) return text;
  if (!(worst.damage > 0)) return text + " No shock that was tried makes it worse.";
  const std::string size = size_text(*worst.shock, worst.size, plan.scenario.currency);
  text += " What does most harm is `" + std::string(worst.shock->name) + "`: " + std::string(worst.shock->says) + (size.empty() ? "" : " (" + size + ")");
  std::vector<std::string> broken;
  for (std::size_t k = 0; k < worst.cells.size(); ++k)
    if (worst.cells[k].verdict == SequentialVerdict::below && result.undisturbed[k].verdict != SequentialVerdict::below) broken.push_back(plan.promises[k].name);
  text += broken.empty() ? "." : "; then " + list_words(broken, "and") + (broken.size() == 1 ? " fails." : " fail.");
  if (!worst.breaks_first) return text;
  const StressBreaking& first = worst.breaking[*worst.breaks_first];
  return text + " It breaks `" + plan.promises[first.promise].name + "` from " + size_text(*worst.shock, worst.sizes[first.point.size], plan.scenario.currency) + " on.";
}

void print_others(std::ostream& out, const StressResult& result, std::size_t width, bool has_colour) {
  bool has_any = false;
  for (const StressRow& row : result.rows) {
    if (row.why_not.empty()) continue;
    if (!has_any) out << "\n" << bold("What does not apply", has_colour) << "\n";
    has_any = true;
    out << beside("  " + pad_right(std::string(row.shock->name), 18) + " ", row.why_not + ".", width) << "\n";
  }
}

}  // namespace

void print_stress(std::ostream& out, const StressResult& result, std::size_t width, bool has_colour) {
  const StressPlan& plan = result.plan;
  out << bold(plan.scenario.title.empty() ? plan.name : plan.scenario.title, has_colour) << "\n";
  out << wrapped(std::to_string(static_cast<int>(plan.scenario.run.weeks)) + " weeks, shocks after week " + std::to_string(plan.shock_week) + ", seed " + std::to_string(plan.seed) + ", " +
                     grouped(result.n_runs) + " runs, each paired with an undisturbed one on the same luck; what nobody has measured is drawn anew in each.",
                 width, 0)
      << "\n";
  if (!result.undisturbed.empty() && !result.rows.empty()) out << wrapped(headline(result), width, 0) << "\n";
  if (!result.undisturbed.empty()) print_promises(out, result, width, has_colour);
  print_table(out, result, width, has_colour);
  print_breaking(out, result, width, has_colour);
  print_attacks(out, result, width, has_colour);
  print_worst_pair(out, result, width, has_colour);
  print_others(out, result, width, has_colour);
  out << "\n"
      << wrapped("✓ holds, ✗ fails: decided, and wrong in at most " + percent(plan.error_rate) + " of verdicts; ? too close to call after " + std::to_string(plan.most_replications) +
                     " replications at most. Damage: by how much the share of runs that keep a promise falls, mean over promises. Money lost: part of what sellers earn and buyers gain. "
                     "In brackets: interval that holds at any time of looking, 90 %.",
                 width, 0)
      << "\n";
}

}  // namespace townsquare
