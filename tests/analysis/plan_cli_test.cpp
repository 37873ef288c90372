#include <nlohmann/json.hpp>

#include "run_program.hpp"

using namespace townsquare;
using namespace townsquare::test;
using Catch::Matchers::Contains;
using Json = nlohmann::json;

namespace {
const std::string small = " --set market.buyers=100 --set market.sellers=300 --set \"run.weeks=30 weeks\" ";
}

TEST_CASE("a plan tells runs, time and size, and writes nothing", "[contract]") {
  const Bench bench;
  for (const std::string words : {"run stocksy --replications 40", "compare stocksy photo-operator --replications 20", "explain stocksy photo-operator --replications 5"}) {
    const Said said = bench.run(words + " --plan" + small);
    CHECK(said.code == 0);
    CHECK_THAT(said.out, Contains("runs: about") && Contains("Nothing is written yet"));
    const Json plan = Json::parse(bench.run(words + " --plan --json" + small).out);
    CHECK(plan["runs"].get<std::uint64_t>() >= 40);
    CHECK(plan["seconds"].get<double>() > 0);
    CHECK(plan["bytes"].get<std::uint64_t>() > 1000);
  }
  // what the two calls of the shell keep is all there is
  std::size_t n_files = 0;
  for (const auto& file : std::filesystem::directory_iterator(bench.folder)) n_files += file.path().filename() != "stdout.txt" && file.path().filename() != "stderr.txt";
  CHECK(n_files == 0);
}

TEST_CASE("the size that --plan tells is that of the file, within a fifth", "[contract]") {
  const Bench bench;
  const std::string words = "compare stocksy photo-operator --replications 32 --quiet --output two.nc" + small;
  const double told = Json::parse(bench.run(words + "--plan --json").out)["bytes"].get<double>();
  REQUIRE(bench.run(words).code == 0);
  const double size = static_cast<double>(std::filesystem::file_size(bench.folder / "two.nc"));
  CHECK(told / size > .8);
  CHECK(told / size < 1.25);
}

TEST_CASE("the plan of a sweep counts the runs that are missing", "[contract]") {
  const Bench bench;
  bench.write("fees.toml", "scenario = \"stocksy\"\nreplications = 3\n[design]\nkind = \"list\"\n[set]\nrun.weeks = \"10 weeks\"\n\"market.buyers\" = 100\n[[factor]]\nkey = "
                           "\"fees.take_rate\"\nlevels = [\"30 %\", \"45 %\"]\n");
  const Said before = bench.run("sweep fees.toml --plan --json");
  REQUIRE(before.code == 0);
  CHECK(Json::parse(before.out)["runs"] == 6);
  CHECK_FALSE(std::filesystem::exists(bench.folder / "fees"));
  REQUIRE(bench.run("sweep fees.toml --quiet").code == 0);
  CHECK(Json::parse(bench.run("sweep fees.toml --plan --json").out)["runs"] == 0);
  CHECK(bench.run("sweep fees.toml --json").code == 2);
}
