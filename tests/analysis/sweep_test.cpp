// Lists of runs, study files and shards; tests/python/test_study_*.py try the same from end to end.
#include <catch2/catch.hpp>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>

#include "analysis/results/result_file.hpp"
#include "analysis/sweeps/sweep_folder.hpp"
#include "run_program.hpp"
#include "scenarios/catalogue.hpp"
#include "scenarios/read_scenario.hpp"

using namespace townsquare;
using Catch::Matchers::Contains;
using townsquare::test::Bench;

namespace {

Scenario small_world(const std::string& weeks) {
  ReadOptions options;
  options.overrides = {"run.weeks=" + weeks + " weeks", "market.buyers=100", "market.sellers=60", "growth.founding_sellers=40"};
  return read_scenario(find_scenario("stocksy"), options);
}

const std::string study_text =
    "scenario = \"stocksy\"\nreplications = 3\n[design]\nkind = \"list\"\n[set]\nrun.weeks = \"10 weeks\"\n\"market.buyers\" = 100\n[[factor]]\nkey = \"fees.take_rate\"\n"
    "levels = [\"30 %\", \"45 %\", \"30 %\", \"50 %\"]\n[[factor]]\nkey = \"market.match_weight\"\nlevels = [2, 3.5, 2.0, 2]\n";

}  // namespace

TEST_CASE("a list of runs gives what each run gives alone, in any order and on any threads", "[unit]") {
  const Scenario worlds[] = {small_world("12"), small_world("7")};
  const Job jobs[] = {{1, 4}, {0, 2}, {1, 0}};
  const KeptSeries kept{{0, 3}, 5, 2};
  StudyControl control;
  const std::vector<JobResult> two = run_list(worlds, 9, jobs, kept, 2, control), one = run_list(worlds, 9, jobs, kept, 1, control);
  for (std::size_t i = 0; i < 3; ++i) {
    const RunResult alone = run_once(worlds[jobs[i].scenario], 9, jobs[i].replication);
    CHECK(two[i].fingerprint == alone.fingerprint);
    CHECK(one[i].fingerprint == alone.fingerprint);
    CHECK(two[i].series[0] == alone.record.at(4, 0));  // the last of the first five weeks
  }
  CHECK(two[1].series[3] == run_once(worlds[0], 9, 2).record.at(9, 3));
  CHECK(std::isnan(two[0].series[1]));  // a run of seven weeks has no tenth
  CHECK(control.runs_done == 6);
}

TEST_CASE("a cancelled list leaves runs undone that had not begun", "[unit]") {
  const Scenario worlds[] = {small_world("12")};
  const Job jobs[] = {{0, 0}, {0, 1}};
  StudyControl control;
  control.is_cancelled = true;
  for (const JobResult& each : run_list(worlds, 1, jobs, {}, 1, control)) CHECK((!each.is_done && each.failure.empty()));
}

TEST_CASE("a study is the same after it was written, and points that are one scenario run once", "[unit]") {
  const Bench bench;
  bench.write("fees.toml", study_text);
  const SweepStudy study = read_sweep_study(bench.folder / "fees.toml");
  const SweepPoints points = points_of(study);
  REQUIRE(points.points.size() == 4);
  CHECK(points.points[0].id == points.points[2].id);
  begin_folder(bench.folder / "there", study, points);
  const SweepStudy again = read_sweep_study(bench.folder / "there" / "study.toml");
  const SweepPoints same = points_of(again);
  for (std::size_t i = 0; i < 4; ++i) CHECK(same.points[i].id == points.points[i].id);

  // three scenarios three times, in two disjoint parts, replication after replication
  const SweepFolder nothing = read_sweep_folder(bench.folder / "there");
  const auto first = missing_runs(nothing, study, points, 1, 2), second = missing_runs(nothing, study, points, 2, 2);
  CHECK(first.size() + second.size() == 9);
  CHECK((first[0].point == 0 && second[0].point == 1 && first.back().replication == 2));
}

TEST_CASE("a shard keeps what was appended before it was torn", "[unit]") {
  const Bench bench;
  std::filesystem::create_directories(bench.folder / "shards");
  JobResult result{true, "", 77, {1.5, std::nan("")}, {}};
  ShardWriter writer(bench.folder / "shards", {{"a", "b"}, {}, 1, 0}, "test");
  writer.append({{Digest{1}, 0, &result}, {Digest{2}, 1, &result}});
  const auto size = std::filesystem::file_size(writer.path());
  CHECK(read_shard(writer.path())->sound.size() == 2);
  std::filesystem::resize_file(writer.path(), size - 1);
  const auto torn = read_shard(writer.path());
  REQUIRE(torn->sound.size() == 1);
  CHECK((torn->id(0) == Digest{1} && torn->fingerprint(0) == 77));
  std::filesystem::resize_file(writer.path(), 10);
  CHECK_FALSE(read_shard(writer.path()));
  std::ofstream(writer.path()) << "something else\n";
  CHECK_THROWS_WITH(read_shard(writer.path()), Contains("no shard"));
}

TEST_CASE("two runs of one identity that differ are told, and one lock keeps the other out", "[unit]") {
  const Bench bench;
  std::filesystem::create_directories(bench.folder / "shards");
  JobResult a{true, "", 77, {1.5}, {}}, b{true, "", 77, {1.25}, {}};
  const ShardLayout layout{{"a"}, {}, 1, 0};
  ShardWriter first(bench.folder / "shards", layout, "test"), second(bench.folder / "shards", layout, "test");
  first.append({{Digest{1}, 0, &a}});
  second.append({{Digest{1}, 0, &a}, {Digest{3}, 0, &a}});
  CHECK(read_sweep_folder(bench.folder).runs.size() == 2);
  second.append({{Digest{1}, 0, &b}});
  CHECK_THROWS_WITH(read_sweep_folder(bench.folder), Contains("run twice with different results"));

  const FileLock shared(bench.folder / "driver.lock", true, "in use"), other(bench.folder / "driver.lock", true, "in use");
  CHECK_THROWS_WITH(FileLock(bench.folder / "driver.lock", false, "in use"), Contains("in use"));
}
