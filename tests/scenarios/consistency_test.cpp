#include "tests/scenarios/reading.hpp"

using namespace townsquare;
using namespace townsquare::test;

TEST_CASE("shares of attention that do not sum to one point to the share given last", "[contract]") {
  const Diagnostic d = problem_of("[ranking]\nrule = \"weighted\"\nsales = \"40 %\"\n");
  CHECK(brief(d) == "C040 3:9");
  CHECK(d.message == "the shares of attention in [ranking] sum to 110 %, not to 100 %");
  CHECK(d.hint.find("sales 40 %") != std::string::npos);
  CHECK(brief_problem("[surplus]\nrule = \"patronage\"\nby_sales = \"90 %\"\n") == "C040 3:12");
}

TEST_CASE("shares that sum to one up to rounding are accepted", "[unit]") {
  CHECK(problems_of("[ranking]\nreputation = \"10 %\"\nsales = \"20 %\"\nnewcomers = \"30 %\"\nrandom = "
                    "\"39.9 %\"\nprice = \"0.1 %\"\n")
            .empty());
}

TEST_CASE("bounds of the fee must hold the fee at the start", "[contract]") {
  CHECK(brief_problem("[governance.fees]\nupper_bound = \"5 %\"\n") == "C041 2:15");
  CHECK(brief_problem("[governance.fees]\nlower_bound = \"9 %\"\n[fees]\ntake_rate = \"7 %\"\n") ==
        "C041 4:13");
  CHECK(brief_problem("[governance.fees]\nlower_bound = \"9 %\"\nupper_bound = \"6 %\"\n") == "C041 3:15");
  CHECK(problems_of("[control]\nby = \"operator\"\n[governance.fees]\nupper_bound = \"5 %\"\n").empty());
}

TEST_CASE("a contradiction made by an override is placed at the override", "[contract]") {
  const Diagnostic d = problem_of("[governance.fees]\nupper_bound = \"20 %\"\n", {"fees.take_rate=30 %"});
  CHECK(brief(d) == "C041 1:16");
  CHECK(d.at.file == "--set #1");
}

TEST_CASE("a launch needs no more people than the market has", "[contract]") {
  CHECK(brief_problem("[market]\nsellers = 30\n[growth]\nfounding_sellers = 31\n") == "C042 4:20");
  CHECK(brief_problem("[growth]\nfounding_sellers = 31\n[membership]\ncap = 30\n") == "C042 4:7");
  CHECK(
      brief_problem("[market]\nbuyers = 1000\nbuyers_per_agent = 1000\n[growth]\nfounding_buyers = 2000\n") ==
      "C042 5:19");
  // both count buyer agents, however many buyers one stands for
  CHECK(read("[market]\nbuyers = 100\nbuyers_per_agent = 10\n[growth]\nfounding_buyers = 50\n").market.buyers == 100);
}

TEST_CASE("buyers are counted in agents, at the launch and in the market", "[unit]") {
  CHECK(problems_of("[market]\nbuyers = 1000\nbuyers_per_agent = 10\n[growth]\nfounding_buyers = 500\n").empty());
}

TEST_CASE("a rule change longer than the run is a warning, not an error", "[contract]") {
  Diagnostics warnings;
  const std::string market = "[market]\nniches = 3\n";
  CHECK(read("[run]\nweeks = \"6 weeks\"\n" + market, {}, {}, &warnings).run.weeks == 6);
  REQUIRE(warnings.size() == 1);
  CHECK(brief(warnings[0]) == "C043 2:9");
  CHECK(warnings[0].severity == Severity::warning);
  read("[run]\nweeks = \"7 weeks\"\n" + market, {}, {}, &warnings);
  CHECK(warnings.empty());
}

TEST_CASE("levels of a tiered fee start at zero, rise, and have a rate each", "[contract]") {
  const std::string head = "[fees]\nrule = \"tiered\"\ntake_rates = [\"85 %\", \"80 %\"]\n";
  CHECK(problems_of(head + "from_orders = [0, 100]\n").empty());
  CHECK(brief_problem(head + "from_orders = [0]\n") == "C044 4:15");
  CHECK(brief_problem(head + "from_orders = [1, 100]\n") == "C044 4:15");
  CHECK(brief_problem(head + "from_orders = [0, 0]\n") == "C044 4:15");
  CHECK(brief_problem(head) == "C044 3:14");
}

TEST_CASE("a scenario that says nothing of the market is warned that it runs in the default one", "[contract]") {
  const auto warnings_of = [](const std::string& text, std::vector<std::string> overrides = {}) {
    Diagnostics warnings;
    read(text, std::move(overrides), {{"town.toml", "[costs]\nfixed = \"90 USD/week\"\n"}}, &warnings);
    return warnings;
  };
  for (const char* text : {"", "[fees]\ntake_rate = \"9 %\"\n", "[run]\nweeks = \"90 weeks\"\n"}) {
    INFO(text);
    const Diagnostics warnings = warnings_of(text);
    REQUIRE(warnings.size() == 1);
    CHECK(warnings[0].code == "C050");
    CHECK(warnings[0].severity == Severity::warning);
    CHECK(warnings[0].at.file == "shop.toml");
    CHECK(warnings[0].hint.find("include") != std::string::npos);
  }
  CHECK(warnings_of("[churn]\ngrace = \"9 weeks\"\n").empty());
  CHECK(warnings_of("include = [\"town.toml\"]\n").empty());
  CHECK(warnings_of("", {"market.buyers=900"}).empty());
}

TEST_CASE("an operator that tests its fee needs a fee that it can change", "[contract]") {
  const std::string tiered = "[fees]\nrule = \"tiered\"\ntake_rates = [\"85 %\", \"80 %\"]\nfrom_orders = [0, 100]\n";
  const std::string harvest = "[operator]\nrule = \"grow_then_harvest\"\n";
  const Diagnostic d = problem_of("[control]\nby = \"operator\"\n" + tiered + harvest);
  CHECK(d.code == "C051");
  CHECK(d.at.line == 8);
  CHECK(d.message.find("`tiered` is a fixed schedule") != std::string::npos);
  // a rule that nobody follows contradicts nothing, and other operators keep what is published
  CHECK(problems_of(tiered + harvest).empty());
  CHECK(problems_of("[control]\nby = \"operator\"\n" + harvest).empty());
  CHECK(problems_of("[control]\nby = \"operator\"\n" + tiered + "[operator]\nrule = \"published_schedule\"\n").empty());
}

TEST_CASE("dates of a fee schedule start at zero and rise, every value has one, and sellers keep something", "[contract]") {
  const std::string head = "[fees]\nrule = \"schedule\"\ntake_rate = [\"5 %\", \"6.5 %\"]\n";
  CHECK(problems_of(head + "effective_week = [\"0 weeks\", \"195 weeks\"]\n").empty());
  CHECK(brief_problem(head + "effective_week = [\"1 week\", \"195 weeks\"]\n") == "C044 4:18");
  CHECK(brief_problem(head + "effective_week = [\"0 weeks\", \"0 weeks\"]\n") == "C044 4:18");
  CHECK(brief_problem(head) == "C026 3:13");
  CHECK(brief_problem("[control]\nby = \"operator\"\n[fees]\nrule = \"schedule\"\ntake_rate = \"90 %\"\npayment_rate = \"6 %\"\n") == "C041 6:16");
  CHECK(brief_problem("[fees]\nrule = \"schedule\"\ntake_rate = \"60 %\"\n") == "C041 3:13");  // above the bound of votes
}

TEST_CASE("contradictions are looked for only between keys that are right one by one", "[contract]") {
  CHECK(brief_problem("[governance.fees]\nupper_bound = \"5 %\"\nquorum = 3\n") == "C021 3:10");
}

TEST_CASE("a jury whose vote can be tied is an error at its number of jurors", "[contract]") {
  const Diagnostic d = problem_of("[disputes]\nrule = \"jury\"\njurors = 4\n");
  CHECK(brief(d) == "C045 3:10");
  CHECK(d.severity == Severity::error);
  CHECK(d.message == "a jury needs an odd number of jurors, so that no vote is tied");
  CHECK(d.hint == "`jurors` is 4; write 3 or 5");
  CHECK(brief(problem_of("[disputes]\nrule = \"jury\"\n", {"disputes.jurors=12"})) == "C045 1:17");
  CHECK(problems_of("[disputes]\nrule = \"jury\"\njurors = 5\n").empty());
}
