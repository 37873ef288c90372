#include "analysis/cli/promise_report.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <set>

#include "analysis/statistics/number_text.hpp"
#include "analysis/cli/study_scenario.hpp"
#include "analysis/cli/terminal.hpp"
#include "analysis/cli/text_table.hpp"

namespace townsquare {
namespace {

// "96 %", and never "100 %" of what is less.
std::string percent(double share) {
  const double whole = std::round(100 * share);
  if (whole >= 100 && share < 1 - 1e-9) return "99.9 %";
  return std::to_string(static_cast<int>(whole)) + " %";
}

// Runs another scenario on the luck of the plan, for the promises against it.
std::vector<std::vector<double>> values_of(const std::string& other, const std::vector<Promise>& promises, const StudyPlan& plan, std::uint32_t n_done, const Arguments& arguments) {
  Arguments others = arguments;
  others.settings.clear();
  others.is_quiet = true;
  StudyPlan second{{read_arm(other, std::filesystem::path(promises[0].at.file).parent_path(), others)}, plan.seed, plan.first_replication, n_done, plan.threads};
  PromiseSums sums(promises);
  StudyControl control;
  run_study(second, [&](const Batch& batch) { sums.add(batch); }, control);
  std::vector<std::vector<double>> values;
  for (std::size_t k = 0; k < promises.size(); ++k) values.push_back(sums.values(k));
  return values;
}

}  // namespace

PromiseSums::PromiseSums(std::vector<Promise> promises, std::size_t arm) : promises_(std::move(promises)), arm_(arm), values_(promises_.size()) {}

void PromiseSums::add(const Batch& batch) {
  for (const auto& arms : batch.runs)
    for (std::size_t k = 0; k < promises_.size(); ++k) values_[k].push_back(promised_value(promises_[k], arms[arm_]));
}

namespace {

std::vector<JudgedPromise> judge_arm(const PromiseSums& sums, const StudyPlan& plan, std::uint32_t n_done, const Arguments& arguments) {
  const std::vector<Promise>& promises = sums.promises();
  std::vector<std::vector<double>> others(promises.size());
  std::set<std::string> names;
  for (const Promise& promise : promises)
    if (!promise.against.empty()) names.insert(promise.against);
  for (const std::string& name : names) {
    std::vector<Promise> against_it;
    for (const Promise& promise : promises)
      if (promise.against == name) against_it.push_back(promise);
    std::vector<std::vector<double>> values = values_of(name, against_it, plan, n_done, arguments);
    std::size_t next = 0;
    for (std::size_t k = 0; k < promises.size(); ++k)
      if (promises[k].against == name) others[k] = std::move(values[next++]);
  }

  std::vector<JudgedPromise> judged;
  for (std::size_t k = 0; k < promises.size(); ++k) judged.push_back({promises[k], judge_promise(promises[k], sums.values(k), others[k]), sums.arm()});
  return judged;
}

}  // namespace

std::vector<JudgedPromise> judge_all(std::span<const PromiseSums> arms, const StudyPlan& plan, std::uint32_t n_done, const Arguments& arguments) {
  std::vector<JudgedPromise> judged;
  for (const PromiseSums& sums : arms)
    for (JudgedPromise& each : judge_arm(sums, plan, n_done, arguments)) judged.push_back(std::move(each));
  return judged;
}

void print_promises(std::ostream& out, const std::vector<JudgedPromise>& judged, const std::vector<std::string>& arms, std::size_t width, bool has_colour) {
  if (judged.empty()) return;
  out << "\n" << bold("What was promised", has_colour) << "\n";
  bool is_open = false;
  const JudgedPromise* last = nullptr;
  for (const JudgedPromise& each : judged) {
    if (arms.size() > 1 && (last == nullptr || last->arm != each.arm)) out << "  " << arms[each.arm] << "\n";
    last = &each;
    const Estimate& share = each.finding.share;
    is_open = is_open || each.finding.verdict == PromiseVerdict::too_close;
    const std::string kept = "kept in " + percent(share.mean) + " of runs [" + percent(share.low) + ", " + percent(share.high) + "], " +
                             percent(each.promise.share_of_runs) + " was promised";
    const std::string terms = each.promise.says == terms_of(each.promise) ? "" : " (" + terms_of(each.promise) + ")";
    out << beside("  " + pad_right(std::string(word_of(each.finding.verdict)), 17) + " ", each.promise.says + terms + ": " + kept + ".", width) << "\n";
  }
  out << wrapped(std::string("Holds: the 95 % interval of the share of runs lies at or above what was promised; fails: below.") +
                     (is_open ? " Too close to call: the interval holds what was promised; more --replications narrow it." : "") +
                     " A run that has no such number, for it closed or nobody voted, does not keep the promise.", width, 0)
      << "\n";
}

nlohmann::ordered_json json_of(const std::vector<JudgedPromise>& judged, const std::vector<std::string>& arms) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const JudgedPromise& each : judged) {
    const PromiseFinding& finding = each.finding;
    nlohmann::ordered_json row = {{"arm", arms[each.arm]}, {"name", each.promise.name}, {"says", each.promise.says}, {"terms", terms_of(each.promise)}, {"outcome", each.promise.outcome},
                                  {"promised_share_of_runs", each.promise.share_of_runs}, {"verdict", word_of(finding.verdict)},
                                  {"share_of_runs", finding.share.mean}, {"interval", {finding.share.low, finding.share.high}}, {"runs", finding.share.n}};
    row["median"] = std::isnan(finding.median) ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(finding.median);
    list.push_back(std::move(row));
  }
  return list;
}

}  // namespace townsquare
