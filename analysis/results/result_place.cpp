#include "analysis/results/result_place.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "analysis/results/result_layout.hpp"

namespace townsquare {

using hdf5::Failure;

void clear_place(const std::filesystem::path& path) {
  const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error))
    throw Failure("there is no folder '" + folder.string() + "'");
  if (!std::filesystem::exists(path, error))
    return;
  if (std::filesystem::is_directory(path, error))
    throw Failure("it is a folder");
  if (!std::filesystem::is_regular_file(path, error))
    throw Failure("it is no regular file");
  if (access(path.c_str(), W_OK) != 0)
    throw Failure(std::strerror(errno));
  if (std::filesystem::file_size(path, error) > 0) {
    try {
      open_ours(path);
    } catch (const Failure&) {
      throw Failure("another file is there that is no result file; move it away or choose another name");
    }
  }
  if (!std::filesystem::remove(std::filesystem::canonical(path, error), error))
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
