// `townsquare check`: what is wrong with a constitution, before anything is run.
#include <algorithm>
#include <iostream>

#include "analysis/cli/command.hpp"
#include "analysis/cli/exit_code.hpp"
#include "analysis/cli/study_scenario.hpp"
#include "analysis/cli/terminal.hpp"
#include "analysis/cli/text_table.hpp"
#include "scenarios/findings/finding.hpp"

namespace townsquare {

int check_command(const Arguments& arguments) {
  if (arguments.wants_reference) {
    std::cout << findings_page();
    return exit_ok;
  }
  if (arguments.names.empty()) throw UsageError("something is missing: townsquare check SCENARIO");
  const Diagnostics found = findings_of(arguments.names[0], arguments, std::span(arguments.names).subspan(1));
  const std::size_t width = width_of_stdout();
  if (!found.empty()) std::cout << render(found, has_colour_stdout(arguments.has_colour), width) << "\n";
  std::cout << wrapped(found.empty() ? "Nothing found. This says that no rule is known to be broken from the start, not that the market will live: `run` it."
                                     : "These are warnings: the file runs. docs/findings.md has a section on each code.",
                       width, 0)
            << "\n";
  return exit_ok;
}

}  // namespace townsquare
