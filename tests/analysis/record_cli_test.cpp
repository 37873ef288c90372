// The commands that tell and check the record of events.
#include <hdf5.h>

#include <nlohmann/json.hpp>

#include "run_program.hpp"

using namespace townsquare::test;
using Catch::Matchers::Contains;
using Json = nlohmann::json;

namespace {

// Small and lively: some votes miss the quorum, others pass.
const std::string lively = " --set market.buyers=200 --set market.sellers=300 --set \"run.weeks=110 weeks\""
                           " --set \"governance.fees.quorum=20 %\" --set \"voters.draft_rate=0.3 /week\" --quiet ";

/// Adds one to a whole number of a column.
void change_row(const std::filesystem::path& path, const char* column, hsize_t row) {
  const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT), variable = H5Dopen2(file, column, H5P_DEFAULT);
  const hid_t there = H5Dget_space(variable);
  const hsize_t one = 1;
  H5Sselect_hyperslab(there, H5S_SELECT_SET, &row, nullptr, &one, nullptr);
  const hid_t here = H5Screate_simple(1, &one, nullptr);
  std::int64_t value = 0;
  H5Dread(variable, H5T_NATIVE_INT64, here, there, H5P_DEFAULT, &value);
  ++value;
  H5Dwrite(variable, H5T_NATIVE_INT64, here, there, H5P_DEFAULT, &value);
  H5Sclose(here);
  H5Sclose(there);
  H5Dclose(variable);
  H5Fclose(file);
}

}  // namespace

TEST_CASE("verify says intact of a file as written, and where a changed one is broken", "[contract]") {
  const Bench bench;
  REQUIRE(bench.run("compare stocksy photo-operator --replications 3 --output two.nc" + lively).code == 0);
  const Said intact = bench.run("verify two.nc");
  CHECK(intact.code == 0);
  CHECK_THAT(intact.out, Contains("two.nc: intact. The events of 6 runs"));
  CHECK(Json::parse(bench.run("verify two.nc --json").out)["is_intact"] == true);
  std::filesystem::copy(bench.folder / "two.nc", bench.folder / "copy.nc");
  change_row(bench.folder / "copy.nc", "event_amount", 1);
  const Said broken = bench.run("verify copy.nc");
  CHECK(broken.code == 5);
  CHECK_THAT(broken.out, Contains("copy.nc: DAMAGED at stocksy, replication 0, event 2, week "));
  const Json json = Json::parse(bench.run("verify copy.nc --json").out);
  CHECK(json["is_intact"] == false);
  CHECK(json["broken"]["arm"] == "stocksy");
  CHECK(json["broken"]["event"] == 2);
  CHECK(bench.run("verify nothing.nc").code == 5);
  // the numbers still rerun, the record does not: the text is wrapped, so look at its words
  const Json rerun = Json::parse(bench.run("rerun copy.nc --replication 0 --arm stocksy --json").out);
  CHECK(rerun["runs"][0]["is_damaged"] == true);
  CHECK(rerun["runs"][0]["difference"] == "the record of events differs");
}

TEST_CASE("a rerun with --trace tells the run as a story, line by line as in its JSON", "[contract]") {
  const Bench bench;
  REQUIRE(bench.run("run stocksy --replications 2 --seed 4" + lively).code == 0);
  const Said story = bench.run("rerun stocksy.nc --replication 1 --trace");
  CHECK(story.code == 0);
  CHECK_THAT(story.out, Contains("replication 1, seed 4: identical") && Contains("\n  week 1: launched with 1.2 M USD\n") &&
                            Contains(" proposed by seller ") && Contains(" voted, "));
  const Json json = Json::parse(bench.run("rerun stocksy.nc --replication 1 --trace --json").out);
  const Json& events = json["runs"][0]["events"];
  std::istringstream lines(story.out);
  std::string line;
  // the verdict comes first, over as many lines as it needs
  while (std::getline(lines, line) && !line.starts_with("  week ")) continue;
  for (const Json& event : events) {
    if (event != events[0]) REQUIRE(std::getline(lines, line));
    CHECK(line == "  " + event["text"].get<std::string>());
  }
  CHECK_FALSE(std::getline(lines, line));
  CHECK(events[0]["kind"] == "launched");
  CHECK_FALSE(Json::parse(bench.run("rerun stocksy.nc --replication 1 --json").out)["runs"][0].contains("events"));
}
