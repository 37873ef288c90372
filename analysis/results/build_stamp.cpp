#include "analysis/results/build_stamp.hpp"

#include <time.h>

#include <chrono>

#include "git_revision.hpp" // written by git_revision.cmake at each build

namespace townsquare {

BuildStamp build_stamp() {
  return {TOWNSQUARE_VERSION, TOWNSQUARE_GIT_REVISION, TOWNSQUARE_COMPILER, TOWNSQUARE_BUILD_FLAGS};
}

std::string utc_now() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

} // namespace townsquare
