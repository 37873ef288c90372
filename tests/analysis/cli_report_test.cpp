// What the program prints: widths, intervals, caveats, and messages that name what was typed.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "run_program.hpp"

#include "analysis/results/result_file.hpp"
#include "scenarios/catalogue.hpp"

using namespace townsquare;
using namespace townsquare::test;
using Catch::Matchers::Contains;
using Json = nlohmann::json;

namespace {

const std::string small = " --set market.buyers=100 --set market.sellers=300 --weeks 30 ";
// some runs close within the 30 weeks, and some live
const std::string poor = " --set \"capital.start_cash=240k USD\" --set \"marketing.spend=0 USD/week\" ";

// Without commands to copy, which are never broken.
std::size_t longest_line(const std::string& text) {
  std::istringstream lines(text);
  std::string line;
  std::size_t longest = 0;
  while (std::getline(lines, line))
    if (line.find("townsquare ") == std::string::npos) longest = std::max(longest, line.size());
  return longest;
}

std::string without_breaks(std::string text) {
  std::string flat;
  for (const char letter : text)
    if (!(letter == '\n' || letter == ' ') || (!flat.empty() && flat.back() != ' ')) flat += letter == '\n' ? ' ' : letter;
  return flat;
}

}  // namespace

TEST_CASE("text keeps to the columns of the terminal, from 60 to 120, and to 100 where there is none", "[contract]") {
  const Bench bench;
  const std::string compare = "compare stocksy photo-operator --quiet --replications 10 --output two.nc" + small;
  const auto at = [&](const std::string& columns, const std::string& words) {
    return bench.shell("COLUMNS=" + columns + " '" TOWNSQUARE_PROGRAM "' " + words);
  };
  for (const std::string& words : {compare, "run stocksy --quiet --replications 2" + small, std::string("list outcomes"),
                                  std::string("describe stocksy"), std::string("help"), std::string("rerun --help")}) {
    INFO(words);
    for (const int columns : {60, 80, 120}) CHECK(longest_line(at(std::to_string(columns), words).out) <= columns + 0U);
    CHECK(longest_line(at("20", words).out) <= 60);
    CHECK(longest_line(at("''", words).out) <= 100);
    CHECK(at("120", words).out != at("60", words).out);
  }
  CHECK_THAT(at("60", compare).out, Contains("decided by its members;"));   // a sentence in place of a table
  CHECK_THAT(at("100", compare).out, Contains("its members        1.20M"));  // a table
}

TEST_CASE("a terminal tells its width itself", "[contract]") {
  const Bench bench;
  if (bench.shell("command -v script").code != 0) return;
  for (const std::string columns : {"60", "80", "120"}) {
    const Said said = bench.shell("COLUMNS=100 script -qec \"stty cols " + columns + "; '" TOWNSQUARE_PROGRAM
                                  "' list outcomes\" /dev/null < /dev/null");
    CHECK(longest_line(said.out) <= std::stoul(columns) + 1);  // a terminal ends its lines with \r\n
    CHECK(longest_line(said.out) > std::stoul(columns) - 15);
  }
}

TEST_CASE("hints of errors keep to the width, and none is told twice", "[contract]") {
  const Bench bench;
  const Said said = bench.shell("COLUMNS=70 '" TOWNSQUARE_PROGRAM
                                "' run stocksy --set nosuch.thing=1 --set other.thing=2");
  CHECK(said.code == 3);
  CHECK(longest_line(said.err) <= 70);
  const std::string flat = without_breaks(said.err);
  const std::size_t first = flat.find("= sections:");
  if (first != std::string::npos) CHECK(flat.find("= sections:", first + 1) == std::string::npos);
}

TEST_CASE("the take rate is of marketplaces that lived, and the table says of how many", "[contract]") {
  const Bench bench;
  const std::string words = "compare stocksy photo-operator --replications 12 --quiet --output two.nc" + small + poor;
  const Json json = Json::parse(bench.run(words + "--json").out);
  const Json& stocksy = json["arms"]["stocksy"]["outcomes"];
  const auto alive = [&](const char* arm) {
    return std::lround(12 * json["arms"][arm]["outcomes"]["survived"]["estimate"].get<double>());
  };
  REQUIRE(alive("stocksy") > 0);
  REQUIRE(alive("stocksy") < 12);
  CHECK(stocksy["final_take_rate"]["runs"] == alive("stocksy"));
  CHECK(stocksy["final_take_rate"]["estimate"].get<double>() > .3);
  CHECK(json["differences"]["photo-operator"]["final_take_rate"]["runs"] <= alive("photo-operator"));
  CHECK(stocksy["unpaid_bills"]["estimate"].get<double>() > 0);
  const std::string table = without_breaks(bench.run(words).out);
  CHECK_THAT(table, Contains("take rate *") && Contains("lived and traded to the end, of 12: " +
                                                        std::to_string(alive("stocksy")) + " (Stocksy United)"));
  CHECK_THAT(bench.run("compare stocksy photo-operator --replications 3 --quiet --output x.nc" + small).out,
             !Contains("take rate *"));
}

TEST_CASE("no interval that is printed leaves what is possible, and money has its currency", "[contract]") {
  const Bench bench;
  const Json json = Json::parse(
      bench.run("compare stocksy photo-operator --replications 3 --json --quiet --output two.nc" + small + poor).out);
  for (const char* flag : {"survived", "reached_critical_mass"}) {
    const Json& d = json["differences"]["photo-operator"][flag];
    CHECK(d["low"].get<double>() >= -1);
    CHECK(d["high"].get<double>() <= 1);
    CHECK(d["low"] != d["high"]);  // three runs are never sure
  }
  const Json& outcomes = json["arms"]["stocksy"]["outcomes"];
  CHECK(outcomes["weeks_to_critical_mass"]["high"].get<double>() <= 30);
  CHECK(outcomes["gmv_total"]["low"].get<double>() >= 0);
  CHECK(outcomes["gmv_total"]["unit"] == "USD");
  CHECK(outcomes["gini_of_sales"]["unit"] == "1");
}

TEST_CASE("what must not be concluded names every way in which the arms differ", "[contract]") {
  const Bench bench;
  const std::string twins = without_breaks(
      bench.run("compare stocksy photo-operator --replications 2 --quiet --output two.nc" + small).out);
  CHECK_THAT(twins, Contains("differ in several rules at once") && Contains("membership (`curated` and `open`)"));
  CHECK_THAT(twins, Contains("do not start with the same money or spend the same on marketing") &&
                        Contains("--set \"capital.start_cash=1200000 USD\""));

  // the same money, another currency: only marketing is named, with the values of the first arm
  const std::string shop = "currency = \"EUR\"\n[market]\nbuyers = 100\nsellers = 50\n[run]\nweeks = \"30 weeks\"\n";
  bench.write("a.toml", shop + "[marketing]\nspend = \"10 EUR/week\"\n");
  bench.write("b.toml", shop + "[marketing]\nspend = \"20 EUR/week\"\n");
  const std::string shops =
      without_breaks(bench.run("compare a.toml b.toml --replications 2 --quiet --output ab.nc").out);
  CHECK_THAT(shops, Contains("The arms do not spend the same on marketing, so") &&
                        Contains("--set \"marketing.spend=10 EUR/week\" gives all what a has"));
  CHECK_THAT(shops, !Contains("start with the same money") && !Contains("several rules"));
}

TEST_CASE("the commands that a report prints work as they stand", "[contract]") {
  const Bench bench;
  const std::string out = bench.run("run stocksy --replications 2 --quiet --output \"my result.nc\"" + small).out;
  std::istringstream lines(out);
  int n_commands = 0;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("  ") || line.find("my result.nc") == std::string::npos) continue;
    INFO(line);
    CHECK(bench.shell(line).code == 0);
    ++n_commands;
  }
  CHECK(n_commands == 2);
  CHECK_THAT(out, !Contains("python3 -c"));
}

TEST_CASE("errors name the option that was typed", "[contract]") {
  const Bench bench;
  const Said twice = bench.run("run stocksy --set \"run.weeks=5 weeks\" --weeks 5");
  CHECK(twice.code == 3);
  CHECK_THAT(twice.err, Contains("--weeks 5") && !Contains("--set #2"));
  const Said warned = bench.run("run stocksy --replications 1 --weeks 5 --set market.buyers=100");
  CHECK_THAT(warned.err, Contains("warning[C043]") && Contains("--> --weeks 5") && !Contains("--set #"));
  CHECK_THAT(bench.run("run stocksy -n 5").err, Contains("`-n` is not an option") && !Contains("--n`"));
  CHECK_THAT(bench.run("run stocksy --output ''").err, Contains("`--output` needs the name of a file"));
  CHECK_THAT(bench.run("run stocksy --seed 99999999999999999999").err, Contains("at most 18446744073709551615"));
  for (const char* words : {"run stocksy -n 5", "run stocksy --output ''", "run stocksy --seed 99999999999999999999"})
    CHECK(bench.run(words).code == 2);
}

TEST_CASE("progress lines tell the share that is done", "[contract]") {
  const Bench bench;
  const Said said = bench.run("run stocksy --replications 3 --threads 1 --output x.nc --set market.buyers=3000");
  std::istringstream lines(said.err);
  for (std::string line; std::getline(lines, line);) {
    if (line.find(" of 3 runs") == std::string::npos) continue;
    const int percent = std::stoi(line), runs = std::stoi(line.substr(line.find(':') + 1));
    INFO(line);
    CHECK(percent == runs * 100 / 3);
  }
  CHECK_THAT(said.err, Contains("100 %: 3 of 3 runs"));
}

TEST_CASE("a file that cannot be read ends with 5 and the reason, a wrong name with 3", "[contract]") {
  const Bench bench;
  CHECK(bench.run("run none.toml").code == 5);
  CHECK_THAT(bench.run("run none.toml").err, Contains("there is no such file"));
  CHECK(bench.run("describe ./").code == 5);
  CHECK_THAT(bench.run("describe ./").err, Contains("it is a folder"));
  CHECK(bench.run("run stocksi").code == 3);
  bench.write("half.toml", "include = [\"gone.toml\"]\n");  // a mistake in a file that is there
  CHECK(bench.run("run half.toml").code == 3);
  const Said lost = bench.shell("TOWNSQUARE_CATALOGUE=/nowhere '" TOWNSQUARE_PROGRAM "' list");
  CHECK(lost.code == 5);
  CHECK(lost.out.empty());
  CHECK_THAT(without_breaks(lost.err), Contains("catalogue '/nowhere'") && Contains("TOWNSQUARE_CATALOGUE names it"));
}

TEST_CASE("a comparison where a scenario is wanted is answered with the command that takes it", "[contract]") {
  const Bench bench;
  for (const char* words : {"run stocksy-against-twin", "describe stocksy-against-twin",
                            "compare stocksy stocksy-against-twin"}) {
    const Said said = bench.run(words);
    CHECK(said.code == 2);
    CHECK_THAT(without_breaks(said.err), Contains("is a comparison of `stocksy`,") &&
                                             Contains("use `townsquare compare stocksy-against-twin`"));
  }
}

TEST_CASE("nothing is exported of an arm that is not there, and a value that is not defined is an empty cell",
          "[contract]") {
  const Bench bench;
  REQUIRE(bench.run("run stocksy --replications 4 --quiet --output a.nc" + small + poor).code == 0);
  const Said said = bench.run("export a.nc --arm xx");
  CHECK(said.code == 2);
  CHECK(said.out.empty());
  const std::string csv = bench.run("export a.nc --outcomes --metric survived --metric final_take_rate").out;
  CHECK_THAT(csv, Contains(",0,\n") && !Contains("nan"));
}

TEST_CASE("a study that is stopped at once leaves an older result as it was", "[contract]") {
  const Bench bench;
  REQUIRE(bench.run("run stocksy --replications 2 --quiet --output keep.nc" + small).code == 0);
  const std::string before = bench.read("keep.nc");
  const Said said =
      bench.shell("'" TOWNSQUARE_PROGRAM "' run stocksy --output keep.nc --replications 2 --threads 1"
                  " --set market.buyers=300000 & P=$!; sleep 0.5; kill -TERM $P; sleep 0.2; kill -TERM $P; wait $P; exit $?");
  CHECK(said.code != 0);
  CHECK(bench.read("keep.nc") == before);
  CHECK(open_result(bench.folder / "keep.nc").n_replications == 2);
}

TEST_CASE("a stopped study goes on with --continue, to the bits of one that was never stopped", "[contract]") {
  const Bench bench;
  const std::string command = "run stocksy --output cut.nc" + small;
  CHECK(bench.run(command + "--replications 5 --quiet").code == 0);
  const std::string before = bench.read("cut.nc");

  // what is not the beginning of the same plan is refused and stays
  for (const std::string other : {"--replications 9 --seed 2", "--replications 9 --set churn.grace=\"9 weeks\"", "--replications 4"}) {
    const Said refused = bench.run(command + "--continue " + other);
    CHECK(refused.code == 5);
    CHECK_THAT(refused.err, Contains("cannot continue cut.nc"));
    CHECK(bench.read("cut.nc") == before);
  }

  const Said went_on = bench.run(command + "--replications 9 --continue --json");
  const Said whole = bench.run("run stocksy --output whole.nc" + small + "--replications 9 --json");
  CHECK(went_on.code == 0);
  const ResultFile a = open_result(bench.folder / "cut.nc"), b = open_result(bench.folder / "whole.nc");
  CHECK(a.is_complete);
  REQUIRE(a.n_replications == 9);
  for (std::uint32_t r = 0; r < 9; ++r) {
    CHECK(a.fingerprint(0, r) == b.fingerprint(0, r));
    CHECK(std::ranges::equal(a.outcomes(0, r), b.outcomes(0, r), [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); }));
    CHECK(a.record(0, r).weekly == b.record(0, r).weekly);
  }
  const auto print_of = [](const Said& said) { return said.out.substr(said.out.find("fingerprint"), 36); };
  CHECK(print_of(went_on) == print_of(whole));
  // without a file the study begins
  CHECK(bench.run("run stocksy --output new.nc" + small + "--replications 2 --continue --quiet").code == 0);
}

TEST_CASE("rules without a market are told that they run in the default one", "[contract]") {
  const Bench bench;
  bench.write("c1.toml", "[fees]\ntake_rate = \"40 %\"\n");
  const Said said = bench.run("run c1.toml --replications 1 --weeks 9");
  CHECK(said.code == 0);
  CHECK_THAT(said.err, Contains("warning[C050]") && Contains("c1.toml"));
}
