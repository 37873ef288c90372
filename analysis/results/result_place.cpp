#include "analysis/results/result_place.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "analysis/results/result_layout.hpp"

namespace townsquare {

using hdf5::Failure;
namespace fs = std::filesystem;

namespace {

/// The file itself where the path is a link to one.
fs::path final_place(const fs::path& path) {
  std::error_code error;
  const fs::path place = fs::canonical(path, error);
  return error ? path : place;
}

} // namespace

void check_place(const fs::path& path, bool replaces_anything) {
  const fs::path folder = path.has_parent_path() ? path.parent_path() : ".";
  std::error_code error;
  if (!fs::is_directory(folder, error))
    throw Failure("there is no folder '" + folder.string() + "'");
  if (!fs::exists(path, error))
    return;
  if (fs::is_directory(path, error))
    throw Failure("it is a folder");
  if (!fs::is_regular_file(path, error))
    throw Failure("it is no regular file");
  if (access(path.c_str(), W_OK) != 0)
    throw Failure(std::strerror(errno));
  if (replaces_anything || fs::file_size(path, error) == 0)
    return;
  try {
    open_ours(path);
  } catch (const Failure&) {
    throw Failure("another file is there that is no result file; move it away or choose another name");
  }
}

fs::path place_aside(const fs::path& path) {
  const fs::path place = final_place(path);
  return place.parent_path() / ("." + place.filename().string() + "." + std::to_string(getpid()) + ".part");
}

void put_in_place(const fs::path& aside, const fs::path& path) {
  std::error_code error;
  fs::rename(aside, final_place(path), error);
  if (error)
    throw Failure(error.message());
}

void reserve_place([[maybe_unused]] const std::filesystem::path& path, [[maybe_unused]] std::uint64_t size,
                   [[maybe_unused]] std::uint64_t n_bytes) {
#if defined(__linux__)
  const int file = open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (file < 0)
    throw Failure(std::strerror(errno));
  const int status = fallocate(file, 0, static_cast<off_t>(size), static_cast<off_t>(n_bytes));
  const int reason = status == 0 ? 0 : errno;
  close(file);
  if (reason == ENOSPC || reason == EFBIG || reason == EDQUOT || reason == EIO)
    throw Failure(std::strerror(reason));
#endif
}

} // namespace townsquare
