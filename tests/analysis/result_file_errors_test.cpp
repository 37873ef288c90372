#include <signal.h>
#include <sys/resource.h>

#include <fstream>

#include "tests/analysis/made_up_results.hpp"

using namespace townsquare;
using namespace townsquare::test;
using Catch::Matchers::Contains;
using Catch::Matchers::Equals;

namespace {

std::string write_error(const std::filesystem::path& path) {
  return error_of([&] { write_file(path); });
}
std::string read_error(const std::filesystem::path& path) {
  return error_of([&] { open_result(path); });
}

} // namespace

TEST_CASE("a place where no result can be written is named with the reason", "[unit]") {
  const Folder folder;
  const std::string start = "cannot write results to '" + folder.path.string();
  CHECK_THAT(write_error(folder / "none/a.nc"),
             Equals(start + "/none/a.nc': there is no folder '" + folder.path.string() + "/none'"));
  CHECK_THAT(write_error(folder.path), Equals(start + "': it is a folder"));
  CHECK_THAT(write_error("/dev/null"), Equals("cannot write results to '/dev/null': it is no regular file"));

  std::ofstream(folder / "notes.txt") << "years of work";
  CHECK_THAT(
      write_error(folder / "notes.txt"),
      Equals(
          start +
          "/notes.txt': another file is there that is no result file; move it away or choose another name"));
  CHECK(std::filesystem::file_size(folder / "notes.txt") == 13);
}

TEST_CASE("a folder or file that may not be changed is named with the reason", "[unit]") {
  const Folder folder;
  write_file(folder / "a.nc");
  std::filesystem::permissions(folder / "a.nc", std::filesystem::perms(0444));
  std::filesystem::permissions(folder.path, std::filesystem::perms(0555));
  const bool is_root = geteuid() == 0; // whom permissions do not stop
  if (is_root)
    REQUIRE(seteuid(65534) == 0);
  const std::string folder_error = write_error(folder / "b.nc"), file_error = write_error(folder / "a.nc");
  if (is_root)
    REQUIRE(seteuid(0) == 0);
  CHECK_THAT(folder_error,
             Equals("cannot write results to '" + (folder / "b.nc").string() + "': Permission denied"));
  CHECK_THAT(file_error,
             Equals("cannot write results to '" + (folder / "a.nc").string() + "': Permission denied"));
  CHECK(open_result(folder / "a.nc").n_replications == 3);
}

TEST_CASE("a full disk ends with an error, and what was flushed before stays readable", "[unit]") {
  const Folder folder;
  const int status = in_child([&] {
    signal(SIGXFSZ, SIG_IGN);
    std::string error;
    {
      ResultWriter writer(folder / "a.nc", plan_of(640), {});
      writer.append(batch_of(0, 16));
      const rlimit limit{std::filesystem::file_size(folder / "a.nc") + 50000, RLIM_INFINITY};
      setrlimit(RLIMIT_FSIZE, &limit);
      error = error_of([&] {
        for (std::uint32_t done = 16; done < 640; done += 16)
          writer.append(batch_of(done, 16));
      });
    }
    _exit(error == "cannot write results to '" + (folder / "a.nc").string() + "': File too large" ? 0 : 1);
  });
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
  const ResultFile file = open_result(folder / "a.nc");
  CHECK(file.n_replications == 16);
  require_made_up(file, 15);
}

TEST_CASE("a file that cannot be read is named with the reason", "[unit]") {
  const Folder folder;
  const std::string start = "cannot read '" + folder.path.string();
  CHECK_THAT(read_error(folder / "none.nc"), Equals(start + "/none.nc': there is no such file"));
  CHECK_THAT(read_error(folder.path), Equals(start + "': it is a folder"));
  CHECK_THAT(read_error("/dev/null"), Equals("cannot read '/dev/null': it is no regular file"));
  std::ofstream(folder / "notes.txt") << "years of work";
  CHECK_THAT(read_error(folder / "notes.txt"),
             Equals(start + "/notes.txt': it is no result file (not HDF5)"));

  write_file(folder / "short.nc");
  std::filesystem::resize_file(folder / "short.nc", std::filesystem::file_size(folder / "short.nc") - 100);
  CHECK_THAT(read_error(folder / "short.nc"),
             Equals(start + "/short.nc': it is truncated: its end is missing"));

  H5Fclose(H5Fcreate((folder / "other.nc").c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT));
  CHECK_THAT(read_error(folder / "other.nc"),
             Equals(start + "/other.nc': it is HDF5, but was not written by townsquare"));
}

TEST_CASE("a file of a later format, or one that lacks a part, is named with the reason", "[unit]") {
  const Folder folder;
  write_file(folder / "a.nc");
  tamper(folder / "a.nc", [](hid_t file) { H5Ldelete(file, "scenario", H5P_DEFAULT); });
  CHECK_THAT(read_error(folder / "a.nc"), Contains("a.nc': its variable 'scenario' is missing"));
  tamper(folder / "a.nc", [](hid_t file) { H5Adelete(file, "seed"); });
  CHECK_THAT(read_error(folder / "a.nc"), Contains("a.nc': its attribute 'seed' is missing"));
  tamper(folder / "a.nc", [](hid_t file) {
    const hid_t attribute = H5Aopen(file, "result_version", H5P_DEFAULT);
    const int later = 2;
    H5Awrite(attribute, H5T_NATIVE_INT, &later);
    H5Aclose(attribute);
  });
  CHECK_THAT(read_error(folder / "a.nc"),
             Contains("it has result version 2, written by a later townsquare (") &&
                 Contains("this one reads up to 1"));
}

TEST_CASE("a number that was changed in a file is found, of a run when it is opened and of a week when it is read",
          "[unit]") {
  const Folder folder;
  const auto change_last = [](const char* name, std::size_t n_dimensions) {
    return [name, n_dimensions](hid_t file) {
      const hid_t variable = H5Dopen2(file, name, H5P_DEFAULT), space = H5Dget_space(variable);
      const hsize_t start[] = {1, 2, 3}, one[] = {1, 1, 1};
      const hid_t memory = H5Screate_simple(static_cast<int>(n_dimensions), one, nullptr);
      H5Sselect_hyperslab(space, H5S_SELECT_SET, start, nullptr, one, nullptr);
      const double value = 4711;
      H5Dwrite(variable, H5T_NATIVE_DOUBLE, memory, space, H5P_DEFAULT, &value);
      H5Sclose(memory), H5Sclose(space), H5Dclose(variable);
    };
  };
  write_file(folder / "a.nc");
  tamper(folder / "a.nc", change_last("gmv", 3));
  const ResultFile file = open_result(folder / "a.nc");
  require_made_up(file, 1);
  const std::string damage = "it is damaged: numbers of the arm 'twin — shorter' in replication 2 are not those that were written";
  CHECK_THAT(error_of([&] { file.record(1, 2); }), Contains(damage));
  CHECK_THAT(error_of([&] { check_numbers(file); }), Contains(damage));
  write_file(folder / "b.nc");
  CHECK(error_of([&] { check_numbers(open_result(folder / "b.nc")); }) == "no error");
  tamper(folder / "b.nc", change_last("gmv_total", 2));
  CHECK_THAT(read_error(folder / "b.nc"), Contains(damage));
}

TEST_CASE("bytes that HDF5 cannot make sense of are told as damage, wherever they lie", "[unit]") {
  const Folder folder;
  write_file(folder / "whole.nc");
  const std::size_t size = std::filesystem::file_size(folder / "whole.nc");
  std::size_t n_found = 0, n_crashed = 0;
  for (std::size_t at = 64; at + 32 < size; at += size / 40) {
    std::filesystem::copy_file(folder / "whole.nc", folder / "hurt.nc",
                               std::filesystem::copy_options::overwrite_existing);
    {
      std::fstream file((folder / "hurt.nc").string(), std::ios::in | std::ios::out | std::ios::binary);
      file.seekp(static_cast<std::streamoff>(at));
      file << std::string(32, '\xa5');
    }
    // in a process of its own, since HDF5 does not always let go of what it could not read
    const int status = in_child([&] {
      const std::string error = error_of([&] { check_numbers(open_result(folder / "hurt.nc")); });
      const std::size_t words = error.find("': it");
      _exit(error == "no error" ? 0 : words == std::string::npos ? 2 : 1);
    });
    INFO("byte " << at);
    if (!WIFEXITED(status)) {
      ++n_crashed;  // HDF5 1.10 itself does not survive all of them, and nothing of ours can be between
      continue;
    }
    CHECK(WEXITSTATUS(status) < 2);
    n_found += WEXITSTATUS(status) == 1; // else it is empty room, or what no number depends on
  }
  CHECK(n_found > 2);
  CHECK(n_crashed <= 2);
}

TEST_CASE("a run that is not in the file is named with those that are", "[unit]") {
  const Folder folder;
  write_file(folder / "a.nc");
  const ResultFile file = open_result(folder / "a.nc");
  const std::string start = "cannot read '" + (folder / "a.nc").string() + "': ";
  CHECK_THAT(error_of([&] { file.record(0, 3); }),
             Equals(start + "it has no replication 3, but those from 0 to 2"));
  CHECK_THAT(error_of([&] { file.outcomes(2, 0); }), Equals(start + "it has no arm 2, but 2 arms from 0"));
}

TEST_CASE("HDF5's own printing of errors is as it was after our calls", "[unit]") {
  H5E_auto2_t before = nullptr, after = nullptr;
  void* data = nullptr;
  H5Eget_auto2(H5E_DEFAULT, &before, &data);
  read_error("/none.nc");
  write_error("/none/none.nc");
  H5Eget_auto2(H5E_DEFAULT, &after, &data);
  CHECK(before != nullptr);
  CHECK(before == after);
}
