#include "tests/scenarios/reading.hpp"

using namespace townsquare;
using namespace townsquare::test;

TEST_CASE("an override is applied last, with or without quotes", "[unit]") {
  const std::string file = "[fees]\ntake_rate = \"9 %\"\n";
  for (const char* text :
       {"fees.take_rate=\"7 %\"", "fees.take_rate=7 %", "fees.take_rate = 7%", "fees.take_rate='7 %'"}) {
    INFO(text);
    CHECK(read(file, {text}).platforms[0].fees.values[0] == .07);
  }
  CHECK(read("", {"run.luck=keyed"}).run.luck == 1);
  CHECK(read("", {"market.buyers=300"}).market.buyers == 300);
  CHECK(read("", {"run.draw_assumptions=false"}).run.draw_assumptions == 0);
  CHECK(read("", {"governance.fees.quorum=20 %"}).platforms[0].decisions[0].quorum == .2);
  CHECK(read("", {"title=A small shop"}).title == "A small shop");
}

TEST_CASE("overrides take lists, braces and rules", "[unit]") {
  const Scenario s =
      read("", {"fees.take_rates=[\"85 %\", \"80 %\"]", "fees.rule=tiered", "fees.from_orders=[0, 10]",
                "churn.grace={ value = \"8 weeks\", evidence = \"weak\" }"});
  CHECK(s.platforms[0].fees.values[1] == .8);
  CHECK(s.churn.grace == 8);
  CHECK(s.marks.size() == 1);
}

TEST_CASE("an override with a rule drops the file's parameters of the old rule", "[unit]") {
  const Scenario s =
      read("[ranking]\nrule = \"weighted\"\nsales = \"40 %\"\nrandom = \"20 %\"\n", {"ranking.rule=lottery"});
  CHECK(s.platforms[0].ranking.values.empty());
}

TEST_CASE("a wrong override is placed by its number and column", "[contract]") {
  const Diagnostic unknown = problem_of("", {"run.weeks=3 weeks", "fees.take_rat=8 %"});
  CHECK(brief(unknown) == "C011 1:1 take_rate");
  CHECK(unknown.at.file == "--set #2");
  CHECK(unknown.at.source_line == "fees.take_rat=8 %");
  CHECK(unknown.at.length == 13);

  const Diagnostic unit = problem_of("", {"fees.take_rate = 8"});
  CHECK(brief(unit) == "C021 1:18");
  CHECK(unit.hint == "write `\"8 %\"`");
  CHECK(brief_problem("", {"fees.take_rate=180 %"}) == "C023 1:16");
  CHECK(brief_problem("", {"fee.take_rate=8 %"}) == "C010 1:1 fees");
  CHECK(brief_problem("", {"ranking.rule=loterry"}) == "C012 1:14 lottery");
  CHECK(brief_problem("", {"take_rate=8 %"}) == "C011 1:1");
}

TEST_CASE("an override that is not key=value is told its form", "[contract]") {
  for (const char* text :
       {"fees.take_rate", "fees.take_rate=", "=8 %", "two words=3", "run.weeks=3\nrun.luck=1"}) {
    INFO(text);
    const Diagnostic d = problem_of("", {text});
    CHECK(d.code == "C005");
    CHECK(d.at.file == "--set #1");
    CHECK(d.hint == "write key=value, for example fees.take_rate=\"8 %\"");
  }
}

TEST_CASE("an override with a name of its own is told by that name, without a text that nobody typed", "[contract]") {
  const auto with_name = [](const std::string& text, std::vector<std::string> overrides = {}) {
    ReadOptions options;
    options.overrides = std::move(overrides);
    options.named_overrides = {{text, "--weeks 9"}};
    try {
      read_scenario_text("[market]\nniches = 3\n", "shop.toml", options);
    } catch (const InvalidScenario& invalid) {
      REQUIRE(invalid.diagnostics().size() == 1);
      return invalid.diagnostics()[0];
    }
    return Diagnostic{};
  };
  const Diagnostic range = with_name("run.weeks=999999 weeks");
  CHECK(range.code == "C023");
  CHECK(range.at.file == "--weeks 9");
  CHECK(range.at.line == 0);
  CHECK(render(range).find("--set") == std::string::npos);
  const Diagnostic twice = with_name("run.weeks=9 weeks", {"run.weeks=8 weeks"});
  CHECK(twice.code == "C003");
  CHECK(twice.at.file == "--weeks 9");
  CHECK(twice.hint == "set first by --set #1; keep one of them");
  CHECK(with_name("run.weeks=9 weeks").code.empty());
}

TEST_CASE("a contradiction made by an override with a name is placed there", "[contract]") {
  Diagnostics warnings;
  ReadOptions options;
  options.warnings = &warnings;
  options.named_overrides = {{"run.weeks=5 weeks", "--weeks 5"}};
  read_scenario_text("[market]\nniches = 3\n[governance.fees]\ntimelock = \"9 weeks\"\n", "shop.toml", options);
  REQUIRE(warnings.size() == 1);
  CHECK(warnings[0].code == "C043");
  CHECK(warnings[0].at.file == "--weeks 5");
}

TEST_CASE("two overrides of one key contradict each other", "[contract]") {
  const Diagnostic d = problem_of("", {"fees.take_rate=8 %", "fees.take_rate=9 %"});
  CHECK(brief(d) == "C003 1:1");
  CHECK(d.at.file == "--set #2");
  CHECK(d.hint == "set first by --set #1; keep one of them");
}

TEST_CASE("an override cannot include files", "[contract]") {
  CHECK(brief_problem("", {"include=[\"a.toml\"]"}) == "C004 1:1");
}

TEST_CASE("the key of another rule is refused in an override too", "[contract]") {
  CHECK(brief_problem("", {"fees.from_orders=[0]"}) == "C013 1:1");
}
