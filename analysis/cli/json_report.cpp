// The same study as one JSON document; keys are added, never renamed, within a schema version.
#include <nlohmann/json.hpp>

#include "analysis/cli/report.hpp"
#include "analysis/studies/outcome_estimate.hpp"
#include "engine/fingerprint.hpp"

namespace townsquare {
namespace {

using Json = nlohmann::ordered_json;

// Defined over no run, an estimate is null.
Json json_of(const Estimate& e, const Outcome& outcome, const StudyReport& report) {
  return {{"estimate", e.mean},
          {"low", e.low},
          {"high", e.high},
          {"runs", e.n},
          {"unit", unit_text(outcome.unit, report.plan.arms[0].scenario.currency)}};
}

Json arms_of(const StudyReport& report) {
  const StudyResult& result = report.execution.result;
  Json arms = Json::object();
  for (std::size_t a = 0; a < report.plan.arms.size(); ++a) {
    Json values = Json::object();
    for (const Outcome& outcome : outcomes()) {
      const std::vector<double>& sample = result.outcome(a, outcome.name);
      Json value = json_of(estimate_outcome(outcome, sample, n_weeks(report)), outcome, report);
      value["p05"] = quantile_of(sample, .05);
      value["p95"] = quantile_of(sample, .95);
      values[std::string(outcome.name)] = std::move(value);
    }
    arms[report.plan.arms[a].name] = {{"title", title_of(report.plan.arms[a])},
                                      {"outcomes", std::move(values)}};
  }
  return arms;
}

// Each other arm less the baseline, over pairs.
void add_differences(Json& document, const StudyReport& report) {
  const StudyResult& result = report.execution.result;
  Json differences = Json::object(), reductions = Json::object();
  for (std::size_t a = 1; a < report.plan.arms.size(); ++a) {
    Json& arm_differences = differences[report.plan.arms[a].name] = Json::object();
    Json& arm_reductions = reductions[report.plan.arms[a].name] = Json::object();
    for (const Outcome& outcome : outcomes()) {
      const std::vector<double>& base = result.outcome(0, outcome.name);
      const std::vector<double>& other = result.outcome(a, outcome.name);
      const std::string name(outcome.name);
      arm_differences[name] = json_of(estimate_difference(outcome, base, other, n_weeks(report)), outcome, report);
      arm_reductions[name] = base.size() < 2 ? Json() : Json(variance_reduction(base, other));
    }
  }
  document["baseline"] = report.plan.arms[0].name;
  document["differences"] = std::move(differences);
  document["variance_reduction"] = std::move(reductions);
}

Json arms_drawing(const StudyReport& report, const std::string& key) {
  Json names = Json::array();
  for (const Arm& arm : report.plan.arms)
    if (draws_assumption(arm, key)) names.push_back(arm.name);
  return names;
}

// On seller_income_total of the baseline less the last arm.
Json influences_of(const StudyReport& report) {
  const StudyResult& result = report.execution.result;
  const std::vector<double>& a = result.outcome(0, "seller_income_total");
  const std::vector<double>& b = result.outcome(report.plan.arms.size() - 1, "seller_income_total");
  std::vector<double> lead(a.size());
  for (std::size_t r = 0; r < a.size(); ++r) lead[r] = a[r] - b[r];
  std::vector<std::string> keys;
  for (const UncertainKey& key : result.assumptions) keys.push_back(key.key);
  Json influences = Json::array();
  for (const Influence& each : rank_influences(keys, result.factors, lead))
    influences.push_back({{"key", each.key},
                          {"correlation", each.correlation},
                          {"share", each.share},
                          {"arms", arms_drawing(report, each.key)}});
  return influences;
}

Json published_of(const StudyReport& report) {
  Json figures = Json::array();
  if (!report.published) return figures;
  for (const PublishedFit& fit : report.published->fits())
    figures.push_back({{"arm", report.plan.arms[report.published->arm()].name},
                       {"year", fit.year},
                       {"use", fit.is_fitted ? "fitted" : "predicted"},
                       {"published", fit.published},
                       {"median", fit.median},
                       {"p05", fit.low},
                       {"p95", fit.high},
                       {"is_hit", fit.is_hit()},
                       {"off", fit.off()}});
  return figures;
}

}  // namespace

nlohmann::ordered_json document_of(const StudyReport& report) {
  const StudyResult& result = report.execution.result;
  const bool is_comparison = report.plan.arms.size() > 1;
  Json document = {{"schema_version", 1}, {"command", report.command}, {"title", report.title}};
  document["scenario"] = result.arm_names.at(0);  // the one that the others are compared with
  if (is_comparison) document["scenarios"] = result.arm_names;
  document["seed"] = result.seed;
  document["replications"] = result.n_done;
  document["weeks"] = n_weeks(report);
  if (report.plan.fork_at > 0) document["fork_at"] = report.plan.fork_at;
  document["currency"] = report.plan.arms[0].scenario.currency;
  document["fingerprint"] = to_hex(result.fingerprint);
  document["is_complete"] = result.is_complete;
  document["arms"] = arms_of(report);
  if (is_comparison) {
    add_differences(document, report);
    document["influences"] = influences_of(report);
    document["influences_chance_share"] = chance_share(result.assumptions.size(), result.n_done);
  }
  if (report.launch) document["launch"] = {{"founding_sellers", report.launch->founding_sellers}, {"founding_buyers", report.launch->founding_buyers}};
  document["published"] = published_of(report);
  if (!report.promises.empty()) {
    std::vector<std::string> names;
    for (const Arm& arm : report.plan.arms) names.push_back(arm.name);
    document["promises"] = json_of(report.promises, names);
  }
  document["caveats"] = caveats_of(report);
  return document;
}

void print_json(std::ostream& out, const StudyReport& report) {
  Json document = document_of(report);
  document["output"] = report.execution.output.string();
  out << document.dump(2, ' ', false, Json::error_handler_t::replace) << "\n";
}

}  // namespace townsquare
