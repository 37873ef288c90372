// What breaks it, what decides the answer, and from how many founders it takes off.
#include <algorithm>
#include <cmath>

#include "analysis/statistics/number_text.hpp"
#include "analysis/report/charts.hpp"
#include "analysis/report/sections.hpp"
#include "engine/parameter_table.hpp"
#include "scenarios/prose.hpp"
#include "scenarios/read_scenario.hpp"

namespace townsquare::report {
namespace {

std::string symbol_of(const std::string& verdict) { return verdict == "holds" ? "✔ holds" : verdict == "fails" ? "✘ fails" : "≈ open"; }

std::string share_text(double share) { return number_text(share, NumberStyle::share); }

/// What a promise is called in the head of a table.
std::string promise_named(const Json& stress, std::size_t k) {
  return k < stress["promises"].size() ? stress["promises"][k].value("says", stress["promises"][k].value("name", "")) : "promise";
}

std::vector<std::string> row_of_shock(const std::string& name, const Json& cells, double damage) {
  std::vector<std::string> row = {name};
  for (const Json& cell : cells) row.push_back(symbol_of(cell.value("verdict", "")) + " " + share_text(number_in(cell, "share")) + " [" + share_text(number_in(cell, "low")) + ", " + share_text(number_in(cell, "high")) + "]");
  row.push_back(std::isfinite(damage) ? number_text(damage, NumberStyle::index) : "–");
  return row;
}

Table shock_table(const Json& stress) {
  Table table{"Shocks, the most damaging first: whether each promise holds, the share of runs that keep it with its interval", {"shock"}, {}};
  for (std::size_t k = 0; k < stress["promises"].size(); ++k) table.head.push_back(promise_named(stress, k));
  table.head.push_back("damage");
  if (stress.contains("undisturbed")) table.rows.push_back(row_of_shock("nothing happens", stress["undisturbed"]["promises"], std::nan("")));
  for (const Json& shock : stress["shocks"])
    if (shock.value("applies", false) && shock.contains("promises"))
      table.rows.push_back(row_of_shock(shock.value("says", shock.value("shock", "")) + " (" + shock.value("size_text", "") + ")", shock["promises"], number_in(shock, "damage")));
  for (const Json& pair : stress.value("pairs", Json::array()))
    table.rows.push_back(row_of_shock("together: " + pair["shocks"][0].get<std::string>() + " and " + pair["shocks"][1].get<std::string>(), pair["promises"], number_in(pair, "damage")));
  std::erase_if(table.rows, [&](const auto& row) { return row.size() != table.head.size(); });
  return table;
}

/// "The promise `alive` breaks at 75 % of the cash."
std::string breaking_sentence(const Json& point) {
  const std::string who = "The promise `" + point.value("promise", "") + "` ", state = point.value("state", ""), text = point.value("text", "");
  if (state == "breaks") return who + "breaks at " + text + ".";
  if (state == "at_once") return who + "breaks at the smallest size that was tried.";
  if (state == "too_close") return who + "is too close to call at every size: more runs would tell.";
  return who + (state == "never" ? "holds at every size that was tried." : "breaks somewhere, these runs do not tell where.");
}

bool is_drawn_curve(const Json& point) { return point.contains("curve") && point["curve"].size() >= 2; }

/// Sizes of a shock are of ratios where its range is wide, as they were tried.
CurveFrame frame_of(const Json& shock, const Json& stress) {
  constexpr double wide = 20;
  const double mild = number_in(shock, "mild"), extreme = number_in(shock, "extreme");
  const std::string unit = shock.value("unit", "");
  CurveFrame frame{"size of the shock" + (unit == "share" || unit == "1" || unit.empty() ? std::string() : ", " + unit), mild > 0 && extreme / mild > wide, unit == "share", number_in(shock, "real_size"), {}};
  for (const Json& promise : stress["promises"]) {
    const bool has_curve = std::ranges::any_of(shock["breaking_points"], [&](const Json& point) { return point.value("promise", "") == promise.value("name", "") && is_drawn_curve(point); });
    const double needed = number_in(promise, "needed");
    if (has_curve && std::ranges::find(frame.promised, needed) == frame.promised.end()) frame.promised.push_back(needed);
  }
  return frame;
}

/// One curve for each shock that breaks a promise, the first three.
void add_curves(Section& section, const Json& stress, const std::string& command) {
  std::size_t n = 0;
  for (const Json& shock : stress["shocks"]) {
    if (n == 3 || !shock.contains("breaking_points")) continue;
    std::vector<CurvePoint> points;
    Table table{"Share of runs that keep a promise, by size of the shock", {"promise", "size", "kept"}, {}};
    std::string sentence;
    for (const Json& point : shock["breaking_points"]) {
      if (!is_drawn_curve(point)) continue;
      for (const Json& at : point["curve"]) {
        points.push_back({point.value("promise", ""), number_in(at, "size"), number_in(at, "kept"), number_in(at, "low"), number_in(at, "high")});
        table.rows.push_back({point.value("promise", ""), number_text(number_in(at, "size"), NumberStyle::index), share_text(number_in(at, "kept"))});
      }
      sentence += (sentence.empty() ? "" : " ") + breaking_sentence(point);
    }
    if (points.empty()) continue;
    const std::string real = shock.contains("real_text") && shock["real_text"].is_string() ? " The real case: " + shock["real_text"].get<std::string>() + "." : "";
    section.figures.push_back({"curve-" + std::to_string(++n), shock.value("says", shock.value("shock", "")), sentence + real, curve_chart(points, frame_of(shock, stress)), table, command});
  }
}

Table attack_table(const Json& stress, const std::string& currency) {
  Table table{"What attackers pay and take; ratios are to the treasury. Money in " + currency, {"attack", "in control", "cost of control", "taken", "cost ÷ treasury", "taken ÷ treasury"}, {}};
  for (const Json& shock : stress["shocks"]) {
    if (!shock.contains("attack") || !shock["attack"].is_object()) continue;
    const Json& a = shock["attack"];
    const auto text = [&](const char* key, NumberStyle style) { return std::isfinite(number_in(a, key)) ? number_text(number_in(a, key), style) : std::string("–"); };
    table.rows.push_back({shock.value("says", shock.value("shock", "")), text("in_control", NumberStyle::share), text("cost_of_control", NumberStyle::money), text("value_extracted", NumberStyle::money),
                          text("cost_over_treasury", NumberStyle::index), text("value_over_treasury", NumberStyle::index)});
  }
  return table;
}

const Parameter* parameter_of(const std::string& key) {
  for (const CoreParameter& each : core_parameters())
    if (std::string(each.section) + "." + std::string(each.parameter.key) == key) return &each.parameter;
  return nullptr;
}

/// Assumptions that a founder may know better than anybody else.
Table asked_of_founders(const Told& told) {
  constexpr const char* keys[] = {"costs.fixed", "capital.start_cash", "market.buyers", "market.sellers", "growth.founding_sellers", "growth.founding_buyers"};
  Table table{"What you may know better than we do: look these up before you trust the rest", {"assumption", "in these runs", "what it is"}, {}};
  const ResultFile& file = *told.file;
  Scenario scenario = read_scenario_text(file.scenario_texts.at(0), file.arm_names.at(0));
  for (const char* key : keys)
    for (const CoreParameter& each : core_parameters())
      if (std::string(each.section) + "." + std::string(each.parameter.key) == key)
        table.rows.push_back({key, readable(each.at(scenario, scenario.observed), each.parameter, scenario.currency), std::string(each.parameter.meaning)});
  return table;
}

void add_influences(Section& section, const Told& told) {
  if (!told.summary.contains("influences") || told.summary["influences"].empty() || told.summary.contains("launch")) return;
  std::vector<Range> bars;
  Table table{"Assumptions that are drawn anew in each replication, by the part of the variance that goes with them", {"assumption", "part", "the higher it is", "what it is"}, {}};
  for (const Json& each : told.summary["influences"]) {
    if (bars.size() == 8) break;
    const std::string key = each.value("key", "");
    const Parameter* parameter = parameter_of(key);
    bars.push_back({key, "", number_in(each, "share"), 0, 0});
    table.rows.push_back({key, share_text(number_in(each, "share")), number_in(each, "correlation") > 0 ? "the larger the lead" : "the smaller the lead", parameter ? std::string(parameter->meaning) : ""});
  }
  const double chance = number_in(told.summary, "influences_chance_share");
  const std::string base = told.summary.value("baseline", "");
  section.figures.push_back({"influences-chart", "Which assumptions move the answer",
                             "The lead of “" + title_of_arm(told, base) + "” over “" + title_of_arm(told, arms_of(told).back()) + "” in sellers' income goes most with “" + bars[0].row + "”: " + share_text(bars[0].value) +
                                 " of its variance. Less than " + share_text(chance) + " may be chance.",
                             bar_chart(bars, "part of the variance", true), table, ""});
}

void add_explanation(Section& section, const Json& explain, const std::string& command) {
  const std::string unit = explain["outcome"].value("unit", "");
  std::vector<Range> clauses;
  Table table{"What each clause adds to the difference: mean over orders and runs, with 95 % intervals", {"clause", "adds", "part of the whole"}, {}};
  for (const Json& clause : explain["attribution"]["clauses"]) {
    const Json& e = clause["contribution"];
    clauses.push_back({clause.value("heading", ""), "", number_in(e, "estimate"), number_in(e, "low"), number_in(e, "high")});
    const double part = number_in(clause, "share");
    table.rows.push_back({clause.value("heading", ""), difference_text({number_in(e, "estimate"), number_in(e, "low"), number_in(e, "high"), 2}, NumberStyle::money), std::isfinite(part) ? share_text(part) : "–"});
  }
  if (!clauses.empty())
    section.figures.push_back({"clauses-chart", "Which clause makes the difference", explain["answer"].value("sentence", "") + " The parts sum to the whole difference.", forest_chart(clauses, unit), table, command});

  std::vector<Range> bars;
  Table ends{"The difference at both ends of each assumption's range, and where the answer turns", {"assumption", "low end", "high end", "turns"}, {}};
  for (const Json& row : explain["tornado"]["rows"]) {
    const double low = number_in(row["low"]["difference"], "estimate"), high = number_in(row["high"]["difference"], "estimate");
    if (bars.size() < 10) bars.push_back({row.value("key", ""), "", 0, std::min(low, high), std::max(low, high)});
    ends.rows.push_back({row.value("key", ""), number_text(low, NumberStyle::money), number_text(high, NumberStyle::money), row.value("sentence", "")});
  }
  const double middle = explain["tornado"].contains("assumed") ? number_in(explain["tornado"]["assumed"], "estimate") : std::nan("");
  if (!bars.empty())
    section.figures.push_back({"tornado-chart", "What would turn the answer",
                               "Each bar runs from the difference at one end of an assumption's range to that at the other; the dark line is what is assumed. Where a bar crosses zero the answer turns. " + explain["tornado"]["rows"][0].value("sentence", ""),
                               tornado_chart(bars, middle, unit), ends, command});
}

}  // namespace

Json summary_of_stress(const Json& stress) {
  Json summary = {{"title", stress.value("title", "")}, {"seed", stress.value("seed", 1)}, {"weeks", stress.value("weeks", 0)}, {"currency", stress.value("currency", "")}};
  const Json& quiet = stress["undisturbed"];
  summary["replications"] = quiet.value("replications", 0);
  Json promises = Json::array();
  for (std::size_t k = 0; k < quiet["promises"].size() && k < stress["promises"].size(); ++k) {
    const Json& cell = quiet["promises"][k];
    promises.push_back({{"says", stress["promises"][k].value("says", "")}, {"verdict", cell.value("verdict", "")}, {"share_of_runs", number_in(cell, "share")},
                        {"interval", {number_in(cell, "low"), number_in(cell, "high")}}, {"runs", cell.value("runs", 0)}, {"promised_share_of_runs", number_in(stress["promises"][k], "needed")}});
  }
  summary["promises"] = std::move(promises);
  return summary;
}

Section shocks(const Told& told) {
  Section section{"stress", "What breaks it"};
  const std::string command = told.program + " stress SCENARIO --output stress.nc";
  if (told.stress.is_null()) {
    section.missing = "No shock was tried. “" + command + "” tries them all; “" + told.program + " report " + told.path + " stress.nc” then shows them here.";
    return section;
  }
  const Json& stress = told.stress;
  const Table table = shock_table(stress);
  const std::string error = number_text(stress.value("error_rate", .05), NumberStyle::share);
  section.paragraphs.push_back("Every shock meets the same runs as the quiet life in the first row. Runs are added until each verdict is decided, wrong in at most " + error + " of cases, or the budget ends. Damage: by how much fewer runs keep a promise, on average.");
  section.tables.push_back(table);
  add_curves(section, stress, told.program + " stress " + stress.value("scenario", "SCENARIO"));
  if (Table attacks = attack_table(stress, stress.value("currency", "")); !attacks.rows.empty()) section.tables.push_back(std::move(attacks));
  for (const Json& shock : stress["shocks"])
    if (!shock.value("applies", true)) section.points.push_back(shock.value("shock", "") + " does not apply: " + shock.value("why_not", ""));
  return section;
}

Section causes(const Told& told) {
  Section section{"causes", "What decides this answer"};
  if (told.file != nullptr && !told.file->scenario_texts.empty()) section.tables.push_back(asked_of_founders(told));
  add_influences(section, told);
  if (!told.explain.is_null()) add_explanation(section, told.explain, told.explain.value("command_line", ""));
  else
    section.missing = "Which clause makes the difference between two constitutions, and what would turn the answer, says “" + told.program + " explain A B --output why.json”; “" + told.program + " report " + told.path +
                      " why.json” then shows it here.";
  return section;
}

Section frontier(const Told& told) {
  Section section{"frontier", "The launch frontier"};
  if (!told.summary.contains("launch")) {
    section.missing = "With how many founders it takes off is asked by a comparison with a [launch] grid, “" + told.program + " compare makers-enter-beside-etsy” for one.";
    return section;
  }
  const auto sellers = told.summary["launch"]["founding_sellers"].get<std::vector<double>>(), buyers = told.summary["launch"]["founding_buyers"].get<std::vector<double>>();
  const std::vector<std::string> arms = arms_of(told);
  std::vector<Cell> cells;
  Table table{"Share of runs that reach critical mass, with 95 % intervals", {"founding sellers \\ buyers"}, {}};
  for (double each : buyers) table.head.push_back(number_text(each, NumberStyle::count));
  const Cell* least = nullptr;
  for (std::size_t i = 0; i < sellers.size(); ++i) {
    std::vector<std::string> row = {number_text(sellers[i], NumberStyle::count)};
    for (std::size_t j = 0; j < buyers.size(); ++j) {
      const std::size_t arm = 1 + i * buyers.size() + j;
      if (arm >= arms.size()) continue;
      const Json& reached = told.summary["arms"][arms[arm]]["outcomes"]["reached_critical_mass"];
      cells.push_back({buyers[j], sellers[i], number_in(reached, "estimate")});
      row.push_back(share_text(number_in(reached, "estimate")) + " [" + share_text(number_in(reached, "low")) + ", " + share_text(number_in(reached, "high")) + "]");
    }
    table.rows.push_back(row);
  }
  for (const Cell& cell : cells)
    if (cell.share >= .5 && (least == nullptr || cell.across + cell.down < least->across + least->down)) least = &cell;
  const std::string sentence = least ? "The smallest launch of this grid that takes off in at least half of the runs has " + number_text(least->down, NumberStyle::count) + " founding sellers and " +
                                           number_text(least->across, NumberStyle::count) + " founding buyers."
                                     : "No launch of this grid takes off in half of the runs.";
  section.figures.push_back({"frontier-chart", "Share of runs that take off", sentence, phase_chart(cells, "founding buyers", "founding sellers"), table, told.program + " compare " + told.summary.value("title", "")});
  section.figures.back().command = told.file ? told.file->command_line : "";
  return section;
}

}  // namespace townsquare::report
