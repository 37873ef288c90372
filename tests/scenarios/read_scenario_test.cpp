#include "tests/scenarios/reading.hpp"

#include <unistd.h>

#include <cmath>
#include <fstream>

#include "engine/parameter_table.hpp"

using namespace townsquare;
using namespace townsquare::test;

TEST_CASE("an empty file is the default scenario under the file's name", "[unit]") {
  const Scenario scenario = read("");
  CHECK(scenario.name == "shop");
  CHECK(scenario.title == "shop");
  CHECK(scenario.currency == "USD");
  CHECK(scenario.platforms.size() == 1);
  CHECK(scenario.platforms[0].name == "shop");
  const Scenario defaults = default_scenario();
  CHECK(scenario.market.buyers == defaults.market.buyers);
  CHECK(scenario.platforms[0].fees.values == defaults.platforms[0].fees.values);
}

TEST_CASE("each kind of key reaches its place", "[unit]") {
  const Scenario s = read(R"(
title = "A shop"
name = "corner"
currency = "EUR"
[run]
weeks = "2 years"
luck = "keyed"
draw_assumptions = "no"
[market]
buyers = 4000
unit_cost = "1.5 EUR"
price_sensitivity = "0.1 /EUR"
need_rate = "0.2 /week"
[voters]
discount = "0.04 /quarter"
[costs]
fixed = "1.2 k EUR/week"
[fees]
take_rate = "9 %"
[surplus]
rule = "patronage"
equally = "5 %"
by_tenure = "5 %"
by_sales = "90 %"
reserve_share = "20 %"
)");
  CHECK(s.title == "A shop");
  CHECK(s.name == "corner");
  CHECK(s.platforms[0].name == "corner");
  CHECK(s.run.weeks == 104);
  CHECK(s.run.luck == static_cast<double>(LuckKind::keyed));
  CHECK(s.run.draw_assumptions == 0);
  CHECK(s.market.buyers == 4000);
  CHECK(s.market.unit_cost == 150);
  CHECK(s.market.price_sensitivity == .1);
  CHECK(s.market.need_rate == .2);
  CHECK(s.voters.discount == .04);
  CHECK(s.platforms[0].costs.fixed == 120000);
  CHECK(s.platforms[0].fees.values == std::vector<double>{.09});
  CHECK(s.platforms[0].surplus.values == std::vector<double>{.05, .05, .9, 0, 0, 0, 0});
  CHECK(s.platforms[0].surplus_reserve_share == .2);
}

TEST_CASE("no and yes may be written as false and true", "[unit]") {
  CHECK(read("[run]\ndraw_assumptions = false\n").run.draw_assumptions == 0);
  CHECK(read("[run]\ndraw_assumptions = true\n").run.draw_assumptions == 1);
}

TEST_CASE("sections may also be written as dotted keys or in braces", "[unit]") {
  CHECK(read("fees.take_rate = \"9 %\"\n").platforms[0].fees.values[0] == .09);
  CHECK(read("fees = { rule = \"take_rate\", take_rate = \"9 %\" }\n").platforms[0].fees.values[0] == .09);
}

TEST_CASE("a list fills its slots and leaves the rest unused", "[unit]") {
  const Scenario s =
      read("[fees]\nrule = \"tiered\"\ntake_rates = [\"85 %\", \"80 %\"]\nfrom_orders = [0, 100]\n");
  const RuleChoice& fees = s.platforms[0].fees;
  CHECK(family_sections()[0].rows[fees.row].name == "tiered");
  CHECK(fees.values[0] == .85);
  CHECK(fees.values[1] == .8);
  CHECK(std::isnan(fees.values[2]));
  CHECK(fees.values[8] == 0);
  CHECK(fees.values[9] == 100);
  CHECK(std::isnan(fees.values[15]));
}

TEST_CASE("a plain value stands for a list of one", "[unit]") {
  const Scenario s = read("[fees]\nrule = \"tiered\"\ntake_rates = \"85 %\"\n");
  CHECK(s.platforms[0].fees.values[0] == .85);
  CHECK(std::isnan(s.platforms[0].fees.values[1]));
}

TEST_CASE("braces carry a value together with what is known of it", "[unit]") {
  const Scenario s = read("[market]\nneed_rate = { value = \"0.2 /week\", evidence = \"none\", range = [0.8, "
                          "1.25], source = \"our survey\" }\n"
                          "unit_cost = { value = \"3 USD\", evidence = \"strong\", source = \"bills\" }\n");
  CHECK(s.market.need_rate == .2);
  REQUIRE(s.marks.size() == 2);
  CHECK(s.marks[0].key == "market.need_rate");
  CHECK(s.marks[0].evidence == Evidence::none);
  CHECK(s.marks[0].low == .8);
  CHECK(s.marks[0].high == 1.25);
  CHECK(s.marks[0].source == "our survey");
  CHECK(s.marks[1].key == "market.unit_cost");
  CHECK(s.marks[1].evidence == Evidence::strong);
  CHECK(s.marks[1].low == 1);
  CHECK(s.marks[1].high == 1);
}

TEST_CASE("a mark of evidence none without a range keeps the range of the table", "[unit]") {
  const Scenario s = read("[market]\nneed_rate = { value = \"0.2 /week\", source = \"guess\" }\n");
  const auto row = *find_place(const_cast<Scenario&>(s), "market.need_rate");
  REQUIRE(row.parameter->low < 1);
  REQUIRE(s.marks.size() == 1);
  CHECK(s.marks[0].evidence == Evidence::none);
  CHECK(s.marks[0].low == row.parameter->low);
  CHECK(s.marks[0].high == row.parameter->high);
}

TEST_CASE("a file on disk is read, and a missing one is answered with a near name", "[unit]") {
  const auto folder = std::filesystem::temp_directory_path() / ("townsquare_read_scenario_test" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "bakers.toml") << "[fees]\ntake_rate = \"9 %\"\n";
  CHECK(read_scenario(folder / "bakers.toml").name == "bakers");
  try {
    read_scenario(folder / "baker.toml");
    FAIL("a missing file was read");
  } catch (const InvalidScenario& invalid) {
    REQUIRE(invalid.diagnostics().size() == 1);
    CHECK(invalid.diagnostics()[0].code == "C001");
    CHECK(invalid.diagnostics()[0].at.line == 0);
    CHECK(invalid.diagnostics()[0].suggestion == (folder / "bakers.toml").generic_string());
  }
  CHECK_THROWS_AS(read_scenario(folder), InvalidScenario);
  std::filesystem::remove_all(folder);
}

TEST_CASE("a file may begin with a byte order mark and end its lines as other systems do", "[unit]") {
  CHECK(read("\xef\xbb\xbf[run]\r\nweeks = \"3 weeks\"\r\n").run.weeks == 3);
  CHECK(problem_of("[run]\r\nweeks = 3\r\n").at.source_line == "weeks = 3");
}
