#include "analysis/results/result_layout.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <set>

#include "engine/fingerprint.hpp"

namespace townsquare {
namespace {

using hdf5::Failure;
using hdf5::require;

/// What can be said without HDF5.
void require_readable(const std::filesystem::path& path) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (status.type() == std::filesystem::file_type::not_found)
    throw Failure("there is no such file");
  if (error)
    throw Failure(error.message());
  if (std::filesystem::is_directory(status))
    throw Failure("it is a folder");
  if (!std::filesystem::is_regular_file(status))
    throw Failure("it is no regular file");
  if (access(path.c_str(), R_OK) != 0)
    throw Failure(std::strerror(errno));
}

/// HDF5 wants all who have a file open in one process to agree on locks, and some others lock by default.
hdf5::Id open_either_way(const std::filesystem::path& path) {
  std::string reason;
  for (bool has_locks : {false, true}) {
    const hdf5::Id access =
        access_list(has_locks); // outlives the call: closing it would clear the reason of an error
    const hid_t opened = H5Fopen(path.c_str(), H5F_ACC_RDONLY, access);
    if (opened >= 0)
      return {opened, H5Fclose};
    if (reason.empty())
      reason = hdf5::last_reason();
  }
  if (reason.starts_with("truncated file"))
    throw Failure("it is truncated: its end is missing");
  throw Failure("it is damaged (" + reason + ")");
}

} // namespace

hdf5::Id access_list(bool has_locks) {
  hdf5::Id list(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  require(H5Pset_libver_bounds(list, H5F_LIBVER_EARLIEST, H5F_LIBVER_V18));
  require(H5Pset_file_locking(list, has_locks, true));
  return list;
}

hdf5::Id open_ours(const std::filesystem::path& path) {
  require_readable(path);
  if (H5Fis_hdf5(path.c_str()) <= 0)
    throw Failure("it is no result file (not HDF5)");
  hdf5::Id file = open_either_way(path);
  if (!hdf5::has_attribute(file, "format") || hdf5::text_attribute(file, "format") != result_format)
    throw Failure("it is HDF5, but was not written by townsquare");
  const std::uint64_t version = hdf5::number_attribute(file, "result_version");
  if (version > std::uint64_t{result_version})
    throw Failure("it has result version " + std::to_string(version) + ", written by a later townsquare (" +
                  hdf5::text_attribute(file, "townsquare_version") + "); this one reads up to " +
                  std::to_string(result_version));
  return file;
}

std::uint64_t checksum_of(std::span<const double> numbers) {
  Fingerprint print;
  print.add(numbers);
  return print.value();
}

std::string first_clash() {
  std::set<std::string_view> names;
  for (std::string_view name : fixed_variables)
    if (!names.insert(name).second)
      return std::string(name);
  for (const Metric& metric : weekly_metrics())
    if (!names.insert(metric.name).second)
      return std::string(metric.name);
  for (const Outcome& outcome : outcomes())
    if (!names.insert(outcome.name).second)
      return std::string(outcome.name);
  return {};
}

} // namespace townsquare
