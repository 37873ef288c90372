#include "tests/scenarios/reading.hpp"

using namespace townsquare;
using namespace townsquare::test;

TEST_CASE("later files override earlier ones, and the including file overrides all", "[unit]") {
  const std::map<std::string, std::string> files = {
      {"a.toml", "[market]\nbuyers = 1000\nsellers = 100\nniches = 3\n"},
      {"b.toml", "[market]\nsellers = 200\nniches = 4\n"},
  };
  const Scenario s = read("include = [\"a.toml\", \"b.toml\"]\n[market]\nniches = 5\n", {}, files);
  CHECK(s.market.buyers == 1000);
  CHECK(s.market.sellers == 200);
  CHECK(s.market.niches == 5);
}

TEST_CASE("included files are looked for beside the file that includes them", "[unit]") {
  const auto open = [](const std::filesystem::path& path) -> std::optional<std::string> {
    if (path.generic_string() == "catalogue/markets/photo.toml")
      return "[market]\nbuyers = 77\nsellers = 60\n[growth]\nfounding_buyers = 5\n";
    return std::nullopt;
  };
  const Scenario s = read_scenario_text("include = [\"../markets/photo.toml\"]\n",
                                        "catalogue/scenarios/shop.toml", {{}, open, nullptr});
  CHECK(s.market.buyers == 77);
}

TEST_CASE("an included file gives its currency, but neither title nor name", "[unit]") {
  const Scenario s = read("include = [\"a.toml\"]\n", {},
                          {{"a.toml", "title = \"Market\"\nname = \"market\"\ncurrency = \"EUR\"\n"}});
  CHECK(s.title == "shop");
  CHECK(s.name == "shop");
  CHECK(s.currency == "EUR");
  CHECK(read("currency = \"USD\"\ninclude = [\"a.toml\"]\n", {}, {{"a.toml", "currency = \"EUR\"\n"}})
            .currency == "USD");
}

TEST_CASE("a layer with another rule drops what earlier layers said of the old one", "[unit]") {
  const std::map<std::string, std::string> files = {
      {"a.toml", "[ranking]\nrule = \"weighted\"\nsales = { value = \"40 %\", evidence = \"weak\" }\nrandom "
                 "= \"20 %\"\n[membership]\ncap = 900\n"},
      {"b.toml", "[ranking]\nrule = \"lottery\"\n[membership]\nrule = \"curated\"\n"},
  };
  const Scenario dropped =
      read("include = [\"a.toml\", \"b.toml\"]\n[ranking]\nrule = \"weighted\"\n", {}, files);
  CHECK(dropped.platforms[0].ranking.values[1] == .3);  // the default again
  CHECK(dropped.marks.empty());
  CHECK(dropped.platforms[0].membership.cap == 900);  // no parameter of the rule: kept

  const Scenario kept = read("include = [\"a.toml\"]\n[ranking]\nrule = \"weighted\"\n", {}, files);
  CHECK(kept.platforms[0].ranking.values[1] == .4);
  CHECK(kept.marks.size() == 1);
}

TEST_CASE("a layer that sets a value anew drops the mark of the old value", "[unit]") {
  const std::map<std::string, std::string> files = {
      {"a.toml", "[churn]\ngrace = { value = \"13 weeks\", evidence = \"weak\" }\n"}};
  CHECK(read("include = [\"a.toml\"]\n", {}, files).marks.size() == 1);
  CHECK(read("include = [\"a.toml\"]\n[churn]\ngrace = \"12 weeks\"\n", {}, files).marks.empty());
}

TEST_CASE("a parameter given by an earlier layer for its rule is no error after the rule has changed",
          "[unit]") {
  const std::map<std::string, std::string> files = {
      {"a.toml", "[fees]\nrule = \"take_rate\"\ntake_rate = \"9 %\"\n"}};
  CHECK(read("include = [\"a.toml\"]\n[fees]\nrule = \"tiered\"\n", {}, files).platforms[0].fees.row == 1);
}

TEST_CASE("an included file that includes others is refused", "[contract]") {
  const std::map<std::string, std::string> files = {{"a.toml", "\ninclude = [\"b.toml\"]\n"}, {"b.toml", ""}};
  const Diagnostic d = problem_of("include = [\"a.toml\"]\n", {}, files);
  CHECK(brief(d) == "C004 2:1");
  CHECK(d.at.file == "a.toml");
}

TEST_CASE("a file included twice, or that includes itself, is refused", "[contract]") {
  CHECK(brief_problem("include = [\"a.toml\", \"./a.toml\"]\n", {}, {{"a.toml", ""}}) == "C004 1:22");
  CHECK(brief_problem("include = [\"shop.toml\"]\n", {}, {{"shop.toml", ""}}) == "C004 1:12");
}

TEST_CASE("an included file that is missing is reported where it is named", "[contract]") {
  const Diagnostic d = problem_of("title = \"A\"\ninclude = [\"nowhere.toml\"]\n");
  CHECK(brief(d) == "C001 2:12");
  CHECK(d.message == "cannot read `nowhere.toml`");
}

TEST_CASE("include is a list of texts", "[contract]") {
  CHECK(brief_problem("include = \"a.toml\"\n", {}, {{"a.toml", ""}}) == "C020 1:11");
  CHECK(brief_problem("include = [3]\n") == "C020 1:12");
}

TEST_CASE("errors of an included file name that file, and come after those of the main file", "[contract]") {
  const Diagnostics problems = problems_of("include = [\"a.toml\"]\n[run]\nweeks = 3\n", {"visit.shown=0"},
                                           {{"a.toml", "[market]\nbuyer = 3\n"}});
  REQUIRE(problems.size() == 3);
  CHECK(problems[0].at.file == "shop.toml");
  CHECK(problems[1].at.file == "a.toml");
  CHECK(brief(problems[1]) == "C011 2:1 buyers");
  CHECK(problems[2].at.file == "--set #1");
}

TEST_CASE("an error of syntax in one file does not hide the errors of another", "[contract]") {
  const Diagnostics problems =
      problems_of("include = [\"a.toml\"]\n[run\n", {}, {{"a.toml", "[market]\nbuyer = 3\n"}});
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].code == "C002");
  CHECK(problems[1].code == "C011");
}

TEST_CASE("a layer goes on top of the whole scenario and under the settings, without title or name", "[contract]") {
  const std::map<std::string, std::string> files = {{"top.toml", "title = \"Top\"\nname = \"top\"\n[fees]\ntake_rate = \"20 %\"\n[governance.fees]\nquorum = \"3 %\"\n"}};
  const auto open = [files](const std::filesystem::path& path) -> std::optional<std::string> {
    const auto file = files.find(path.generic_string());
    return file == files.end() ? std::nullopt : std::optional(file->second);
  };
  const Scenario s = read_scenario_text("title = \"Shop\"\n[fees]\ntake_rate = \"10 %\"\n", "shop.toml", {.overrides = {"governance.fees.quorum=4 %"}, .open = open, .layers = {"top.toml"}});
  CHECK(s.title == "Shop");
  CHECK(s.name == "shop");
  CHECK(s.platforms[0].fees.values[0] == .2);
  CHECK(s.platforms[0].process(DecisionClass::fees).quorum == .04);
}

TEST_CASE("a contradiction between a scenario and a layer is placed in the layer, and a layer includes nothing", "[contract]") {
  std::string layer = "[fees]\ntake_rate = \"70 %\"\n";
  const auto open = [&](const std::filesystem::path&) -> std::optional<std::string> { return layer; };
  const auto problem = [&]() -> Diagnostic {
    try {
      read_scenario_text("\n\n\n[governance.fees]\nupper_bound = \"50 %\"\n", "shop.toml", {.overrides = {}, .open = open, .layers = {"top.toml"}});
    } catch (const InvalidScenario& invalid) {
      return invalid.diagnostics().at(0);
    }
    return {};
  };
  CHECK(brief(problem()) == "C041 2:13");
  CHECK(problem().at.file == "top.toml");
  layer = "include = [\"other.toml\"]\n";
  CHECK(brief(problem()) == "C004 1:1");
}
