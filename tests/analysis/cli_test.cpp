#include <nlohmann/json.hpp>

#include "run_program.hpp"

#include "analysis/results/result_file.hpp"
#include "scenarios/catalogue.hpp"

using namespace townsquare;
using namespace townsquare::test;
using Catch::Matchers::Contains;
using Json = nlohmann::json;

namespace {

// A market so small that a run takes milliseconds.
const std::string small = " --set market.buyers=100 --set market.sellers=300 --set \"run.weeks=30 weeks\" ";

std::size_t longest_line(const std::string& text) {
  std::istringstream lines(text);
  std::string line;
  std::size_t longest = 0;
  while (std::getline(lines, line)) longest = std::max(longest, line.size());
  return longest;
}

void replace_once(std::string& text, const std::string& from, const std::string& to) {
  const std::size_t place = text.find(from);
  REQUIRE(place != std::string::npos);
  text.replace(place, from.size(), to);
}

}  // namespace

TEST_CASE("a mistyped command or option is answered with the one that was meant", "[contract]") {
  const Bench bench;
  CHECK(bench.run("comparee x").code == 2);
  CHECK_THAT(bench.run("comparee x").err, Contains("did you mean `compare`?"));
  CHECK_THAT(bench.run("run stocksy --replicatons 3").err, Contains("did you mean `--replications`?"));
  CHECK_THAT(bench.run("run stocksy --toml").err, Contains("it goes with `describe`"));
  CHECK_THAT(bench.run("help rum").err, Contains("did you mean `run`?"));
  CHECK_THAT(bench.run("list scenario").err, Contains("did you mean `scenarios`?"));
  CHECK_THAT(bench.run("run stocksi").err, Contains("did you mean `stocksy`?"));
  CHECK(bench.run("run stocksi").code == 3);
}

TEST_CASE("a wrong command line ends with 2 and says what is wrong", "[contract]") {
  const Bench bench;
  const auto [words, message] = GENERATE(table<std::string, std::string>({
      {"run", "something is missing"},
      {"verify stocksy.nc other", "`other` is too much"},
      {"run stocksy photo-operator", "`photo-operator` is a scenario and no layer"},
      {"run stocksy --seed", "`--seed` needs a value: --seed N"},
      {"run stocksy --seed x", "takes a whole number from 0, not `x`"},
      {"run stocksy --replications -3", "-3"},
      {"run stocksy --replications=0", "takes a whole number from 1, not `0`"},
      {"run stocksy --seed 1 --seed 2", "`--seed` is given twice"},
      {"run stocksy --json=3", "`--json` takes no value"},
      {"--seed 3 run stocksy", "the command comes first"},
      {"compare stocksy", "`stocksy` is one scenario"},
  }));
  const Said said = bench.run(words);
  CHECK(said.code == 2);
  CHECK(said.out.empty());
  CHECK_THAT(said.err, Contains("For help: townsquare"));
  CHECK_THAT(said.err, Contains(message));
}

TEST_CASE("help leads with examples and tells the exit codes", "[contract]") {
  const Bench bench;
  const Said program = bench.run("help");
  CHECK(program.code == 0);
  CHECK_THAT(program.out, Contains("Exit codes") && Contains("130"));
  CHECK(bench.run("").out == program.out);
  CHECK(bench.run("--help").out == program.out);
  for (const char* command : {"run", "compare", "list", "describe", "schema", "export", "rerun", "verify", "explain", "completions", "sweep", "help"}) {
    const Said said = bench.run(std::string(command) + " --help");
    CHECK(said.code == 0);
    CHECK(said.out.find("Examples") < said.out.find("Options"));
    CHECK(longest_line(said.out) <= 100);
  }
  CHECK_THAT(bench.run("--version").out, Contains("townsquare 0."));
}

TEST_CASE("a run tells its outcomes on stdout and its progress on stderr", "[contract]") {
  const Bench bench;
  const Said said = bench.run("run stocksy --replications 4" + small);
  CHECK(said.code == 0);
  CHECK_THAT(said.out,
             Contains("Sellers' income") && Contains("95 % interval") && Contains("Results in stocksy.nc"));
  CHECK_THAT(said.err, Contains("100 %: 4 of 4 runs"));
  const Said quiet = bench.run("run stocksy --replications 4 --quiet" + small);
  CHECK(quiet.err.empty());
  CHECK(quiet.out == said.out);
}

TEST_CASE("a comparison fits into 100 columns and says what must not be concluded", "[contract]") {
  const Bench bench;
  const Said said = bench.run("compare stocksy-against-twin --replications 12 --set market.buyers=150"
                              " --set \"run.weeks=100 weeks\"");
  CHECK(said.code == 0);
  CHECK(longest_line(said.out) <= 100);
  CHECK_THAT(said.out, Contains("Sales through the marketplace") && Contains("fitted, median off by") &&
                           Contains("What the answer hangs on") && Contains("What the common luck saved") &&
                           Contains("is built in") && Contains("do not start with the same money"));
  CHECK_THAT(said.out, Contains("fitted without your --set"));
}

TEST_CASE("with many arms the differences stand in tables of their own", "[contract]") {
  const Bench bench;
  const Said said = bench.run(
      "compare stocksy stocksy photo-operator shutterstock-schedule --replications 2 --output x.nc" + small);
  CHECK(said.code == 0);
  CHECK(longest_line(said.out) <= 100);
  CHECK_THAT(said.out, Contains("stocksy-2"));
}

TEST_CASE("one JSON document holds a comparison", "[contract]") {
  const Bench bench;
  const Said said =
      bench.run("compare stocksy photo-operator --replications 3 --json --quiet --output two.nc" + small);
  REQUIRE(said.code == 0);
  CHECK(said.err.empty());
  const Json json = Json::parse(said.out);
  CHECK(json["schema_version"] == 1);
  CHECK(json["command"] == "compare");
  CHECK(json["scenario"] == "stocksy");
  CHECK(json["scenarios"] == Json({"stocksy", "photo-operator"}));
  CHECK(json["replications"] == 3);
  CHECK(json["is_complete"] == true);
  CHECK(json["fingerprint"].get<std::string>().size() == 16);
  CHECK(json["arms"]["stocksy"]["outcomes"]["gmv_total"]["estimate"].is_number());
  CHECK(json["differences"]["photo-operator"]["gmv_total"]["low"].is_number());
  CHECK(json["variance_reduction"]["photo-operator"].contains("gmv_total"));
  CHECK(json["influences"].is_array());
  CHECK(json["published"].is_array());
  CHECK(json["output"] == "two.nc");
}

TEST_CASE("a JSON document of one run has no interval, and says so with null", "[contract]") {
  const Bench bench;
  const Json json = Json::parse(bench.run("run stocksy --replications 1 --json --quiet" + small).out);
  CHECK(json["scenario"] == "stocksy");
  CHECK(json["arms"]["stocksy"]["outcomes"]["gmv_total"]["low"].is_null());
}

TEST_CASE("threads change no bit of a comparison", "[reproducibility]") {
  const Bench bench;
  const std::string words = "compare stocksy photo-operator --replications 5 --json --quiet" + small;
  CHECK(bench.run(words + "--threads 1").out == bench.run(words + "--threads 2").out);
}

TEST_CASE("a replication of a result file runs again bit for bit", "[reproducibility]") {
  const Bench bench;
  REQUIRE(bench.run("run stocksy --replications 18 --seed 7" + small).code == 0);
  const Said said = bench.run("rerun stocksy.nc --replication 17");
  CHECK(said.code == 0);
  CHECK_THAT(said.out, Contains("replication 17, seed 7: identical"));
  CHECK(Json::parse(bench.run("rerun stocksy.nc --replication 0 --json").out)["is_identical"] == true);
  CHECK(bench.run("rerun stocksy.nc --replication 18").code == 2);
  CHECK_THAT(bench.run("rerun stocksy.nc --replication 18").err, Contains("it holds 0 to 17"));
  CHECK_THAT(bench.run("rerun stocksy.nc --replication 1 --arm stoksy").err,
             Contains("did you mean `stocksy`?"));
  CHECK(bench.run("rerun nothing.nc --replication 1").code == 5);
}

TEST_CASE("a file whose numbers were changed does not rerun as identical", "[contract]") {
  const Bench bench;
  StudyPlan plan;
  plan.arms = {{"shop", default_scenario()}};
  plan.arms[0].scenario.run.weeks = 20;
  plan.n_replications = 1;
  StudyControl control;
  ResultWriter writer(bench.folder / "changed.nc", plan, {"", ""});
  const auto change = [&](Batch batch) {
    batch.runs[0][0].record.weekly[5 * weekly_metrics().size() + *metric_index("cash")] += 1;
    writer.append(batch);
  };
  writer.finish(run_study(plan, change, control));
  const Said said = bench.run("rerun changed.nc --replication 0");
  CHECK(said.code == 5);
  CHECK_THAT(said.out, Contains("the file is damaged or was changed") && Contains("`cash`"));
  CHECK_THAT(said.out, !Contains("NOT the same"));
}

TEST_CASE("a typing error in a copied constitution is told with its place, and mended it runs",
          "[contract]") {
  const Bench bench;
  const auto catalogue = catalogue_folder();
  std::filesystem::create_directory(bench.folder / "mine");
  std::filesystem::copy_file(catalogue / "constitutions/stocksy.toml",
                             bench.folder / "mine/constitution.toml");
  bench.write("mine/shop.toml", "title = \"My shop\"\ninclude = [\"" +
                                    (catalogue / "markets/stock-photo.toml").string() +
                                    "\", \"constitution.toml\"]\n");
  const std::string right = bench.read("mine/constitution.toml");
  std::string wrong = right;
  replace_once(wrong, "take_rate = \"46 %\"", "take_rat = \"40 %\"");
  bench.write("mine/constitution.toml", wrong);

  const Said said = bench.run("run mine/shop.toml --replications 2" + small);
  CHECK(said.code == 3);
  CHECK(said.out.empty());
  CHECK_THAT(said.err, Contains("constitution.toml:12:1") && Contains("did you mean `take_rate`?"));
  CHECK_FALSE(std::filesystem::exists(bench.folder / "shop.nc"));

  replace_once(wrong, "take_rat =", "take_rate =");
  bench.write("mine/constitution.toml", wrong);
  CHECK(bench.run("run mine/shop.toml --replications 2" + small).code == 0);
}

TEST_CASE("a wrong --set is told as one of a file would be", "[contract]") {
  const Bench bench;
  const Said said = bench.run("run stocksy --set \"fees.take_rate=400 %\"");
  CHECK(said.code == 3);
  CHECK_THAT(said.err, Contains("--set #1"));
}

TEST_CASE("the printed scenario reads back as the same one", "[contract]") {
  const Bench bench;
  REQUIRE(bench.run("run stocksy --replications 2 --output a.nc --json --quiet" + small).code == 0);
  bench.write("stocksy.toml", bench.run("describe stocksy --toml" + small).out);
  REQUIRE(bench.run("run stocksy.toml --replications 2 --output b.nc --quiet").code == 0);
  CHECK(open_result(bench.folder / "a.nc").fingerprint(0, 1) ==
        open_result(bench.folder / "b.nc").fingerprint(0, 1));
}

TEST_CASE("only results of Townsquare are overwritten", "[contract]") {
  const Bench bench;
  const std::string words = "run stocksy --replications 1 --quiet --output kept.nc" + small;
  bench.write("kept.nc", "my thesis");
  const Said refused = bench.run(words);
  CHECK(refused.code == 5);
  CHECK_THAT(refused.err, Contains("was left as it is") && Contains("--force"));
  CHECK(bench.read("kept.nc") == "my thesis");
  CHECK(bench.run(words + " --force").code == 0);
  CHECK(bench.run(words).code == 0);
  CHECK(bench.run("run stocksy --output nowhere/x.nc").code == 5);
}

TEST_CASE("a result file is exported as CSV", "[contract]") {
  const Bench bench;
  REQUIRE(bench.run("run stocksy --replications 2 --quiet" + small).code == 0);
  const Said weekly = bench.run("export stocksy.nc --metric gmv --metric take_rate");
  CHECK_THAT(weekly.out, Catch::StartsWith("arm,replication,week,gmv,take_rate\nstocksy,0,1,"));
  CHECK(std::count(weekly.out.begin(), weekly.out.end(), '\n') == 1 + 2 * 30);
  const Said runs = bench.run("export stocksy.nc --outcomes --metric gmv_total");
  CHECK(std::count(runs.out.begin(), runs.out.end(), '\n') == 3);
  CHECK_THAT(bench.run("export stocksy.nc --metric gvm").err, Contains("did you mean `gmv`?"));
  CHECK(bench.run("export stocksy.nc --metric gvm").code == 2);
  CHECK(bench.run("export stocksy.nc > /dev/full").code == 5);
}

TEST_CASE("a study that is interrupted keeps what was finished", "[contract]") {
  const Bench bench;
  const auto [signal, word] = GENERATE(table<std::string, std::string>({{"INT", "Ctrl-C"}, {"TERM", "SIGTERM"}}));
  const Said said = bench.shell("'" TOWNSQUARE_PROGRAM "' run stocksy --replications 900000 --output cut.nc" +
                                small + "& P=$!; sleep 3; kill -" + signal + " $P; wait $P; exit $?");
  CHECK(said.code == 75);
  CHECK(said.out.empty());
  CHECK_THAT(said.err,
             Contains("stopped by " + word) && Contains("cut.nc") && Contains("--continue"));
  const ResultFile file = open_result(bench.folder / "cut.nc");
  CHECK_FALSE(file.is_complete);
  CHECK(file.n_replications > 0);
}

TEST_CASE("colours are for terminals that want them", "[contract]") {
  const Bench bench;
  if (bench.shell("command -v script").code != 0) return;
  const auto on_terminal = [&](const std::string& settings, const std::string& options) {
    return bench
        .shell(settings + " script -qec \"'" TOWNSQUARE_PROGRAM "' run stocksi" + options +
               "\" /dev/null < /dev/null")
        .out;
  };
  CHECK_THAT(on_terminal("env -u NO_COLOR TERM=xterm", ""), Contains("\x1b["));
  CHECK_THAT(on_terminal("NO_COLOR=1 TERM=xterm", ""), !Contains("\x1b["));
  CHECK_THAT(on_terminal("env -u NO_COLOR TERM=dumb", ""), !Contains("\x1b["));
  CHECK_THAT(on_terminal("env -u NO_COLOR TERM=xterm", " --no-color"), !Contains("\x1b["));
  CHECK_THAT(bench.run("run stocksi").err, !Contains("\x1b["));
}
