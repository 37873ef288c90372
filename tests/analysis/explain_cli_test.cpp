#include <nlohmann/json.hpp>

#include "run_program.hpp"

using namespace townsquare;
using namespace townsquare::test;
using Catch::Matchers::Contains;
using Json = nlohmann::json;

namespace {

const std::string small = " --set market.buyers=100 --set market.sellers=300 --set \"run.weeks=20 weeks\" ";

const std::string scenario = R"([fees]
take_rate = "10 %"
[market]
buyers = 150
sellers = 40
niches = 2
[growth]
founding_sellers = 20
founding_buyers = 80
[run]
weeks = "30 weeks"
)";


}  // namespace

TEST_CASE("explain names the clauses, and its file holds what it says", "[contract]") {
  const Bench bench;
  bench.write("ours.toml", "title = \"Ours\"\n" + scenario);
  bench.write("theirs.toml", "title = \"Theirs\"\ninclude = [\"ours.toml\"]\n[fees]\ntake_rate = \"30 %\"\n[costs]\nper_order = \"3 USD\"\n");
  const Said said = bench.run("explain ours.toml theirs.toml --replications 3");
  CHECK(said.code == 0);
  CHECK_THAT(said.out, Contains("Ours and Theirs") && Contains("Which clause makes the difference") && Contains("What the platform keeps") && Contains("fees.take_rate 10 % -> 30 %") &&
                           Contains("all 4 mixtures") && Contains("What would reverse the answer") && Contains("Results in ours-explain-theirs.json"));
  CHECK_THAT(said.err, Contains("100 %"));

  const Json file = Json::parse(bench.read("ours-explain-theirs.json"));
  CHECK(file["format"] == "townsquare-explain");
  CHECK(file["attribution"]["method"] == "exact");
  CHECK(file["attribution"]["replications"] == 3);
  CHECK(file["attribution"]["clauses"].size() == 2);
  double sum = 0;
  for (const Json& clause : file["attribution"]["clauses"]) sum += clause["contribution"]["estimate"].get<double>();
  CHECK(sum == Approx(file["answer"]["difference"]["estimate"].get<double>()).epsilon(1e-9));
  CHECK(file["attribution"]["sum"].get<double>() == Approx(sum).epsilon(1e-12));
  CHECK(file["tornado"]["rows"].size() > 5);
  for (const Json& row : file["tornado"]["rows"]) {
    CHECK_FALSE(row["meaning"].get<std::string>().empty());
    CHECK((row["flip"].is_null() || row["flip"]["low_factor"] <= row["flip"]["high_factor"]));
  }

  // the same again, and as JSON
  const Said again = bench.run("explain ours.toml theirs.toml --replications 3 --threads 1 --json --quiet");
  CHECK(again.code == 0);
  CHECK(again.err.empty());
  CHECK(Json::parse(again.out)["fingerprint"] == file["fingerprint"]);
  CHECK(Json::parse(again.out)["attribution"] == file["attribution"]);
}

TEST_CASE("explain refuses what it cannot explain, and says what would do", "[contract]") {
  const Bench bench;
  bench.write("ours.toml", scenario);
  bench.write("long.toml", "include = [\"ours.toml\"]\n[run]\nweeks = \"60 weeks\"\n");
  bench.write("euro.toml", "currency = \"EUR\"\n" + scenario);
  const Said mistyped = bench.run("explain ours.toml long.toml --outcome seller_incom_total");
  CHECK(mistyped.code == 2);
  CHECK_THAT(mistyped.err, Contains("did you mean `seller_income_total`?") && Contains("`gmv_total`"));
  const Said lengths = bench.run("explain ours.toml long.toml");
  CHECK(lengths.code == 2);
  CHECK_THAT(lengths.err, Contains("add --weeks"));
  CHECK_THAT(bench.run("explain ours.toml euro.toml").err, Contains("money cannot be compared"));
  CHECK_THAT(bench.run("explain ours.toml").err, Contains("something is missing"));
  bench.write("mine.json", "{\"a\": 1}\n");
  const Said kept = bench.run("explain ours.toml ours.toml --output mine.json");
  CHECK(kept.code == 5);
  CHECK(bench.read("mine.json") == "{\"a\": 1}\n");
}

TEST_CASE("two files that say the same have nothing to explain", "[contract]") {
  const Bench bench;
  bench.write("ours.toml", scenario);
  bench.write("copy.toml", "title = \"A copy\"\n" + scenario);
  const Said said = bench.run("explain ours.toml copy.toml --replications 2 --quiet");
  CHECK(said.code == 0);
  CHECK_THAT(said.out, Contains("They say the same"));
}

TEST_CASE("stopped early, explain keeps its runs, and goes on to the same bits", "[contract]") {
  const Bench bench;
  bench.write("ours.toml", "title = \"Ours\"\n" + scenario);
  bench.write("theirs.toml", "title = \"Theirs\"\ninclude = [\"ours.toml\"]\n[fees]\ntake_rate = \"30 %\"\n");
  const std::string signal = GENERATE("INT", "TERM");
  const Said said = bench.shell("'" TOWNSQUARE_PROGRAM "' explain ours.toml theirs.toml --output w.json --replications 100000 & pid=$!; sleep 1; kill -" + signal + " $pid; wait $pid");
  CHECK(said.code == 75);
  CHECK_THAT(said.err, Contains(signal == "INT" ? "stopped by Ctrl-C" : "stopped by SIGTERM") && Contains("--continue") && Contains("w.json.unfinished"));
  REQUIRE(std::filesystem::exists(bench.folder / "w.json.unfinished"));

  // another question is refused, with nothing lost
  const Said other = bench.run("explain ours.toml theirs.toml --output w.json --continue --seed 2");
  CHECK(other.code == 5);
  CHECK_THAT(other.err, Contains("are of something else"));

  const Said rest = bench.run("explain ours.toml theirs.toml --output w.json --replications 6 --continue --quiet --json");
  REQUIRE(rest.code == 0);
  CHECK_FALSE(std::filesystem::exists(bench.folder / "w.json.unfinished"));
  Json continued = Json::parse(rest.out), whole = Json::parse(bench.run("explain ours.toml theirs.toml --output whole.json --replications 6 --quiet --json").out);
  for (Json* document : {&continued, &whole}) {
    document->erase("command_line");
    document->erase("output");
  }
  CHECK(continued == whole);

  // nothing is there to go on with
  const Said none = bench.run("explain ours.toml theirs.toml --output w.json --continue");
  CHECK(none.code == 5);
  CHECK_THAT(none.err, Contains("there is no w.json.unfinished"));
}

TEST_CASE("an operator and a co-operative are explained, clauses that only go together as one", "[contract]") {
  const Bench bench;
  const Said said = bench.run("explain stocksy photo-operator --replications 2 --quiet --json" + small);
  REQUIRE(said.code == 0);
  const Json file = Json::parse(said.out);
  const Json& attribution = file["attribution"];
  CHECK(attribution["clauses"].size() >= 2);
  CHECK(attribution["sum"].get<double>() == Approx(attribution["difference"]["estimate"].get<double>()).epsilon(1e-9).margin(1e-6));
}
