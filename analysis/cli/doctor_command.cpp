// `townsquare doctor`: whether the program can work here, and what a run will need.
#include <filesystem>
#include <iostream>
#include <thread>

#include <nlohmann/json.hpp>

#include "analysis/cli/command.hpp"
#include "analysis/cli/exit_code.hpp"
#include "analysis/statistics/number_text.hpp"
#include "analysis/cli/study_scenario.hpp"
#include "analysis/cli/terminal.hpp"
#include "analysis/cli/text_table.hpp"
#include "analysis/results/build_stamp.hpp"
#include "engine/parallel.hpp"
#include "engine/parameter_table.hpp"
#include "engine/simulate.hpp"
#include "engine/state/memory.hpp"
#include "scenarios/catalogue.hpp"
#include "scenarios/comparison.hpp"
#include "scenarios/diagnostics.hpp"
#include "scenarios/read_scenario.hpp"

namespace townsquare {
namespace {

using Json = nlohmann::ordered_json;

/// One thing that was looked at.
struct Finding {
  std::string what, answer;
  bool is_good = true;
};

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

Finding check_catalogue() {
  const std::filesystem::path folder = catalogue_folder();
  std::size_t n_read = 0;
  std::string broken;
  for (const CatalogueEntry& entry : list_catalogue(folder)) {
    try {
      if (entry.kind == "scenarios") read_scenario(entry.path);
      else if (entry.kind == "comparisons") read_comparison(entry.path);
      else continue;
      ++n_read;
    } catch (const InvalidScenario& problem) {
      broken += (broken.empty() ? "" : "; ") + entry.name + ": " + first_line(problem.what());
    }
  }
  if (!broken.empty()) return {"catalogue", folder.string() + ": " + broken, false};
  if (n_read == 0) return {"catalogue", folder.string() + ": nothing is there; TOWNSQUARE_CATALOGUE can name another folder", false};
  return {"catalogue", folder.string() + ": " + std::to_string(n_read) + " scenarios and comparisons, all of them read"};
}

/// The same bits on one thread and on all, which is what every other result rests on.
Finding check_bits() {
  Scenario scenario = default_scenario();
  scenario.market.buyers = 2000;
  scenario.run.weeks = 60;
  const auto print = [&](int threads, bool is_parallel) {
    std::uint64_t fingerprint = 0;
    with_threads(threads, [&] { fingerprint = simulate(scenario, 1, 0, {}, is_parallel); });
    return fingerprint;
  };
  const bool is_same = print(1, false) == print(0, true);
  return {"same bits", is_same ? "a run on one thread and on all of them is the same" : "a run on several threads differs: please report this", is_same};
}

Finding check_folder() {
  std::error_code problem;
  const std::filesystem::path here = std::filesystem::current_path(problem);
  const std::filesystem::space_info space = std::filesystem::space(here, problem);
  if (problem) return {"this folder", problem.message(), false};
  const double gigabytes = static_cast<double>(space.available) / 1e9;
  return {"this folder", here.string() + ": " + number_text(gigabytes, NumberStyle::index) + " GB free for result files", gigabytes > .1};
}

/// What one run keeps in memory, agent by agent.
std::vector<Finding> memory_findings(const Arm& arm, const State& state) {
  const MemoryUse use = memory_of(state);
  const auto bytes = [](double n) { return std::to_string(static_cast<std::int64_t>(n + .5)) + " bytes"; };
  double all = 0, buyer = 0, seller = 0, rows = 0;
  const auto n_buyers = static_cast<double>(state.buyers.size()), n_sellers = static_cast<double>(state.sellers.size());
  for (const ColumnMemory& column : memory_table(state)) {
    all += column.bytes;
    if (column.is_on_platform && column.entity == Entity::buyer) buyer += column.bytes / n_buyers;
    if (column.is_on_platform && column.entity == Entity::seller) seller += column.bytes / n_sellers;
    if (column.entity == Entity::membership) rows += column.bytes;
  }
  const auto n_platforms = static_cast<double>(state.platforms.size());
  std::vector<Finding> findings = {
      {"a buyer", bytes(use.per_buyer) + ", of these " + bytes(buyer / n_platforms) + " on each platform"},
      {"a seller", bytes(use.per_seller) + ", of these " + bytes(seller / n_platforms) + " on each platform"}};
  if (rows > 0) findings.push_back({"a membership", bytes(use.per_membership)});
  findings.push_back({"a run of " + arm.name, number_text(all / 1e6, NumberStyle::index) + " MB of agents, for each thread"});
  return findings;
}

/// After two weeks, when all tables of a week have been filled.
std::vector<Finding> check_memory(Arm arm) {
  arm.scenario.run.weeks = 2;
  std::vector<Finding> findings;
  simulate(arm.scenario, 1, 0, [&](const Scenario&, const State& state) { findings = memory_findings(arm, state); });
  return findings;
}

std::vector<Finding> examine(const Arguments& arguments) {
  const BuildStamp build = build_stamp();
  std::vector<Finding> findings = {
      {"version", build.version + ", revision " + build.git_revision},
      {"built by", build.compiler + " " + build.flags},
      {"threads", std::to_string(thread_count(0)) + " of " + std::to_string(std::thread::hardware_concurrency()) + " processors"},
      check_catalogue(), check_bits(), check_folder()};
  const Arm arm = arguments.names.empty() ? Arm{"the default scenario", default_scenario()}
                                          : read_arm(arguments.names[0], {}, arguments, std::span(arguments.names).subspan(1));
  for (Finding& finding : check_memory(arm)) findings.push_back(std::move(finding));
  return findings;
}

}  // namespace

int doctor_command(const Arguments& arguments) {
  const std::vector<Finding> findings = examine(arguments);
  bool is_well = true;
  Json list = Json::array();
  for (const Finding& finding : findings) {
    is_well = is_well && finding.is_good;
    list.push_back({{"what", finding.what}, {"answer", finding.answer}, {"is_good", finding.is_good}});
    const std::string mark = finding.is_good ? "ok   " : "WRONG";
    if (!arguments.is_json) std::cout << beside(mark + " " + pad_right(finding.what, 16) + " ", finding.answer, width_of_stdout()) << "\n";
  }
  if (arguments.is_json) std::cout << Json{{"schema_version", 1}, {"command", "doctor"}, {"is_well", is_well}, {"findings", list}}.dump(2) << "\n";
  return is_well ? exit_ok : exit_internal;
}

}  // namespace townsquare
