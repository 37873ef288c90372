// The program on what comes with it, on the machine that it stands on, and on scenarios with rivals.
#include <map>

#include <nlohmann/json.hpp>

#include "run_program.hpp"

using namespace townsquare;
using namespace townsquare::test;
using Catch::Matchers::Contains;
using Json = nlohmann::json;

TEST_CASE("what comes with the program is listed and described", "[contract]") {
  const Bench bench;
  CHECK_THAT(bench.run("list").out, Contains("stocksy-against-twin"));
  CHECK_THAT(bench.run("list metrics").out, Contains("gmv"));
  CHECK(Json::parse(bench.run("list --json").out)["items"].size() > 20);
  CHECK_THAT(bench.run("describe stocksy").out, Contains("46 %"));
  CHECK(Json::parse(bench.run("schema").out).contains("properties"));
  CHECK_THAT(bench.run("schema --reference").out, Contains("take_rate"));
}

TEST_CASE("the doctor tells what a run needs, and what is wrong with a catalogue", "[contract]") {
  const Bench bench;
  const auto well = bench.run("doctor stocksy --json");
  REQUIRE(well.code == 0);
  const Json json = Json::parse(well.out);
  CHECK(json["is_well"] == true);
  std::map<std::string, std::string> answers;
  for (const Json& each : json["findings"]) answers[each["what"]] = each["answer"];
  CHECK_THAT(answers["a buyer"], Contains("48 bytes"));
  CHECK_THAT(answers["catalogue"], Contains("all of them read"));
  const Said broken = bench.shell("mkdir -p c/scenarios && echo 'title = 3' > c/scenarios/odd.toml && TOWNSQUARE_CATALOGUE=c '" TOWNSQUARE_PROGRAM "' doctor");
  CHECK(broken.code == 1);
  CHECK_THAT(broken.out, Contains("WRONG catalogue") && Contains("odd: error[C020]"));
  CHECK(bench.run("doctor stocksi").code == 3);
}

TEST_CASE("a scenario with rivals shows all platforms, and each of them can be rerun", "[contract]") {
  const Bench bench;
  bench.write("town.toml", "title = \"Our town\"\n[run]\nweeks = \"30 weeks\"\n[market]\nbuyers = 300\nsellers = 60\n[growth]\nfounding_sellers = 20\n"
                           "[rivals.big]\ntitle = \"Big Mart\"\n[rivals.big.control]\nby = \"operator\"\n[rivals.big.growth]\nfounding_sellers = 20\n");
  const Said done = bench.run("run town.toml --replications 3 --output r.nc --set \"rivals.big.fees.take_rate=20 %\"");
  INFO(done.err);
  REQUIRE(done.code == 0);
  CHECK_THAT(done.out, Contains("Our town") && Contains("Big Mart") && Contains("an operator"));
  const Said again = bench.run("rerun r.nc --replication 1 --arm big --trace");
  CHECK(again.code == 0);
  CHECK_THAT(again.out, Contains("big, replication 1") && Contains("identical"));
  CHECK_THAT(bench.run("export r.nc --outcomes").out, Contains("big,"));
  CHECK_THAT(bench.run("describe town.toml").out, Contains("Beside it: Big Mart"));
  CHECK(bench.run("run town.toml --replications 3 --set rivals.big.market.buyers=9").code == 3);

  // one platform alone
  CHECK_THAT(bench.run("run town.toml --replications 2 --output one.nc --set results_of=big").out, Contains("Big Mart"));
}

TEST_CASE("a comparison of launches tells with how many founders a platform takes off, when, and who gains", "[contract]") {
  const Bench bench;
  bench.write("town.toml", "title = \"Our town\"\n[run]\nweeks = \"40 weeks\"\n[market]\nbuyers = 300\nsellers = 60\n[growth]\nlaunch_week = \"10 weeks\"\n"
                           "[rivals.big]\ntitle = \"Big Mart\"\n[rivals.big.growth]\nfounding_sellers = 20\n");
  bench.write("launch.toml", "title = \"Town opens\"\nscenarios = [\"town.toml\"]\nreplications = 3\n[launch]\nfounding_sellers = [0, 40]\nfounding_buyers = [0, 290]\n");
  const Said done = bench.run("compare launch.toml --output l.nc");
  INFO(done.err);
  REQUIRE(done.code == 0);
  CHECK_THAT(done.out, Contains("Our town opens in week 10") && Contains("these founders on: 40 sellers with 290"));
  CHECK_THAT(done.out, Contains("  0           0 % [0, 56]      0 % [0, 56]") && Contains("  40          0 % [0, 56]  100 % [44, 100]"));
  CHECK_THAT(done.out, Contains("Sellers' income, dividends included, on all platforms of the market"));

  // the same numbers as one document, and each launch can be run again
  const Json json = Json::parse(bench.run("compare launch.toml --output l.nc --force --json --quiet").out);
  CHECK(json["scenario"] == "nobody-enters");
  CHECK(json["scenarios"].size() == 5);
  CHECK(json["arms"]["40-sellers-290-buyers"]["outcomes"]["reached_critical_mass"]["estimate"] == 1);
  CHECK(json["arms"]["nobody-enters"]["outcomes"]["gmv_total"]["estimate"] == 0);
  CHECK(json["differences"]["40-sellers-290-buyers"].contains("market_seller_income_total"));
  CHECK(bench.run("rerun l.nc --replication 1 --arm 40-sellers-0-buyers").code == 0);
}
