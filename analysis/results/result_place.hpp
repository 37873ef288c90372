// The place of a result file on disk: made free for a new file, and kept large enough for what will be
// written.
#pragma once
#include <cstdint>
#include <filesystem>

namespace townsquare {

/// Whether a new result file may stand there: an older result file may be replaced, and anything else only when
/// `replaces_anything`. Changes nothing. *Errors*: hdf5::Failure.
void check_place(const std::filesystem::path& path, bool replaces_anything);

/// Where a new file grows until it has runs to show: beside its place, under a name of this process.
std::filesystem::path place_aside(const std::filesystem::path& path);

/// Puts the file from aside in its place, in one step: at every moment there is the old file or the new one. Those who
/// read the old one go on reading it. *Errors*: hdf5::Failure.
void put_in_place(const std::filesystem::path& aside, const std::filesystem::path& path);

/// Asks the disk for `n_bytes` behind the first `size` bytes of a file, so that a full disk is met before
/// HDF5 has changed anything: a file whose writing failed half-way would not open again. Does nothing where
/// the file system cannot do it. *Errors*: hdf5::Failure.
void reserve_place(const std::filesystem::path& path, std::uint64_t size, std::uint64_t n_bytes);

} // namespace townsquare
