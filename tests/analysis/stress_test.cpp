// The battery of shocks, and a stress test over a tiny market.
#include "analysis/stress/stress.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "analysis/promises/promises.hpp"
#include "engine/parameter_table.hpp"
#include "scenarios/branch_check.hpp"
#include "scenarios/catalogue.hpp"
#include "scenarios/read_scenario.hpp"

using namespace townsquare;

namespace {

Promise fee_at_most(double bound) {
  Promise p;
  p.name = "cheap", p.says = "it takes little", p.outcome = "final_take_rate", p.sense = PromiseSense::at_most, p.bound = bound, p.bound_text = "12 %";
  return p;
}

Promise alive() {
  Promise p;
  p.name = "alive", p.says = "it is open", p.outcome = "survived", p.bound = 1, p.bound_text = "1";
  return p;
}

/// Sixty weeks of a village whose fee nobody votes on: what it is in the last year is what was set.
StressPlan village() {
  ReadOptions options;
  options.overrides = {"run.weeks=60 weeks", "market.buyers=200", "market.sellers=40", "growth.founding_sellers=20", "growth.founding_buyers=100", "fees.take_rate=10 %",
                       "costs.fixed=5 USD/week", "capital.start_cash=5000 USD"};
  StressPlan plan;
  plan.scenario = read_scenario(find_file("markets", "local-food", catalogue_folder()), options);
  plan.name = "village";
  plan.promises = {fee_at_most(.12), alive()};
  plan.shock_week = 8;
  plan.most_replications = 24;
  plan.breaking_replications = 20;
  return plan;
}

const StressRow& row_named(const StressResult& result, std::string_view name) {
  for (const StressRow& row : result.rows)
    if (row.shock->name == name) return row;
  throw std::out_of_range("no row");
}

}  // namespace

TEST_CASE("shocks have names of their own, sizes in order, and sentences", "[contract]") {
  std::set<std::string_view> names;
  for (const StressShock* shock : stress_shocks()) {
    INFO(shock->name);
    CHECK(names.insert(shock->name).second);
    CHECK_FALSE(shock->says.empty());
    CHECK(shock->usual >= shock->mild);
    CHECK(shock->usual <= shock->extreme);
    CHECK((std::isnan(shock->real_size) || (shock->real_size >= shock->mild && shock->real_size <= shock->extreme)));
    CHECK((std::isnan(shock->real_size) || !shock->real_text.empty()));
    CHECK((!shock->is_attack || !shock->cases.empty()));
    const std::vector<double> sizes = sizes_of(*shock, n_stress_sizes);
    for (std::size_t i = 1; i < sizes.size(); ++i) CHECK(sizes[i] > sizes[i - 1]);
    CHECK(sizes.back() == shock->extreme);
    CHECK((!has_sizes(*shock) || sizes.front() == shock->mild));
  }
}

TEST_CASE("every shock applies to something in the catalogue, and can be put there at every size", "[contract]") {
  std::set<std::string_view> applied;
  for (const CatalogueEntry& entry : list_catalogue(catalogue_folder())) {
    if (entry.kind != "scenarios" && entry.kind != "constitutions") continue;
    StressPlan plan;
    try {
      plan.scenario = read_scenario(entry.path);
    } catch (const InvalidScenario&) {
      continue;  // a part of a scenario
    }
    plan = completed(plan);
    for (const StressShock* shock : stress_shocks()) {
      if (!obstacle_of(*shock, plan).empty()) continue;
      INFO(entry.name << ", " << shock->name);
      for (const double size : {shock->mild, shock->extreme}) {
        Scenario struck = plan.scenario;
        shock->apply(struck, size, plan.shock_week);
        // all that was set is in the range of its key
        for (const CoreParameter& core : core_parameters()) {
          const double value = core.at(struck, 0);
          if (core.parameter.length != 1 || std::isnan(value)) continue;
          INFO(core.section << "." << core.parameter.key);
          CHECK(value >= core.parameter.min);
          CHECK(value <= core.parameter.max);
        }
      }
      applied.insert(shock->name);
    }
  }
  for (const StressShock* shock : stress_shocks()) {
    INFO(shock->name);
    CHECK(applied.contains(shock->name));
  }
}

TEST_CASE("shocks are found by name and by the case that they repeat", "[unit]") {
  CHECK(find_shocks("C1").at(0)->name == "borrowed_majority");
  CHECK(find_shocks("demand").size() == 1);
  CHECK(find_shocks("C").empty());
  CHECK(find_shocks("C2").at(0)->name == "buy_tokens");
  CHECK(find_shocks("C2").size() == 1);  // not C20 to C26
  CHECK(size_text(*find_shocks("C1")[0], .79, "USD") == "79 % of all tokens");
  CHECK(size_text(*find_shocks("unilateral_fee")[0], .015, "USD") == "1.5 points more of each sale");
  CHECK(size_text(*find_shocks("bribed_voters")[0], 2000, "EUR") == "20 EUR for a vote");
}

TEST_CASE("a fee raised without a vote breaks a promise on the fee at the size that arithmetic says", "[theory]") {
  StressPlan plan = village();
  plan.scenario.platforms[0].control = static_cast<double>(Control::nobody);  // no vote moves the fee before or after
  plan.shocks = {find_shocks("unilateral_fee")[0]};
  StudyControl control;
  const StressResult result = run_stress(plan, control);
  REQUIRE(result.is_complete);
  const StressRow& row = row_named(result, "unilateral_fee");
  REQUIRE(row.breaking.size() == 2);
  // 10 % and x points are more than 12 % from x = 2 on: the first size of the list that is larger
  const BreakingPoint& point = row.breaking[0].point;
  REQUIRE(point.state == BreakingState::breaks);
  const auto first = static_cast<std::size_t>(std::find_if(row.sizes.begin(), row.sizes.end(), [](double size) { return size > .02 + 1e-9; }) - row.sizes.begin());
  CHECK(point.size == first);
  CHECK(row.breaks_first == 0U);
  // 1.5 points are 11.5 %: the promise holds in all runs
  CHECK(row.cells[0].verdict == SequentialVerdict::at_least);
  CHECK(row.damage == 0);
}

TEST_CASE("runs up to the shocks are shared, and the undisturbed ones are those of a study", "[identity]") {
  StressPlan plan = village();
  plan.shocks = {find_shocks("exodus")[0]};
  plan.breaking_replications = 0;
  StudyControl control;
  const StressResult result = run_stress(plan, control);
  REQUIRE(result.undisturbed_runs.size() == 24);
  for (const std::uint32_t r : {0U, 7U}) CHECK(result.undisturbed_runs[r].fingerprint == run_once(result.trunk, plan.seed, r).fingerprint);

  // a shocked run, forked, is the run that has the shock in its file
  Scenario struck = result.trunk;
  plan.shocks[0]->apply(struck, .2, plan.shock_week);
  StressRuns runs(plan.scenario, plan.promises, {}, plan.seed, plan.shock_week);
  const StressedRun wanted[] = {{{{plan.shocks[0], .2}}, 3}};
  const auto outcome = runs.run(wanted, control);
  const RunResult whole = run_once(struck, plan.seed, 3);
  REQUIRE(outcome[0].has_value());
  CHECK(outcome[0]->members_money == whole.outcomes[*outcome_index("seller_income_total")] + whole.outcomes[*outcome_index("buyer_surplus_total")]);
}

TEST_CASE("a stress test is the same at any number of threads", "[reproducibility]") {
  StressPlan plan = village();
  plan.shocks = {find_shocks("unilateral_fee")[0], find_shocks("loss_of_funding")[0], find_shocks("false_identities")[0]};
  std::string first;
  for (const int threads : {1, 3}) {
    plan.threads = threads;
    StudyControl control;
    const std::string json = stress_json(run_stress(plan, control));
    if (first.empty()) first = json;
    CHECK(json == first);
  }
}

TEST_CASE("rows are ordered by damage, those that do not apply come last with the reason", "[contract]") {
  StressPlan plan = village();
  plan.breaking_replications = 0;
  StudyControl control;
  const StressResult result = run_stress(plan, control);
  for (std::size_t i = 1; i < result.rows.size(); ++i) {
    const StressRow &before = result.rows[i - 1], &row = result.rows[i];
    if (row.why_not.empty()) {
      CHECK(before.why_not.empty());
      CHECK(before.damage >= row.damage);
    } else CHECK(row.cells.empty());
  }
  CHECK(row_named(result, "borrowed_majority").why_not == "there are no tokens");
  CHECK(result.paired_rows.size() == 4);
  REQUIRE_FALSE(result.pairs.empty());
  for (const StressPair& pair : result.pairs) CHECK(can_join(*result.rows[pair.a].shock, *result.rows[pair.b].shock));
  CHECK(result.n_runs <= most_runs(plan));
}

TEST_CASE("stopped, a stress test tells what it knows", "[contract]") {
  StudyControl control;
  control.is_cancelled = true;
  const StressResult result = run_stress(village(), control);
  CHECK_FALSE(result.is_complete);
  CHECK(result.n_runs == 0);
  const auto document = nlohmann::json::parse(stress_json(result));
  CHECK_FALSE(document["is_complete"].get<bool>());
  CHECK(document["shocks"].size() == stress_shocks().size());
}

TEST_CASE("shocks that begin after the end, and runs too short for one, are refused", "[unit]") {
  StressPlan plan = village();
  plan.shock_week = 60;
  CHECK_THROWS_AS(completed(plan), std::invalid_argument);
  plan.shock_week = 0;
  CHECK(completed(plan).shock_week == 20);
  plan.scenario.run.weeks = 2;
  CHECK_THROWS_AS(completed(plan), std::invalid_argument);
}

TEST_CASE("a shock of the market meets the scenario that a promise compares with, one of the platform does not", "[theory]") {
  StressPlan plan = village();
  Promise same = alive();
  same.name = "same", same.outcome = "gmv_total", same.bound = 1, same.bound_text = "100 %", same.against = "twin";
  plan.promises = {same};
  plan.others = {{"twin", plan.scenario}};
  plan.breaking_replications = 0;
  plan.shocks = {find_shocks("demand")[0], find_shocks("outage")[0]};
  StudyControl control;
  const StressResult result = run_stress(plan, control);
  CHECK(row_named(result, "demand").cells[0].verdict == SequentialVerdict::at_least);
  CHECK(row_named(result, "outage").cells[0].verdict == SequentialVerdict::below);
}

TEST_CASE("a test that is stopped goes on to the same bits, and runs nothing twice", "[unit]") {
  const StressPlan plan = village();
  StudyControl whole_control;
  const StressResult whole = run_stress(plan, whole_control);

  // stopped by another thread when some shocks have been judged
  StudyControl control;
  StressResult stopped;
  std::thread work([&] { stopped = run_stress(plan, control); });
  while (control.runs_done.load() < whole.n_runs / 3) std::this_thread::yield();
  control.is_cancelled = true;
  work.join();
  REQUIRE_FALSE(stopped.is_complete);
  REQUIRE_FALSE(stopped.numbers.empty());

  StudyControl rest_control;
  const StressResult rest = run_stress(plan, rest_control, stopped.numbers);
  CHECK(rest.is_complete);
  CHECK(stress_json(rest) == stress_json(whole));
  CHECK(rest.numbers.size() == whole.numbers.size());

  // numbers that are known are believed: that of a run is changed, and its promise with it
  RunNumbers changed = whole.numbers;
  for (auto& [name, values] : changed)
    if (name.find("|demand=") == 0) values[values.size() - plan.promises.size()] = 1e9;
  StudyControl believing;
  CHECK(stress_json(run_stress(plan, believing, changed)) != stress_json(whole));
}
