// What the program tells its caller: documented in `townsquare help`, tested.
#pragma once

namespace townsquare {

enum ExitCode : int {
  exit_ok = 0,
  exit_internal = 1,      // our mistake, or a rerun that differs
  exit_usage = 2,         // the command line
  exit_scenario = 3,      // a scenario, comparison or `--set`
  exit_files = 5,         // a file cannot be read or written, or was found damaged
  exit_unavailable = 69,  // something that was not there when the program was built
  exit_stopped = 75       // stopped early by Ctrl-C or SIGTERM; what is done is kept, and --continue goes on
};

}  // namespace townsquare
