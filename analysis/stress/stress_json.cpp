// The answer of a stress test as JSON, as docs/result_format.md says.
#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/stress/stress.hpp"

namespace townsquare {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

// A size as it is written: money in major units.
Json size_json(const StressShock& shock, double size) {
  if (shock.kind == SizeKind::none || std::isnan(size)) return nullptr;
  return shock.kind == SizeKind::money ? size / 100 : size;
}

std::string unit_of(const StressShock& shock, const std::string& currency) {
  switch (shock.kind) {
    case SizeKind::share:
    case SizeKind::points: return "share";
    case SizeKind::weeks: return "weeks";
    case SizeKind::money: return currency;
    case SizeKind::none: return "";
    default: return "1";
  }
}

std::string verdict_word(SequentialVerdict verdict) {
  return verdict == SequentialVerdict::at_least ? "holds" : verdict == SequentialVerdict::below ? "fails" : "too_close";
}

Json cells_json(const std::vector<StressCell>& cells, const StressPlan& plan) {
  Json list = Json::array();
  for (std::size_t k = 0; k < cells.size(); ++k) {
    const Estimate& share = cells[k].share;
    list.push_back({{"promise", plan.promises[k].name}, {"verdict", verdict_word(cells[k].verdict)}, {"share", number(share.mean)},
                    {"low", number(share.low)}, {"high", number(share.high)}, {"runs", share.n}});
  }
  return list;
}

std::string state_word(BreakingState state) {
  switch (state) {
    case BreakingState::breaks: return "breaks";
    case BreakingState::never: return "never";
    case BreakingState::at_once: return "at_once";
    case BreakingState::open: return "too_close";
    default: return "unknown";
  }
}

Json breaking_json(const StressBreaking& breaking, const StressRow& row, const StressPlan& plan) {
  const BreakingPoint& point = breaking.point;
  const auto at = [&](std::optional<std::size_t> place) { return place ? size_json(*row.shock, row.sizes[*place]) : Json(nullptr); };
  const bool has_size = point.state == BreakingState::breaks || point.state == BreakingState::at_once;
  Json curve = Json::array();
  for (const FragilityPoint& each : point.curve)
    curve.push_back({{"size", at(each.size)}, {"kept", number(each.kept.mean)}, {"low", number(each.kept.low)}, {"high", number(each.kept.high)}});
  Json json = {{"promise", plan.promises[breaking.promise].name}, {"state", state_word(point.state)}};
  json["size"] = has_size ? at(point.size) : Json(nullptr);
  json["low"] = at(point.low);
  json["high"] = at(point.high);
  json["text"] = has_size ? size_text(*row.shock, row.sizes[point.size], plan.scenario.currency) : "";
  json["replications"] = plan.breaking_replications;
  json["curve"] = std::move(curve);
  return json;
}

Json attack_json(const AttackSummary& attack) {
  Json json = {{"in_control", number(attack.in_control.mean)}, {"won", number(attack.won.mean)}};
  json["cost_of_control"] = number(attack.cost_of_control);
  json["value_extracted"] = number(attack.value_extracted);
  json["treasury"] = number(attack.treasury);
  json["cost_over_treasury"] = attack.treasury > 0 ? number(attack.cost_of_control / attack.treasury) : Json(nullptr);
  json["value_over_treasury"] = attack.treasury > 0 ? number(attack.value_extracted / attack.treasury) : Json(nullptr);
  return json;
}

Json words_of(std::string_view cases) {
  Json list = Json::array();
  while (!cases.empty()) {
    const std::size_t end = std::min(cases.find(' '), cases.size());
    list.push_back(std::string(cases.substr(0, end)));
    cases.remove_prefix(std::min(end + 1, cases.size()));
  }
  return list;
}

Json row_json(const StressRow& row, const StressPlan& plan) {
  const StressShock& shock = *row.shock;
  const std::string& currency = plan.scenario.currency;
  Json json = {{"shock", shock.name}, {"cases", words_of(shock.cases)}, {"says", shock.says}, {"is_attack", shock.is_attack}, {"is_of_market", shock.is_of_market},
               {"applies", row.why_not.empty()}, {"why_not", row.why_not}, {"unit", unit_of(shock, currency)}};
  json["mild"] = size_json(shock, shock.mild);
  json["extreme"] = size_json(shock, shock.extreme);
  json["size"] = size_json(shock, row.size);
  json["size_text"] = size_text(shock, row.size, currency);
  json["real_size"] = size_json(shock, shock.real_size);
  json["real_text"] = shock.real_text;
  json["damage"] = row.damage;
  json["money_lost"] = number(row.money_lost);
  json["replications"] = row.n_replications;
  json["promises"] = cells_json(row.cells, plan);
  json["breaking_points"] = Json::array();
  for (const StressBreaking& breaking : row.breaking) json["breaking_points"].push_back(breaking_json(breaking, row, plan));
  json["breaks_first"] = row.breaks_first ? Json(plan.promises[row.breaking[*row.breaks_first].promise].name) : Json(nullptr);
  json["attack"] = row.attack ? attack_json(*row.attack) : Json(nullptr);
  return json;
}

}  // namespace

std::string stress_json(const StressResult& result) {
  const StressPlan& plan = result.plan;
  Json document = {{"schema_version", 1}, {"command", "stress"}, {"title", plan.scenario.title}, {"scenario", plan.name}, {"seed", plan.seed},
                   {"weeks", static_cast<std::uint32_t>(plan.scenario.run.weeks)}, {"currency", plan.scenario.currency}, {"shock_week", plan.shock_week},
                   {"error_rate", plan.error_rate}, {"most_replications", plan.most_replications}, {"runs", result.n_runs}, {"is_complete", result.is_complete},
                   {"are_default_promises", result.are_default_promises}};
  document["promises"] = Json::array();
  for (const Promise& promise : plan.promises)
    document["promises"].push_back({{"name", promise.name}, {"says", promise.says}, {"terms", terms_of(promise)}, {"needed", promise.share_of_runs}});
  document["undisturbed"] = {{"replications", result.n_undisturbed}, {"promises", cells_json(result.undisturbed, plan)}, {"members_money", number(result.members_money)}};
  document["shocks"] = Json::array();
  for (const StressRow& row : result.rows) document["shocks"].push_back(row_json(row, plan));
  document["pairs"] = Json::array();
  for (const StressPair& pair : result.pairs)
    document["pairs"].push_back({{"shocks", {result.rows[pair.a].shock->name, result.rows[pair.b].shock->name}}, {"damage", pair.damage}, {"sum_of_both", pair.sum_of_both},
                                 {"money_lost", number(pair.money_lost)}, {"replications", pair.n_replications}, {"promises", cells_json(pair.cells, plan)}});
  document["pairs_of"] = Json::array();
  for (const std::size_t row : result.paired_rows) document["pairs_of"].push_back(result.rows[row].shock->name);
  return document.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace townsquare
