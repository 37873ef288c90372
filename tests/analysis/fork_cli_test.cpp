// Forks as a person asks for them.
#include <nlohmann/json.hpp>

#include "tests/analysis/run_program.hpp"

using townsquare::test::Bench;
using townsquare::test::Said;
using Json = nlohmann::json;

namespace {

const std::string small = R"(title = "Small"
[run]
weeks = "40 weeks"
[market]
buyers = 200
sellers = 40
niches = 2
[growth]
founding_sellers = 20
founding_buyers = 80
)";

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

struct ForkBench : Bench {
  ForkBench() { write("small.toml", small); }
};

}  // namespace

TEST_CASE("run --fork-at sets a run beside its branch, and rerun finds both again", "[contract]") {
  const ForkBench bench;
  const Said told = bench.run("run small.toml --fork-at 20 --set 'fees.take_rate=40 %' --replications 3 --json --quiet");
  INFO(told.err);
  REQUIRE(told.code == 0);
  const Json json = Json::parse(told.out);
  CHECK(json["fork_at"] == 20);
  CHECK(json["scenarios"] == Json({"small", "small-forked"}));
  CHECK(json["output"] == "small-forked.nc");
  for (const char* arm : {"small", "small-forked"}) {
    const Said again = bench.run("rerun small-forked.nc --replication 2 --arm " + std::string(arm));
    INFO(again.out + again.err);
    CHECK(again.code == 0);
    CHECK(has(again.out, "identical"));
  }
  CHECK(bench.run("verify small-forked.nc").code == 0);
}

TEST_CASE("the report says from when on its arms differ, and a branch without a change does not", "[contract]") {
  const ForkBench bench;
  const Said told = bench.run("compare small.toml small.toml --fork-at 20 --replications 2 --quiet --no-color");
  REQUIRE(told.code == 0);
  CHECK(has(told.out, "all are one run for 20 weeks"));
  const Json json = Json::parse(bench.run("compare small.toml small.toml --fork-at 20 --replications 2 --quiet --json").out);
  CHECK(json["arms"].dump() != "{}");
  const Json outcomes = Json::parse(bench.run("run small.toml --fork-at 39 --replications 2 --quiet --json").out);
  CHECK(outcomes["arms"]["small"]["outcomes"] == outcomes["arms"]["small-forked"]["outcomes"]);
}

TEST_CASE("a stored run forks: as it was, and otherwise", "[contract]") {
  const ForkBench bench;
  REQUIRE(bench.run("run small.toml --replications 2 --quiet").code == 0);
  const Json same = Json::parse(bench.run("rerun small.nc --replication 1 --fork-at 20 --json").out);
  CHECK(same["as_it_was"]["fingerprint"] == same["forked"]["fingerprint"]);
  const Json dear = Json::parse(bench.run("rerun small.nc --replication 1 --fork-at 20 --set 'fees.take_rate=40 %' --json").out);
  CHECK(dear["as_it_was"]["fingerprint"] == same["as_it_was"]["fingerprint"]);
  CHECK(dear["forked"]["fingerprint"] != same["as_it_was"]["fingerprint"]);
  const Said table = bench.run("rerun small.nc --replication 1 --fork-at 20 --set 'fees.take_rate=40 %' --trace");
  CHECK(table.code == 0);
  CHECK(has(table.out, "as it was"));
  CHECK(has(table.out, " to 40 %"));
  CHECK(has(bench.run("rerun small.nc --replication 1 --set 'fees.take_rate=40 %'").err, "--fork-at N"));
}

TEST_CASE("a fork that cannot be lived is refused with its code before anything runs", "[contract]") {
  const ForkBench bench;
  const auto refused = [&](const std::string& words) {
    const Said told = bench.run(words + " --quiet --no-color");
    CHECK(told.code == 3);
    CHECK(has(told.err, "C060"));
    return told.err;
  };
  CHECK(has(refused("run small.toml --fork-at 20 --set market.sellers=50"), "`market.sellers` was fixed when the run began"));
  CHECK(has(refused("run small.toml --fork-at 40"), "a run of 40 weeks cannot fork after 40 weeks"));
  bench.write("late.toml", small + "[shocks.outage]\nweek = \"19 weeks\"\nsize = \"50 %\"\n");
  CHECK(has(refused("compare small.toml late.toml --fork-at 20"), "`shocks.outage`"));
  CHECK(bench.run("run small.toml --fork-at 0").code == 2);
  CHECK_FALSE(std::filesystem::exists(bench.folder / "small-forked.nc"));
}

TEST_CASE("a forked study goes on only as the same fork", "[contract]") {
  const ForkBench bench;
  const std::string words = "run small.toml --set 'fees.take_rate=40 %' --quiet --output f.nc ";
  REQUIRE(bench.run(words + "--fork-at 20 --replications 2").code == 0);
  const Said longer = bench.run(words + "--fork-at 20 --replications 3 --continue");
  INFO(longer.err);
  CHECK(longer.code == 0);
  CHECK(has(bench.run(words + "--fork-at 21 --replications 4 --continue").err, "its runs fork after 20 weeks"));
}
