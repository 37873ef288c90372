// What the writer and the reader of result files agree on. See docs/result_format.md.
#pragma once
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "analysis/results/hdf5_objects.hpp"
#include "analysis/results/result_file.hpp"

namespace townsquare {

inline constexpr const char* result_format = "townsquare-result";
inline constexpr std::int64_t result_version = 1;

/// Names that no metric and no outcome may have.
inline constexpr std::string_view fixed_variables[] = {"arm",         "replication",       "week",
                                                       "assumption",  "assumption_factor", "status",
                                                       "fingerprint", "scenario",          "weeks",
                                                        "outcome_checksum", "series_checksum",
                                                        "event",       "hash_byte",         "event_count",
                                                        "event_head"};

/// Values of the variable `status`.
inline constexpr std::int8_t status_missing = 0, status_complete = 1;

/// How files are opened: readable by old libraries and after a kill. Without locks, which shared disks often
/// lack; the environment variable HDF5_USE_FILE_LOCKING overrides that.
hdf5::Id access_list(bool has_locks = false);

/// Opens a file of ours. *Errors*: Failure with what is wrong with it.
hdf5::Id open_ours(const std::filesystem::path& path);

/// What a file keeps beside some numbers to tell whether they are still the same, in the order of the file.
/// Every NaN is one.
std::uint64_t checksum_of(std::span<const double> numbers);

/// The first name that two variables of a file would share; empty if there is none.
std::string first_clash();

/// Does some work on a file with HDF5's own messages off. *Errors*: ResultFileError "cannot `verb` 'path':
/// reason".
template <class Work> auto on_file(const char* verb, const std::filesystem::path& path, Work&& work) {
  const hdf5::Quiet quiet;
  try {
    return work();
  } catch (const hdf5::Failure& failure) {
    throw ResultFileError(std::string("cannot ") + verb + " '" + path.string() + "': " + failure.what());
  }
}

} // namespace townsquare
