// The place of a result file on disk: made free for a new file, and kept large enough for what will be
// written.
#pragma once
#include <cstdint>
#include <filesystem>

namespace townsquare {

/// Takes an older result file out of the way; nothing else is ever overwritten. Those who read the old file
/// go on reading it, since its name is removed and not its contents. *Errors*: hdf5::Failure.
void clear_place(const std::filesystem::path& path);

/// Asks the disk for `n_bytes` behind the first `size` bytes of a file, so that a full disk is met before
/// HDF5 has changed anything: a file whose writing failed half-way would not open again. Does nothing where
/// the file system cannot do it. *Errors*: hdf5::Failure.
void reserve_place(const std::filesystem::path& path, std::uint64_t size, std::uint64_t n_bytes);

} // namespace townsquare
