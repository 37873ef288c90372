// Further platforms in the market of a scenario.
#include "scenarios/rivals.hpp"

#include <catch2/catch.hpp>
#include <cstring>

#include "engine/parameter_table.hpp"
#include "scenarios/describe.hpp"
#include "scenarios/sections.hpp"
#include "scenarios/write_scenario.hpp"
#include "tests/scenarios/reading.hpp"

using namespace townsquare;
using namespace townsquare::test;

namespace {

const std::string market = "[market]\nbuyers = 900\nsellers = 120\n[costs]\nfixed = \"77 USD/week\"\n";
const std::map<std::string, std::string> files = {{"etsy.toml", "title = \"Etsy\"\n[control]\nby = \"operator\"\n[fees]\ntake_rate = \"11 %\"\n"}};

double number(Scenario& s, const char* key, std::size_t platform) { return *find_place(s, key, platform)->value; }

}  // namespace

TEST_CASE("a rival has the market's costs, its own layers, and none of the scenario's constitution", "[contract]") {
  Scenario s = read(market + "[fees]\ntake_rate = \"7 %\"\n[rivals.big]\ntitle = \"Big\"\nlayers = [\"etsy.toml\"]\n[rivals.big.growth]\nfounding_sellers = 60\n"
                             "launch_week = \"9 weeks\"\n[rivals.plain]\ntitle = \"Plain\"\n",
                    {}, files);
  REQUIRE(s.platforms.size() == 3);
  CHECK(s.platforms[1].name == "big");
  CHECK(s.platforms[1].title == "Big");
  CHECK(number(s, "costs.fixed", 1) == 7700);
  CHECK(number(s, "fees.take_rate", 0) == .07);
  CHECK(number(s, "fees.take_rate", 1) == .11);
  CHECK(number(s, "growth.founding_sellers", 1) == 60);
  CHECK(number(s, "growth.launch_week", 1) == 9);
  CHECK(number(s, "growth.founding_sellers", 2) == number(s, "growth.founding_sellers", 0));
  CHECK(number(s, "fees.take_rate", 2) == .08);  // the table's default, not the scenario's
  CHECK(number(s, "control.by", 1) == 1);
}

TEST_CASE("a rival is set on the command line, and its values win over its layers", "[contract]") {
  Scenario s = read(market + "[rivals.big]\nlayers = [\"etsy.toml\"]\n", {"rivals.big.fees.take_rate=13 %", "fees.take_rate=9 %"}, files);
  CHECK(number(s, "fees.take_rate", 1) == .13);
  CHECK(number(s, "fees.take_rate", 0) == .09);
}

TEST_CASE("what is wrong with a rival is told at its place", "[contract]") {
  const auto wrong = [](const std::string& text) { return brief_problem(market + text + "[rivals.big]\ntitle = \"Big\"\n", {}, files); };
  const auto wrong_alone = [](const std::string& text) { return brief_problem(market + text, {}, files); };
  CHECK(wrong("[rivals.big.market]\nbuyers = 50\n") == "C052 7:1");
  CHECK(wrong("[rivals.big.growth]\nbuyer_look_rate = \"0.1 /week\"\n") == "C052 7:1");
  CHECK(wrong("[rivals.big.fees]\ntake_rat = \"5 %\"\n") == "C011 7:1 take_rate");
  CHECK(wrong_alone("[rivals.big]\nfee = 3\ntitle = \"Big\"\n") == "C011 7:1");
  CHECK(wrong_alone("[rivals.big]\nlayers = \"etsy.toml\"\n") == "C020 7:10");
  CHECK(wrong_alone("[rivals.big]\nlayers = [\"esty.toml\"]\n").starts_with("C001 7:11"));
  CHECK(wrong_alone("[rivals]\nbig = 3\n") == "C011 7:1");
  CHECK(wrong_alone("[rivals.\"big mart\"]\n") == "C020 6:9");
  CHECK(wrong("[rivals.big.fees]\ntake_rate = \"70 %\"\n") == "C041 7:13");  // above the bound of its votes
  // a name that no file has begun is a typing error
  CHECK(wrong("[rivals.bigg.fees]\ntake_rate = \"5 %\"\n") == "C014 6:9 big");
  CHECK(brief_problem(market + "[rivals.big]\ntitle = \"Big\"\n", {"rivals.bag.fees.take_rate=9 %"}) == "C014 1:1 big");
  CHECK(brief_problem(market, {"rivals.big.title=Big"}) == "C014 1:1");
  CHECK(problems_of(market + "results_of = \"big\"\n", {}, files).size() == 1);
  CHECK(brief_problem("results_of = \"bigg\"\n" + market + "[rivals.big]\ntitle = \"Big\"\n") == "C053 1:14 big");
}

TEST_CASE("a scenario with rivals is written and read back as itself, whichever platform is observed", "[contract]") {
  Scenario s = read(market + "[rivals.big]\ntitle = \"Big\"\nlayers = [\"etsy.toml\"]\n[rivals.big.pricing]\nrule = \"fixed\"\n[rivals.small]\ntitle = \"Small\"\n", {}, files);
  for (const Scenario& each : by_platform(s)) {
    const std::string text = write_scenario(each);
    const Scenario back = read(text);
    CHECK(back.observed == each.observed);
    REQUIRE(back.platforms.size() == 3);
    CHECK(back.platforms[1].title == "Big");
    CHECK(write_scenario(back) == text);
    for (std::size_t p = 0; p < 3; ++p) {
      const auto a = keys_of(each, p), b = keys_of(back, p);
      REQUIRE(a.size() == b.size());
      for (std::size_t k = 0; k < a.size(); ++k) {
        INFO(p << " " << a[k].section << "." << a[k].parameter->key);
        CHECK(std::memcmp(a[k].values, b[k].values, sizeof(double) * static_cast<std::size_t>(a[k].parameter->length)) == 0);
      }
    }
  }
}

TEST_CASE("a description tells each rival, and whether people can be on several platforms", "[unit]") {
  const std::string text = describe(read(market + "[participation]\nsellers_multihome = \"no\"\n[rivals.big]\ntitle = \"Big\"\nlayers = [\"etsy.toml\"]\n", {}, files));
  CHECK(text.find("Beside it: Big") != std::string::npos);
  CHECK(text.find("11 %") != std::string::npos);
  CHECK(text.find("sellers are on one platform at a time") != std::string::npos);
}
