// How the runs went: the cold start week by week, and the rules that changed in a run in the middle.
#include <algorithm>
#include <cmath>
#include <map>

#include "analysis/statistics/number_text.hpp"
#include "analysis/metrics/trace_text.hpp"
#include "analysis/report/charts.hpp"
#include "analysis/report/sections.hpp"
#include "analysis/statistics/statistics.hpp"
#include "scenarios/read_scenario.hpp"

namespace townsquare::report {
namespace {

constexpr std::size_t most_points = 60;     // of a curve: more is not seen
constexpr std::size_t most_happenings = 60; // of a story

std::optional<std::size_t> column_of(const ResultFile& file, std::string_view metric) {
  const auto found = std::ranges::find(file.metric_names, metric);
  return found == file.metric_names.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - file.metric_names.begin()));
}

/// One metric of all runs of an arm: values[week][run], in every stride-th week; weeks counted from 0.
struct Weeks {
  std::vector<std::size_t> weeks;
  std::vector<std::vector<double>> values, alive;
};

Weeks weeks_of(const ResultFile& file, std::size_t arm, std::string_view metric) {
  const auto column = column_of(file, metric), is_alive = column_of(file, "is_alive");
  Weeks found;
  const std::size_t stride = std::max<std::size_t>(1, (file.n_weeks + most_points - 1) / most_points);
  for (std::size_t w = 0; w < file.n_weeks; w += stride) found.weeks.push_back(w);
  if (!found.weeks.empty() && found.weeks.back() + 1 != file.n_weeks) found.weeks.push_back(file.n_weeks - 1);
  found.values.resize(found.weeks.size()), found.alive.resize(found.weeks.size());
  if (!column || !is_alive) return found;
  const std::size_t n_columns = file.metric_names.size();
  for (std::uint32_t r = 0; r < file.n_replications; ++r) {
    const Record record = file.record(arm, file.first_replication + r);
    for (std::size_t k = 0; k < found.weeks.size() && found.weeks[k] < record.n_weeks; ++k) {
      found.values[k].push_back(record.weekly[found.weeks[k] * n_columns + *column]);
      found.alive[k].push_back(record.weekly[found.weeks[k] * n_columns + *is_alive]);
    }
  }
  return found;
}

Figure fan_of(const Told& told, const char* metric, const char* id, const std::string& heading, const std::string& axis, NumberStyle style) {
  Figure figure{id, heading, "", nullptr, {"Medians, in brackets 90 % of all runs; runs that closed count as zero", {"week"}, {}}, told.program + " export " + told.path + " --metric " + metric};
  std::vector<FanPoint> points;
  std::map<std::size_t, std::vector<std::string>> rows;
  std::string ends;
  for (std::size_t arm = 0; arm < told.file->arm_names.size(); ++arm) {
    const std::string title = title_of_arm(told, told.file->arm_names[arm]);
    const Weeks weeks = weeks_of(*told.file, arm, metric);
    figure.table.head.insert(figure.table.head.end(), {title, "still open"});
    for (std::size_t k = 0; k < weeks.weeks.size(); ++k) {
      const auto q = [&](double p) { return quantile_of(weeks.values[k], p); };
      const double alive = mean_of(weeks.alive[k]).mean;
      points.push_back({title, static_cast<int>(weeks.weeks[k]) + 1, q(.05), q(.25), q(.5), q(.75), q(.95), alive});
      rows[weeks.weeks[k]].insert(rows[weeks.weeks[k]].end(), {number_text(q(.5), style) + " (" + range_text(q(.05), q(.95), style) + ")", number_text(alive, NumberStyle::share)});
    }
    if (!points.empty()) ends += (ends.empty() ? "" : "; ") + std::string(told.file->arm_names.size() > 1 ? "“" + title + "” " : "") + number_text(points.back().q50, style) + ", open in " + number_text(points.back().alive, NumberStyle::share) + " of runs";
  }
  for (auto& [week, cells] : rows) {
    cells.insert(cells.begin(), std::to_string(week + 1));
    if (cells.size() == figure.table.head.size()) figure.table.rows.push_back(cells);
  }
  figure.sentence = "The line is the run in the middle, the dark band half of the runs, the light band nine of ten; below, the share of runs that have not closed. In the last week: " + ends + ".";
  figure.spec = fan_chart(points, axis);
  return figure;
}

/// The replication whose sellers' income is in the middle.
std::uint32_t middle_run(const ResultFile& file, std::size_t arm) {
  const auto found = std::ranges::find(file.outcome_names, "seller_income_total");
  if (found == file.outcome_names.end()) return file.first_replication;
  const auto column = static_cast<std::size_t>(found - file.outcome_names.begin());
  std::vector<std::pair<double, std::uint32_t>> incomes;
  for (std::uint32_t r = 0; r < file.n_replications; ++r) incomes.emplace_back(file.outcomes(arm, file.first_replication + r)[column], file.first_replication + r);
  std::ranges::sort(incomes);
  return incomes[incomes.size() / 2].second;
}

/// The first arm that its members govern, or the first.
std::size_t governed_arm(const std::vector<Scenario>& scenarios) {
  for (std::size_t k = 0; k < scenarios.size(); ++k)
    if (scenarios[k].platforms[scenarios[k].observed].control == static_cast<double>(Control::members)) return k;
  return 0;
}

bool is_told(EventKind kind) {
  switch (kind) {
    case EventKind::opened:
    case EventKind::queued:
    case EventKind::extended:
    case EventKind::offered: return false;  // a story needs the outcome, not each step
    default: return true;
  }
}

/// "The fee changed twice." Of the rows the first of each arm is no change.
std::string times_changed(std::size_t n_rows, std::size_t n_arms) {
  const std::size_t n = n_rows - std::min(n_rows, n_arms);
  const std::string times = n == 0 ? "never changed" : n == 1 ? "changed once" : n == 2 ? "changed twice" : "changed " + std::to_string(n) + " times";
  return "The fee " + times + " in this run" + (n_arms > 1 ? ", over all scenarios; one that closed has none." : ".");
}

void tell(Section& section, const std::vector<Event>& events, const Scenario& scenario) {
  std::size_t n_left_out = 0;
  for (const Event& event : events) {
    if (!is_told(event.kind)) continue;
    if (section.story.size() >= most_happenings && event.kind != EventKind::closed) {
      ++n_left_out;
      continue;
    }
    const std::string line = trace_line(event, scenario);
    const std::size_t colon = line.find(": ");
    section.story.push_back({line.substr(0, colon), colon == std::string::npos ? line : line.substr(colon + 2)});
  }
  if (n_left_out > 0) section.paragraphs.push_back("The first " + std::to_string(most_happenings) + " happenings; " + std::to_string(n_left_out) + " more are in the file.");
}

}  // namespace

Section cold_start(const Told& told) {
  Section section{"start", "The cold start"};
  if (told.file == nullptr || told.summary.contains("launch")) return section;
  section.figures.push_back(fan_of(told, "gmv", "sales-chart", "Sales week by week", told.summary.value("currency", "money") + " a week", NumberStyle::money));
  section.figures.push_back(fan_of(told, "active_sellers", "sellers-chart", "Sellers who stay", "member sellers", NumberStyle::count));
  return section;
}

Section history(const Told& told) {
  Section section{"history", "The rule book's history"};
  if (told.file == nullptr || told.file->n_replications == 0 || told.summary.contains("launch")) return section;
  const ResultFile& file = *told.file;
  std::vector<Scenario> scenarios;
  for (std::size_t k = 0; k < file.scenario_texts.size(); ++k) scenarios.push_back(read_scenario_text(file.scenario_texts[k], file.arm_names[k]));
  const std::size_t arm = governed_arm(scenarios);
  const std::uint32_t run = middle_run(file, arm);
  section.paragraphs.push_back("Replication " + std::to_string(run) + ", whose sellers' income is in the middle of all runs of “" + title_of_arm(told, file.arm_names[arm]) + "”.");

  // what was charged in it
  std::vector<Step> steps;
  Table table{"First number of the fee in force", {"from week", "scenario", "fee"}, {}};
  const auto column = column_of(file, "policy_fee");
  double highest = 0;
  for (std::size_t k = 0; column && k < file.arm_names.size(); ++k) {
    const Record record = file.record(k, run);
    double last = std::nan("");
    for (std::size_t w = 0; w < record.n_weeks; ++w) {
      const double fee = record.weekly[w * file.metric_names.size() + *column];
      if (fee == last && w + 1 < record.n_weeks) continue;
      steps.push_back({title_of_arm(told, file.arm_names[k]), static_cast<int>(w) + 1, fee});
      highest = std::max(highest, fee);
      if (fee != last) table.rows.push_back({std::to_string(w + 1), title_of_arm(told, file.arm_names[k]), number_text(fee, fee <= 1 ? NumberStyle::share : NumberStyle::index)});
      last = fee;
    }
  }
  if (!steps.empty())
    section.figures.push_back({"fee-chart", "The fee in that run", times_changed(table.rows.size(), file.arm_names.size()),
                               step_chart(steps, "fee", highest <= 1), table, told.program + " rerun " + told.path + " --replication " + std::to_string(run) + " --trace"});
  if (const auto events = file.events(arm, run)) tell(section, *events, scenarios[arm]);
  return section;
}

}  // namespace townsquare::report
