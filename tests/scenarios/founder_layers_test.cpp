// The three layers of a founder's file, and what promises must say.
#include "scenarios/founder_layers.hpp"

#include "engine/parameter_table.hpp"
#include "scenarios/codes.hpp"
#include "tests/scenarios/reading.hpp"

using namespace townsquare;
using namespace townsquare::test;

namespace {

const PromiseSubject subjects[] = {
    {"final_take_rate", "1", "fees over sales", false, true},
    {"gmv_total", "currency", "sales", false, false},
    {"survived", "1", "open at the end", false, false},
    {"is_alive", "1", "open", true, false},
};

struct ReadFile {
  Scenario scenario;
  std::vector<Promise> promises;
};

ReadFile read_founders(const std::string& text, std::vector<std::string> overrides = {}) {
  ReadFile file;
  ReadOptions options;
  options.overrides = std::move(overrides);
  options.open = [](const std::filesystem::path&) { return std::nullopt; };
  options.subjects = subjects;
  options.promises = &file.promises;
  file.scenario = read_scenario_text(text, "shop.toml", options);
  return file;
}

Diagnostic founders_problem(const std::string& text) {
  try {
    read_founders(text);
  } catch (const InvalidScenario& invalid) {
    Diagnostics errors;
    for (const Diagnostic& d : invalid.diagnostics())
      if (d.severity == Severity::error) errors.push_back(d);
    INFO(render(errors));
    REQUIRE(errors.size() == 1);
    return errors[0];
  }
  FAIL("the text reads: " << text);
  return {};
}

const std::string fair = "[promises.fair]\noutcome = \"final_take_rate\"\nat_most = \"12 %\"\n";

}  // namespace

TEST_CASE("sections below constitution and assumptions are read as the plain sections", "[unit]") {
  const Scenario plain = read("[fees]\ntake_rate = \"7 %\"\n[governance.fees]\nquorum = \"3 %\"\n[market]\nbuyers = 900\n[shocks.demand]\nweek = \"9 weeks\"\n");
  const Scenario layered = read_founders("[constitution.fees]\ntake_rate = \"7 %\"\n[constitution.governance.fees]\nquorum = \"3 %\"\n[assumptions.market]\nbuyers = 900\n[assumptions.shocks.demand]\nweek = \"9 weeks\"\n").scenario;
  CHECK(layered.platforms[0].fees.values[0] == plain.platforms[0].fees.values[0]);
  CHECK(layered.platforms[0].process(DecisionClass::fees).quorum == .03);
  CHECK(layered.market.buyers == 900);
  CHECK(layered.market.buyers == plain.market.buyers);
}

TEST_CASE("a mistake below a layer is told at its line and column, as in a plain section", "[unit]") {
  const Diagnostic d = founders_problem("[constitution.fees]\ntake_rat = \"7 %\"\n");
  CHECK(d.code == codes::unknown_key);
  CHECK(d.at.line == 2);
  CHECK(d.at.column == 1);
  CHECK(d.suggestion == "take_rate");
}

TEST_CASE("a section in the wrong layer is told where it belongs", "[unit]") {
  const Diagnostic rule = founders_problem("[assumptions.fees]\ntake_rate = \"7 %\"\n");
  CHECK(rule.code == codes::wrong_layer);
  CHECK(rule.hint == "write [constitution.fees]");
  CHECK(rule.at.line == 1);
  const Diagnostic world = founders_problem("[constitution.market]\nbuyers = 900\n");
  CHECK(world.code == codes::wrong_layer);
  CHECK(world.hint == "write [assumptions.market]");
  const Diagnostic plain = founders_problem("[constitution.fees]\ntake_rate = \"7 %\"\n[costs]\nfixed = \"9 USD/week\"\n");
  CHECK(plain.code == codes::wrong_layer);
  CHECK(plain.hint == "write [assumptions.costs]");
  CHECK(plain.at.line == 3);
}

TEST_CASE("every section of the table has a place in one of the layers", "[contract]") {
  for (const SectionNote& note : section_notes()) {
    const std::string_view layer = founders_layer(note.section);
    INFO(note.section);
    CHECK((layer == "constitution" || layer == "assumptions"));
  }
  CHECK(founders_layer("fes").empty());
}

TEST_CASE("a promise is read with its unit, and a later layer changes single keys of it", "[unit]") {
  const ReadFile file = read_founders(fair + "in_share_of_runs = \"90 %\"\n[promises.sales]\noutcome = \"gmv_total\"\nat_least = \"1 k USD\"\n", {"promises.fair.at_most=10 %"});
  REQUIRE(file.promises.size() == 2);
  CHECK(file.promises[0].name == "fair");
  CHECK(file.promises[0].sense == PromiseSense::at_most);
  CHECK(file.promises[0].bound == .10);
  CHECK(file.promises[0].share_of_runs == .9);
  CHECK(file.promises[1].bound == 1000);  // major units
  CHECK(file.promises[1].share_of_runs == usual_share_of_runs);
  CHECK(file.promises[0].says == "final_take_rate is at most 10 %, in at least 90 % of runs");
}

TEST_CASE("what a promise cannot mean is told with what to write instead", "[unit]") {
  CHECK(founders_problem("[promises.fair]\noutcome = \"final_take_rat\"\nat_most = \"12 %\"\n").suggestion == "final_take_rate");
  CHECK(founders_problem("[promises.fair]\noutcome = \"final_take_rate\"\nat_most = 12\n").code == codes::missing_unit);
  CHECK(founders_problem(fair + "at_least = \"1 %\"\n").hint == "make two promises of it");
  CHECK(founders_problem("[promises.fair]\nat_most = \"12 %\"\n").code == codes::bad_promise);
  CHECK(founders_problem("[promises.fair]\noutcome = \"final_take_rate\"\n").code == codes::bad_promise);
  CHECK(founders_problem(fair + "at_mots = \"1 %\"\n").suggestion == "at_most");
  CHECK(founders_problem("[promises.open]\noutcome = \"is_alive\"\nat_least = 1\n").hint == "add at_week = \"104 weeks\"");
  CHECK(founders_problem("[promises.open]\noutcome = \"survived\"\nat_least = 1\nat_week = \"9 weeks\"\n").hint == "write outcome = \"is_alive\", which is known for each week");
  CHECK(founders_problem("[assumptions.run]\nweeks = \"52 weeks\"\n[promises.open]\noutcome = \"is_alive\"\nat_least = 1\nat_week = \"104 weeks\"\n").at.line == 6);
  CHECK(founders_problem(fair + "in_share_of_runs = \"100 %\"\n").code == codes::out_of_range);
}

TEST_CASE("against another scenario a bound is a part of the value there", "[unit]") {
  const ReadFile file = read_founders("[promises.sales]\noutcome = \"gmv_total\"\nat_least = \"95 %\"\nagainst = \"etsy\"\n");
  REQUIRE(file.promises.size() == 1);
  CHECK(file.promises[0].bound == .95);
  CHECK(file.promises[0].against == "etsy");
  CHECK(founders_problem("[promises.sales]\noutcome = \"gmv_total\"\nat_least = \"95 USD\"\nagainst = \"etsy\"\n").code == codes::wrong_unit);
}
