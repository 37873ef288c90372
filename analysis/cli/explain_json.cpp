// The JSON document of an explanation; docs/result_format.md says what each key is.
#include <cmath>

#include "analysis/cli/explain_report.hpp"
#include "analysis/studies/outcome_estimate.hpp"
#include "engine/fingerprint.hpp"
#include "scenarios/write_scenario.hpp"

namespace townsquare {
namespace {

using Json = nlohmann::ordered_json;

// Not a number is null.
Json json_of(double value) { return std::isfinite(value) ? Json(value) : Json(); }

Json json_of(const Estimate& e) { return {{"estimate", json_of(e.mean)}, {"low", json_of(e.low)}, {"high", json_of(e.high)}, {"runs", e.n}}; }

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

std::string verdict_of(const Estimate& answer) { return answer.low > 0 ? "more" : answer.high < 0 ? "less" : "undecided"; }

Json answer_json(const ExplainReport& report) {
  const auto n_weeks = static_cast<std::size_t>(report.design.a.run.weeks);
  const Estimate answer = answer_of(report);
  return {{"a", json_of(estimate_outcome(report.outcome, report.explanation.in_a, n_weeks))},
          {"b", json_of(estimate_outcome(report.outcome, report.explanation.in_b, n_weeks))},
          {"difference", json_of(answer)},
          {"verdict", verdict_of(answer)},
          {"sentence", answer_sentence(report)}};
}

Json clause_json(const ExplainReport& report, std::size_t clause) {
  const DifferingClause& each = report.design.clauses[clause];
  Json keys = Json::array();
  for (const DifferingKey& key : each.keys) keys.push_back({{"key", key.key}, {"a", text_or_null(key.a)}, {"b", text_or_null(key.b)}});
  const Estimate part = report.explanation.contribution(clause);
  const double whole = report.explanation.attributed.mean;
  return {{"id", each.id},
          {"heading", each.heading},
          {"sections", each.sections},
          {"keys", std::move(keys)},
          {"contribution", json_of(part)},
          {"share", whole == 0 ? Json() : json_of(part.mean / whole)},
          {"sentence", clause_sentence(report, clause)}};
}

Json attribution_json(const ExplainReport& report) {
  const ExplainDesign& design = report.design;
  const Explanation& explanation = report.explanation;
  Json clauses = Json::array(), joined = Json::array();
  double sum = 0;
  for (const std::size_t clause : clause_order(explanation)) {
    clauses.push_back(clause_json(report, clause));
    sum += explanation.contribution(clause).mean;
  }
  for (const JoinedClauses& each : design.joined) joined.push_back({{"headings", each.headings}, {"because", each.because}});
  return {{"method", design.is_exact ? "exact" : "sampled"},
          {"replications", explanation.n_replications},
          {"runs", explanation.clause_runs},
          {"orders", design.is_exact ? 0 : 2},
          {"mixtures", design.mixtures.size()},
          {"difference", json_of(explanation.attributed)},
          {"clauses", std::move(clauses)},
          {"joined", std::move(joined)},
          {"sum", json_of(sum)}};
}

Json end_json(const ExplainReport& report, const TornadoRow& row, const AnswerAt& end) {
  return {{"value", assumed_text(report, row.assumption.key, end.factor)}, {"factor", end.factor}, {"difference", json_of(end.difference)}};
}

Json tornado_json(const ExplainReport& report) {
  const Explanation& explanation = report.explanation;
  Json rows = Json::array();
  for (const TornadoRow& row : explanation.tornado) {
    const std::string& key = row.assumption.key;
    Json flip;
    if (row.flip)
      flip = {{"value", assumed_text(report, key, row.flip->factor)},
              {"factor", row.flip->factor},
              {"direction", row.flip->factor > 1 ? "above" : "below"},
              {"low_factor", row.flip->low_factor},
              {"high_factor", row.flip->high_factor}};
    rows.push_back({{"key", key},
                    {"meaning", meaning_of_key(report, key)},
                    {"assumed", assumed_text(report, key, 1)},
                    {"low", end_json(report, row, row.low)},
                    {"high", end_json(report, row, row.high)},
                    {"swing", row.swing()},
                    {"flip", std::move(flip)},
                    {"sentence", flip_sentence(report, row)}});
  }
  return {{"replications", explanation.n_tornado_replications}, {"runs", explanation.assumption_runs}, {"assumed", json_of(explanation.assumed)}, {"rows", std::move(rows)}};
}

Json scenario_json(const std::string& name, const std::string& title, const Scenario& scenario) {
  return {{"name", name}, {"title", title}, {"scenario", write_scenario(scenario)}};
}

}  // namespace

Json json_of(const ExplainReport& report) {
  const ExplainDesign& design = report.design;
  const std::string unit = report.outcome.unit == "currency" ? design.a.currency : std::string(report.outcome.unit);
  return {{"format", "townsquare-explain"},
          {"schema_version", 1},
          {"townsquare_version", TOWNSQUARE_VERSION},
          {"command", "explain"},
          {"command_line", report.command_line},
          {"title", report.title_a + " against " + report.title_b},
          {"seed", design.seed},
          {"weeks", design.a.run.weeks},
          {"currency", design.a.currency},
          {"is_complete", report.explanation.is_complete},
          {"scenarios", {{"a", scenario_json(report.name_a, report.title_a, design.a)}, {"b", scenario_json(report.name_b, report.title_b, design.b)}}},
          {"outcome", {{"name", report.outcome.name}, {"long_name", report.outcome.long_name}, {"unit", unit}}},
          {"answer", answer_json(report)},
          {"attribution", attribution_json(report)},
          {"tornado", tornado_json(report)},
          {"fingerprint", to_hex(report.explanation.fingerprint)},
          {"output", report.output}};
}

}  // namespace townsquare
