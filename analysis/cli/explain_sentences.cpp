// An explanation in sentences; their numbers come from it, none is typed.
#include <algorithm>
#include <cmath>

#include "analysis/cli/explain_report.hpp"
#include "analysis/statistics/number_text.hpp"
#include "analysis/studies/outcome_estimate.hpp"
#include "scenarios/prose.hpp"

namespace townsquare {
namespace {

NumberStyle style_of(const Outcome& outcome) {
  if (outcome.unit == "currency") return NumberStyle::money;
  if (outcome.unit != "1") return outcome.unit == "weeks" ? NumberStyle::weeks : NumberStyle::count;
  return outcome.bounds.most == 1 && !outcome.name.starts_with("gini") ? NumberStyle::share : NumberStyle::index;
}

std::string number(const ExplainReport& report, double value) {
  const NumberStyle style = style_of(report.outcome);
  return number_text(value, style) + (style == NumberStyle::money ? " " + report.design.a.currency : style == NumberStyle::weeks ? " weeks" : "");
}

// What the two scenarios assume, each where it has the key.
struct Assumed {
  const Parameter* parameter = nullptr;
  std::optional<double> a, b;
};

Assumed assumed_of(const ExplainReport& report, const std::string& key) {
  Assumed assumed;
  Scenario a = report.design.a, b = report.design.b;
  if (const auto place = find_place(a, key)) {
    assumed.parameter = place->parameter;
    assumed.a = *place->value;
  }
  if (const auto place = find_place(b, key)) {
    assumed.parameter = place->parameter;
    assumed.b = *place->value;
  }
  return assumed;
}

// A factor in three digits that count.
std::string factor_text(double factor) { return "times " + number_text(factor, NumberStyle::index); }

}  // namespace

Estimate answer_of(const ExplainReport& report) {
  return estimate_difference(report.outcome, report.explanation.in_a, report.explanation.in_b, static_cast<std::size_t>(report.design.a.run.weeks));
}

std::vector<std::size_t> clause_order(const Explanation& explanation) {
  std::vector<std::size_t> order(explanation.contributions.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto size = [&](std::size_t clause) {
    const double mean = std::abs(explanation.contribution(clause).mean);
    return std::isnan(mean) ? 0 : mean;
  };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t one, std::size_t other) { return size(one) > size(other); });
  return order;
}

std::string meaning_of_key(const ExplainReport& report, const std::string& key) {
  const Assumed assumed = assumed_of(report, key);
  return assumed.parameter ? std::string(assumed.parameter->meaning) : "";
}

std::string assumed_text(const ExplainReport& report, const std::string& key, double factor) {
  const Assumed assumed = assumed_of(report, key);
  const bool is_one = assumed.parameter && assumed.parameter->length == 1 && (!assumed.a || !assumed.b || *assumed.a == *assumed.b);
  if (!is_one) return factor == 1 ? "what each assumes" : factor_text(factor);
  const bool is_of_a = assumed.a.has_value();
  Scenario changed = with_factor(is_of_a ? report.design.a : report.design.b, key, factor);
  return readable(*find_place(changed, key)->value, *assumed.parameter, report.design.a.currency);
}

std::string flip_sentence(const ExplainReport& report, const TornadoRow& row) {
  const std::string& key = row.assumption.key;
  const auto at = [&](double factor) { return assumed_text(report, key, factor); };
  const std::string range = "you assume " + at(1) + "; its range is " + at(row.low.factor) + " to " + at(row.high.factor);
  if (!row.flip) return "The answer stays the same over the whole range of " + key + ": " + range + ".";
  std::string text = "The answer reverses if " + key + " is " + (row.flip->factor > 1 ? "above " : "below ") + at(row.flip->factor) + "; " + range + ".";
  const std::string low = at(row.flip->low_factor), high = at(row.flip->high_factor);
  if (low != high) text += " Between " + low + " and " + high + " it is too close to call.";
  return text;
}

std::string answer_sentence(const ExplainReport& report) {
  const Estimate answer = answer_of(report);
  const std::string what(report.outcome.long_name);
  if (answer.n == 0) return "No run of either has this outcome: " + what + ".";
  const std::string pair = number(report, estimate_outcome(report.outcome, report.explanation.in_b, static_cast<std::size_t>(report.design.a.run.weeks)).mean) + " against " +
                           number(report, estimate_outcome(report.outcome, report.explanation.in_a, static_cast<std::size_t>(report.design.a.run.weeks)).mean);
  const std::string difference = difference_text(answer, style_of(report.outcome));
  if (answer.low > 0) return report.title_b + " has more than " + report.title_a + " of this: " + what + ". " + pair + ", on the same luck " + difference + ".";
  if (answer.high < 0) return report.title_b + " has less than " + report.title_a + " of this: " + what + ". " + pair + ", on the same luck " + difference + ".";
  return "Which of the two has more is too close to call: " + what + ". " + report.title_b + " " + pair + ", on the same luck " + difference + ".";
}

std::string clause_sentence(const ExplainReport& report, std::size_t clause) {
  const DifferingClause& each = report.design.clauses[clause];
  const Estimate part = report.explanation.contribution(clause);
  std::string text = each.heading + ": " + difference_text(part, style_of(report.outcome));
  const double whole = report.explanation.attributed.mean;
  if (std::isfinite(part.mean) && whole != 0) text += ", " + number_text(part.mean / whole, NumberStyle::share) + " of the whole";
  if (part.low <= 0 && part.high >= 0 && part.low < part.high) text += ", which may be chance";
  return text + ".";
}

}  // namespace townsquare
