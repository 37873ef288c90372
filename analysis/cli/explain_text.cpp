// An explanation as text: the answer, the clauses, what would reverse it.
#include <algorithm>
#include <cmath>

#include "analysis/cli/explain_report.hpp"
#include "analysis/statistics/number_text.hpp"
#include "analysis/cli/outcome_rows.hpp"
#include "analysis/cli/terminal.hpp"
#include "analysis/cli/text_table.hpp"

namespace townsquare {
namespace {

constexpr std::size_t most_keys = 4, most_rows = 12;

void print_sentence(std::ostream& out, const ExplainReport& report, const std::string& text) { out << beside("  ", text, report.width) << "\n"; }

// The keys in which a clause differs, the first few.
std::string keys_text(const DifferingClause& clause) {
  std::string text;
  for (std::size_t i = 0; i < std::min(clause.keys.size(), most_keys); ++i) {
    const DifferingKey& key = clause.keys[i];
    text += (i > 0 ? "; " : "") + key.key + " " + (key.a.empty() ? "-" : key.a) + " -> " + (key.b.empty() ? "-" : key.b);
  }
  if (clause.keys.size() > most_keys) text += "; and " + std::to_string(clause.keys.size() - most_keys) + " more";
  return text;
}

std::string method_text(const ExplainReport& report) {
  const ExplainDesign& design = report.design;
  if (design.clauses.size() == 1) return "It is the only clause in which they differ, so it makes all of the difference.";
  if (design.is_exact)
    return "Each clause's part is what it adds when it is swapped in, averaged over every order of swapping: all " + std::to_string(std::size_t{1} << design.clauses.size()) +
           " mixtures of the clauses were run. The parts add up to the whole difference.";
  return "Each clause's part is what it adds when it is swapped in, averaged over random orders of swapping, one and its reverse in each replication. The parts add up to "
         "the whole difference.";
}

void print_clauses(std::ostream& out, const ExplainReport& report) {
  const ExplainDesign& design = report.design;
  out << "\n" << bold("Which clause makes the difference", report.has_colour) << "\n";
  for (const std::size_t clause : clause_order(report.explanation)) {
    print_sentence(out, report, clause_sentence(report, clause));
    out << beside("      ", keys_text(design.clauses[clause]), report.width) << "\n";
  }
  print_sentence(out, report, method_text(report));
  for (const JoinedClauses& joined : design.joined)
    print_sentence(out, report, "Taken as one, since one cannot go without the other: " + joined.headings[0] + "; " + joined.headings[1] + " (" + joined.because + ").");
  const std::size_t n_left_out = report.explanation.n_replications - std::min<std::size_t>(report.explanation.attributed.n, report.explanation.n_replications);
  if (n_left_out > 0)
    print_sentence(out, report, std::to_string(n_left_out) + " of " + std::to_string(report.explanation.n_replications) +
                                    " replications are left out of the parts: the outcome is missing in one of their mixtures.");
}

// The ends of the widest rows.
void print_tornado(std::ostream& out, const ExplainReport& report) {
  const std::vector<TornadoRow>& rows = report.explanation.tornado;
  TableColumn keys{{"assumption"}, {}, true}, low{{"low end"}, {}}, at_low{{"difference"}, {}}, high{{"high end"}, {}}, at_high{{"difference"}, {}};
  const NumberStyle style = report.outcome.unit == "currency" ? NumberStyle::money : NumberStyle::index;
  for (std::size_t i = 0; i < std::min(rows.size(), most_rows); ++i) {
    if (rows[i].swing() == 0) break;
    const std::string& key = rows[i].assumption.key;
    keys.cells.push_back("  " + key);
    low.cells.push_back(assumed_text(report, key, rows[i].low.factor));
    high.cells.push_back(assumed_text(report, key, rows[i].high.factor));
    at_low.cells.push_back(number_text(rows[i].low.difference.mean, style));
    at_high.cells.push_back(number_text(rows[i].high.difference.mean, style));
  }
  if (keys.cells.empty()) return;
  out << "\n";
  print_in_parts(out, keys, {low, at_low, high, at_high}, {std::vector<std::string>(keys.cells.size()), report.width, report.has_colour});
}

void print_flips(std::ostream& out, const ExplainReport& report) {
  const Explanation& explanation = report.explanation;
  out << "\n" << bold("What would reverse the answer", report.has_colour) << "\n";
  if (explanation.tornado.empty())
    return print_sentence(out, report, report.design.assumptions.empty() ? "Nothing in these scenarios is an assumption with a range." : "Stopped before the assumptions were looked at.");
  const Estimate &assumed = explanation.assumed, answer = answer_of(report);
  print_sentence(out, report, "With everything as you assume it the difference is " + number_text(assumed.mean, report.outcome.unit == "currency" ? NumberStyle::money : NumberStyle::index) +
                                  "; one assumption at a time is moved through its range.");
  if (assumed.mean * answer.mean < 0)
    print_sentence(out, report, "That has the other sign than the answer above, for which every replication draws its assumptions: the answer hangs on them.");
  if (assumed.low <= 0 && assumed.high >= 0) print_sentence(out, report, "It is itself too close to call, so the points below are of its sign as it came out.");
  std::size_t n_firm = 0;
  for (const TornadoRow& row : explanation.tornado) {
    if (row.flip) print_sentence(out, report, "- " + flip_sentence(report, row) + " " + meaning_of_key(report, row.assumption.key));
    else ++n_firm;
  }
  if (n_firm > 0) {
    const bool is_all = n_firm == explanation.tornado.size();
    print_sentence(out, report, (is_all ? "None of the " : "The other ") + std::to_string(n_firm) + " assumption" + (n_firm == 1 ? "" : "s") + (is_all ? " reverses" : " do not reverse") +
                                    " it alone at an end of its range.");
  }
  print_tornado(out, report);
}

}  // namespace

void print_explanation(std::ostream& out, const ExplainReport& report) {
  const Explanation& explanation = report.explanation;
  out << bold(report.title_a + " and " + report.title_b, report.has_colour) << "\n";
  out << wrapped(horizon_text(static_cast<std::size_t>(report.design.a.run.weeks)) + ", " + std::to_string(explanation.n_replications) + " replications on the same luck, " +
                     grouped(explanation.clause_runs + explanation.assumption_runs) + " runs, seed " + std::to_string(report.design.seed) + ", money in " + report.design.a.currency,
                 report.width, 0)
      << "\n\n";
  print_sentence(out, report, answer_sentence(report));
  if (report.design.clauses.empty()) {
    print_sentence(out, report, "They say the same, but for their names and promises: nothing can make a difference.");
    return;
  }
  print_clauses(out, report);
  print_flips(out, report);
  out << "\n" << beside("", "Results in " + report.output + ": `townsquare report RESULT.nc " + report.output + "` shows them on a page. The same numbers: the same command with --replications " + std::to_string(explanation.n_replications) + ".", report.width) << "\n";
}

}  // namespace townsquare
