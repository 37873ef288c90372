// What the program tells of a study, as text for people or as one JSON document.
#pragma once
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "analysis/cli/execution.hpp"
#include "analysis/cli/promise_report.hpp"
#include "analysis/cli/published_fit.hpp"
#include "analysis/studies/study.hpp"
#include "scenarios/comparison.hpp"

namespace townsquare {

/// A finished study with everything that a report names.
struct StudyReport {
  std::string command, title;
  const StudyPlan& plan;
  const Execution& execution;
  bool has_settings = false;  // some --set was given
  std::optional<PublishedSums> published;
  std::optional<LaunchGrid> launch = std::nullopt;  // then the arms are those of `launches_of`
  bool has_colour = false;
  std::size_t width = 100;             // columns of stdout
  std::string program = "townsquare";  // how it was called, for commands that go on from here
  std::vector<JudgedPromise> promises = {};  // of all arms, in their order
};

std::size_t n_weeks(const StudyReport& report);
/// Title of an arm, or its name.
std::string arm_title(const StudyReport& report, std::size_t arm);

void print_run(std::ostream& out, const StudyReport& report);
void print_comparison(std::ostream& out, const StudyReport& report);
void print_json(std::ostream& out, const StudyReport& report);

/// What `--json` prints, without the name of the file; the file keeps it, for `townsquare report`.
nlohmann::ordered_json document_of(const StudyReport& report);

/// The table of a comparison: arms, and differences to the first.
void print_comparison_table(std::ostream& out, const StudyReport& report);
/// From how many founders it takes off, when, and who gains: a table of sellers by buyers for each. Needs `report.launch`.
void print_launches(std::ostream& out, const StudyReport& report);
/// What stands beneath it, in four parts: published figures, assumptions, common luck, what not to conclude.
void print_findings(std::ostream& out, const StudyReport& report);
/// The result file, and commands that go on from here.
void print_next(std::ostream& out, const StudyReport& report);
/// What a reader might conclude from a study and should not, a sentence or two each; none of a study without such.
std::vector<std::string> caveats_of(const StudyReport& report);
void print_caveats(std::ostream& out, const StudyReport& report);
void print_published(std::ostream& out, const StudyReport& report);

}  // namespace townsquare
