// `townsquare merge`: many shards of a folder become one.
#include <iostream>

#include "analysis/cli/command.hpp"
#include "analysis/cli/exit_code.hpp"
#include "analysis/results/result_file.hpp"
#include "analysis/sweeps/sweep_folder.hpp"

namespace townsquare {

int merge_command(const Arguments& arguments) {
  const std::filesystem::path folder = arguments.names[0];
  if (!std::filesystem::exists(folder / "study.toml"))
    throw ResultFileError("no study in " + folder.string() + ": there is no " + (folder / "study.toml").string());
  const FileLock driver(folder / "driver.lock", false, folder.string() + " is in use: merge when all of its sweeps have ended");
  const std::size_t n = merge_shards(folder);
  if (!arguments.is_quiet) std::cout << n << (n == 1 ? " run" : " runs") << " in " << folder.string() << ", put together.\n";
  return exit_ok;
}

}  // namespace townsquare
