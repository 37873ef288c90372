// What built this program, and when a file is made: the only clock of the project.
#pragma once
#include <string>

namespace townsquare {

struct BuildStamp {
  std::string version, git_revision; // revision: 40 digits, `-dirty` if files were changed, or `unknown`
  std::string compiler, flags;
};
BuildStamp build_stamp();

/// Now, as 2026-03-01T12:00:00Z.
std::string utc_now();

} // namespace townsquare
