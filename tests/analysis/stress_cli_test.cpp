// `townsquare stress`, as a founder types it.
#include <nlohmann/json.hpp>

#include "analysis/results/stored_text.hpp"
#include "tests/analysis/run_program.hpp"

using namespace townsquare;
using namespace townsquare::test;

namespace {

constexpr const char* world = "include = [\"markets/local-food.toml\"]\n[assumptions.run]\nweeks = \"30 weeks\"\n[assumptions.market]\nbuyers = 200\nsellers = 40\n[assumptions.growth]\n"
                              "founding_sellers = 20\nfounding_buyers = 50\n[constitution.fees]\ntake_rate = \"10 %\"\n";
constexpr const char* promise = "[promises.cheap]\nsays = \"it takes little\"\noutcome = \"final_take_rate\"\nat_most = \"12 %\"\n";

}  // namespace

TEST_CASE("stress tells verdicts, breaking points, the worst pair and what does not apply", "[contract]") {
  const Bench bench;
  bench.write("shop.toml", std::string(world) + promise);
  const Said said = bench.run("stress shop.toml --only C26 --only demand --only C1 --quiet");
  INFO(said.err);
  CHECK(said.code == 0);
  CHECK(said.out.find("cheap        ✓ holds     it takes little") != std::string::npos);
  CHECK(said.out.find("unilateral_fee: 1.5 points more of each sale") != std::string::npos);
  CHECK(said.out.find("breaks \"cheap\" at 2.6 points") != std::string::npos);
  CHECK(said.out.find("the real case: 1.5 points more of each sale (Etsy") != std::string::npos);
  CHECK(said.out.find("The worst two together") != std::string::npos);
  CHECK(said.out.find("borrowed_majority  there are no tokens.") != std::string::npos);
  CHECK(said.out.find("Results in shop-stress.nc") != std::string::npos);
}

TEST_CASE("the result file holds what --json prints, and its runs can be run again", "[contract]") {
  const Bench bench;
  bench.write("shop.toml", std::string(world) + promise);
  const Said said = bench.run("stress shop.toml --only C26 --json --quiet --output s.nc");
  CHECK(said.code == 0);
  const auto document = nlohmann::json::parse(said.out);
  CHECK(document["command"] == "stress");
  CHECK(document["shocks"].size() == 1);
  CHECK(document["shocks"][0]["breaking_points"][0]["state"] == "breaks");
  CHECK(document["shocks"][0]["real_size"] == .015);
  CHECK(document["undisturbed"]["promises"][0]["verdict"] == "holds");
  const auto kept = stored_text(bench.folder / "s.nc", "stress");
  REQUIRE(kept.has_value());
  CHECK(nlohmann::json::parse(*kept) == document);
  CHECK(bench.run("rerun s.nc --replication 3").code == 0);
  CHECK(bench.run("verify s.nc").code == 0);

  // a file of another command has no such answer
  bench.run("run shop.toml --replications 2 --quiet --output r.nc");
  CHECK_FALSE(stored_text(bench.folder / "r.nc", "stress").has_value());
}

TEST_CASE("a file that promises nothing is asked what anybody would ask, and told so", "[contract]") {
  const Bench bench;
  bench.write("shop.toml", world);
  const Said said = bench.run("stress shop.toml --only demand --quiet");
  CHECK(said.code == 0);
  CHECK(said.out.find("The file promises nothing") != std::string::npos);
  CHECK(said.out.find("the platform is open at the end") != std::string::npos);
}

TEST_CASE("a shock that there is not, and runs too short, are told before anything is run", "[contract]") {
  const Bench bench;
  bench.write("shop.toml", std::string(world) + promise);
  const Said near = bench.run("stress shop.toml --only demnd");
  CHECK(near.code == 2);
  CHECK(near.err.find("did you mean `demand`?") != std::string::npos);
  const Said none = bench.run("stress shop.toml --only C99");
  CHECK(none.code == 2);
  CHECK(none.err.find("`bribed_jury`") != std::string::npos);
  CHECK(bench.run("stress shop.toml --weeks 2").code == 2);
  CHECK(bench.run("stress shop.toml --at 30").err.find("--at") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(bench.folder / "shop-stress.nc"));
}

TEST_CASE("a plan tells runs and time, and keeps nothing", "[contract]") {
  const Bench bench;
  bench.write("shop.toml", std::string(world) + promise);
  const Said said = bench.run("stress shop.toml --plan");
  CHECK(said.code == 0);
  CHECK(said.out.find("shocks apply; at most ") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(bench.folder / "shop-stress.nc"));
}

TEST_CASE("stopped, stress tells what is known and ends as other commands do", "[contract]") {
  const Bench bench;
  bench.run("new coop --template small-coop");
  // to the program alone: a second signal, as of a group, would end it at once
  const Said said = bench.shell("timeout --foreground --preserve-status -s TERM 1 '" TOWNSQUARE_PROGRAM "' stress coop.toml --weeks 520 --replications 500 --quiet");
  CHECK(said.code == 75);
  CHECK(said.err.find("what is known so far is told") != std::string::npos);
}
