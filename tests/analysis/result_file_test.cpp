#include "analysis/results/result_file.hpp"

#include <signal.h>

#include <algorithm>
#include <fstream>

#include "scenarios/write_scenario.hpp"
#include "tests/analysis/made_up_results.hpp"

using namespace townsquare;
using namespace townsquare::test;
using Catch::Matchers::Contains;

TEST_CASE("a result file gives back every number bit for bit, and what it says of itself", "[unit]") {
  const Folder folder;
  const StudyPlan plan = plan_of(5, 40);
  {
    ResultWriter writer(folder / "a.nc", plan, {"townsquare run shop --seed 1", "café"});
    writer.append(batch_of(40, 5));
    writer.finish(end_of(true));
  }
  const ResultFile file = open_result(folder / "a.nc");
  CHECK(file.arm_names == std::vector<std::string>{"co-op", "twin — shorter"});
  CHECK(file.scenario_texts == std::vector<std::string>{write_scenario(plan.arms[0].scenario),
                                                        write_scenario(plan.arms[1].scenario)});
  CHECK(std::ranges::equal(file.metric_names, weekly_metrics(), {}, {}, &Metric::name));
  CHECK(std::ranges::equal(file.outcome_names, outcomes(), {}, {}, &Outcome::name));
  CHECK(file.seed == plan.seed);
  CHECK(file.first_replication == 40);
  CHECK(file.n_replications == 5);
  CHECK(file.n_weeks == n_weeks);
  CHECK(file.title == "café");
  CHECK(file.command_line == "townsquare run shop --seed 1");
  CHECK_FALSE(file.version.empty());
  CHECK(file.is_complete);
  for (std::uint32_t r = 40; r < 45; ++r)
    require_made_up(file, r);
}

TEST_CASE("batches of any size are appended one behind the other, over the borders of chunks", "[unit]") {
  const Folder folder;
  ResultWriter writer(folder / "a.nc", plan_of(100), {});
  std::uint32_t done = 0;
  for (std::uint32_t n : {16u, 1u, 20u, 3u, 33u, 0u, 2u}) {
    writer.append(batch_of(done, n));
    done += n;
    CHECK(open_result(folder / "a.nc").n_replications == done); // also while it is being written
  }
  writer.finish(end_of(false));
  const ResultFile file = open_result(folder / "a.nc");
  CHECK(file.n_replications == done);
  CHECK_FALSE(file.is_complete);
  for (std::uint32_t r = 0; r < done; ++r)
    require_made_up(file, r);
}

TEST_CASE("batches that leave a gap are our mistake", "[unit]") {
  const Folder folder;
  ResultWriter writer(folder / "a.nc", plan_of(9), {});
  CHECK_THROWS_AS(writer.append(batch_of(1, 2)), std::logic_error);
}

TEST_CASE("a study that was stopped before its first batch leaves nothing behind, and what stood there before",
          "[unit]") {
  const Folder folder;
  const auto n_files = [&] {
    return std::distance(std::filesystem::directory_iterator(folder.path), std::filesystem::directory_iterator());
  };
  {
    ResultWriter writer(folder / "new.nc", plan_of(9), {});
    CHECK_FALSE(std::filesystem::exists(folder / "new.nc"));
  }
  CHECK(n_files() == 0);
  write_file(folder / "old.nc", 4);
  {
    ResultWriter writer(folder / "old.nc", plan_of(9), {});
    CHECK(open_result(folder / "old.nc").n_replications == 4);
    writer.finish(end_of(false));
  }
  CHECK(n_files() == 1);
  CHECK(open_result(folder / "old.nc").n_replications == 4);
  require_made_up(open_result(folder / "old.nc"), 3);
}

TEST_CASE("a file that is reached by a link is replaced where it lies", "[unit]") {
  const Folder folder;
  write_file(folder / "real.nc", 4);
  std::filesystem::create_symlink("real.nc", folder / "link.nc");
  write_file(folder / "link.nc", 2);
  CHECK(std::filesystem::is_symlink(folder / "link.nc"));
  CHECK(open_result(folder / "real.nc").n_replications == 2);
}

TEST_CASE("a file without runs is read, and has none to give", "[unit]") {
  const Folder folder;
  write_file(folder / "a.nc");
  tamper(folder / "a.nc", [](hid_t file) {
    const hid_t variable = H5Dopen2(file, "replication", H5P_DEFAULT);
    const hsize_t none = 0;
    H5Dset_extent(variable, &none);
    H5Dclose(variable);
  });
  CHECK(open_result(folder / "a.nc").n_replications == 0);
  CHECK_THAT(error_of([&] { open_result(folder / "a.nc").record(0, 0); }), Contains("it holds no complete replication"));
}

TEST_CASE("two files are written at once", "[unit]") {
  const Folder folder;
  ResultWriter first(folder / "a.nc", plan_of(4), {"", "first"});
  ResultWriter second(folder / "b.nc", plan_of(4, 10), {"", "second"});
  for (std::uint32_t r = 0; r < 4; ++r) {
    first.append(batch_of(r, 1));
    second.append(batch_of(10 + r, 1));
  }
  ResultWriter moved = std::move(first);
  second.finish(end_of(true));
  moved.finish(end_of(true));
  for (std::uint32_t r = 0; r < 4; ++r) {
    require_made_up(open_result(folder / "a.nc"), r);
    require_made_up(open_result(folder / "b.nc"), 10 + r);
  }
  CHECK(open_result(folder / "b.nc").title == "second");
}

TEST_CASE("a run killed in mid-flight leaves a readable file with every batch that was flushed", "[unit]") {
  const Folder folder;
  const int status = in_child([&] {
    ResultWriter writer(folder / "a.nc", plan_of(64), {"townsquare run", "killed"});
    for (std::uint32_t done = 0; done < 48; done += 16)
      writer.append(batch_of(done, 16));
    raise(SIGKILL);
  });
  REQUIRE(WIFSIGNALED(status));
  const ResultFile file = open_result(folder / "a.nc");
  CHECK(file.n_replications == 48);
  CHECK_FALSE(file.is_complete);
  CHECK(file.title == "killed");
  for (std::uint32_t r = 0; r < 48; ++r)
    require_made_up(file, r);
}

TEST_CASE("runs that were not announced are not read", "[unit]") {
  const Folder folder;
  write_file(folder / "a.nc", 4);
  tamper(folder / "a.nc",
         [](hid_t file) { // as if it was killed between the values and the word that they are there
           const hid_t variable = H5Dopen2(file, "replication", H5P_DEFAULT);
           const hsize_t two = 2;
           H5Dset_extent(variable, &two);
           H5Dclose(variable);
         });
  const ResultFile file = open_result(folder / "a.nc");
  CHECK(file.n_replications == 2);
  require_made_up(file, 1);
  CHECK_THAT(error_of([&] { file.fingerprint(1, 2); }),
             Contains("it has no replication 2, but those from 0 to 1"));
}

TEST_CASE("an older result file is replaced, and those who read it go on", "[unit]") {
  const Folder folder;
  write_file(folder / "a.nc", 4);
  const hid_t reader = H5Fopen((folder / "a.nc").c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
  write_file(folder / "a.nc", 2);
  CHECK(H5Lexists(reader, "gmv", H5P_DEFAULT) > 0);
  H5Fclose(reader);
  CHECK(open_result(folder / "a.nc").n_replications == 2);
  std::ofstream(folder / "empty.nc");
  CHECK(error_of([&] { write_file(folder / "empty.nc"); }) == "no error");
}

TEST_CASE("a file of an older townsquare is read with the metrics that it has", "[unit]") {
  const Folder folder;
  write_file(folder / "a.nc");
  tamper(folder / "a.nc", [](hid_t file) {
    for (const char* name : {"gmv", "outcome_checksum", "series_checksum"})
      H5Ldelete(file, name, H5P_DEFAULT);
  });
  const ResultFile file = open_result(folder / "a.nc");
  CHECK(file.metric_names.size() == weekly_metrics().size() - 1);
  CHECK(std::ranges::find(file.metric_names, "gmv") == file.metric_names.end());
  const std::size_t orders =
      static_cast<std::size_t>(std::ranges::find(file.metric_names, "orders") - file.metric_names.begin());
  CHECK(file.record(0, 0).weekly[file.metric_names.size() + orders] ==
        run_of(0, 0).record.at(1, *metric_index("orders")));
}
