// What a founder types: new, describe, check, run.
#include <nlohmann/json.hpp>

#include "scenarios/templates.hpp"
#include "tests/analysis/run_program.hpp"

using namespace townsquare;
using namespace townsquare::test;

TEST_CASE("new writes a template that reads and says its own name, and never overwrites", "[contract]") {
  const Bench bench;
  for (const std::string& name : template_names()) {
    const Said said = bench.run("new my-" + name + " --template " + name);
    INFO(said.err);
    CHECK(said.code == 0);
    CHECK(bench.read("my-" + name + ".toml").find("townsquare check my-" + name + ".toml") != std::string::npos);
    const Said told = bench.run("describe my-" + name + ".toml");
    INFO(told.err);
    CHECK(told.code == 0);
    CHECK(told.out.find("What it promises") != std::string::npos);
  }
  bench.write("mine.toml", "title = \"mine\"\n");
  const Said again = bench.run("new mine --template small-coop");
  CHECK(again.code == 5);
  CHECK(again.err.find("stays as it is") != std::string::npos);
  CHECK(bench.read("mine.toml") == "title = \"mine\"\n");
}

TEST_CASE("new names the template that was meant, and all of them when none was", "[contract]") {
  const Bench bench;
  const Said near = bench.run("new mine --template smal-coop");
  CHECK(near.code == 3);
  CHECK(near.err.find("small-coop") != std::string::npos);
  const Said none = bench.run("new mine");
  CHECK(none.code == 2);
  for (const std::string& name : template_names()) CHECK(none.err.find(name) != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(bench.folder / "mine.toml"));
}

TEST_CASE("the photo template warns of its quorum, and is quiet once it is mended", "[contract]") {
  const Bench bench;
  bench.run("new lenses --template photo-coop");
  const Said warned = bench.run("check lenses.toml");
  CHECK(warned.code == 0);
  CHECK(warned.out.find("F001") != std::string::npos);
  CHECK(warned.out.find("lenses.toml:") != std::string::npos);
  CHECK(bench.run("check lenses.toml --set \"constitution.governance.fees.quorum=8 %\"").out.find("Nothing found") != std::string::npos);
}

TEST_CASE("run tells whether promises hold, as text and as JSON", "[contract]") {
  const Bench bench;
  bench.write("shop.toml", "include = [\"markets/local-food.toml\"]\n[assumptions.run]\nweeks = \"20 weeks\"\n[assumptions.market]\nbuyers = 200\nsellers = 40\n[assumptions.growth]\n"
                           "founding_sellers = 20\nfounding_buyers = 50\n[constitution.fees]\ntake_rate = \"10 %\"\n"
                           "[promises.cheap]\nsays = \"it takes little\"\noutcome = \"final_take_rate\"\nat_most = \"12 %\"\n[promises.free]\noutcome = \"final_take_rate\"\nat_most = \"1 %\"\n"
                           "[promises.same]\noutcome = \"gmv_total\"\nat_least = \"100 %\"\nagainst = \"shop.toml\"\n");
  const Said text = bench.run("run shop.toml --replications 40 --quiet");
  INFO(text.err);
  CHECK(text.code == 0);
  CHECK(text.out.find("  holds             it takes little") != std::string::npos);
  CHECK(text.out.find("  fails             final_take_rate is at most 1 %") != std::string::npos);
  const auto json = nlohmann::json::parse(bench.run("run shop.toml --replications 40 --quiet --json").out);
  REQUIRE(json["promises"].size() == 3);
  CHECK(json["promises"][0]["verdict"] == "holds");
  CHECK(json["promises"][0]["runs"] == 40);
  CHECK(json["promises"][1]["share_of_runs"] == 0);
  CHECK(json["promises"][2]["share_of_runs"] == 1);  // as much as itself, on the same luck
}

TEST_CASE("describe tells two constitutions clause by clause", "[contract]") {
  const Bench bench;
  const Said said = bench.run("describe stocksy --diff token-market");
  CHECK(said.code == 0);
  CHECK(said.out.find("What a vote weighs") != std::string::npos);
  CHECK(said.out.find("They say the same") != std::string::npos);
  const Said same = bench.run("describe stocksy --diff stocksy");
  CHECK(same.out.find("says no more") == std::string::npos);
}
