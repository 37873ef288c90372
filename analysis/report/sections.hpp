// The sections of the page, each made of what the result file says of itself. The order is that of `page_of`.
#pragma once
#include <string>
#include <vector>

#include "analysis/report/page.hpp"
#include "analysis/results/result_file.hpp"

namespace townsquare::report {

/// What a page is made of. Documents that are not there are null.
struct Told {
  Json summary;             ///< what `run` or `compare` told, as `--json` prints it
  Json stress, explain;     ///< what `stress` and `explain` told
  const ResultFile* file = nullptr;  ///< the runs
  std::string program;      ///< how the program is called, for commands
  std::string path;         ///< of the result file, for commands
};

/// The summary that a file of `stress` stands for: its undisturbed runs, and what became of the promises in them.
Json summary_of_stress(const Json& stress);

/// Title of an arm of the summary by its name.
std::string title_of_arm(const Told& told, const std::string& arm);
/// Names of the arms of the summary, in their order.
std::vector<std::string> arms_of(const Told& told);
/// "1.2M USD": an outcome's number in words of its unit.
std::string amount(double value, const std::string& unit);
/// A number of a document; NaN where it is null or missing.
double number_in(const Json& document, const char* key);

Section verdicts(const Told& told);
Section gains(const Told& told);
Section cold_start(const Told& told);
Section shocks(const Told& told);
Section causes(const Told& told);
Section frontier(const Told& told);
Section winners(const Told& told);
Section history(const Told& told);
Section limits(const Told& told);
Section how_to_repeat(const Told& told);

/// The whole page.
Page page_of(const Told& told);

}  // namespace townsquare::report
