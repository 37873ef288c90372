#include "analysis/sweeps/sweep_points.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <set>
#include <sstream>
#include <utility>

#include "engine/result_version.hpp"
#include "scenarios/catalogue.hpp"
#include "scenarios/codes.hpp"
#include "scenarios/write_scenario.hpp"

namespace townsquare {
namespace {

namespace fs = std::filesystem;
using Row = std::vector<std::string>;

[[noreturn]] void refuse(std::string_view code, const fs::path& file, const std::string& message, const std::string& hint = "") {
  throw InvalidScenario({Diagnostic{std::string(code), Severity::error, message, {file.string(), 0, 0, 0, ""}, hint, ""}});
}

// Rows of comma-separated values; quotes around a value may hold commas, and two quotes stand for one.
std::vector<Row> read_rows(const std::string& text) {
  std::vector<Row> rows;
  Row row{""};
  bool is_quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"' && is_quoted && i + 1 < text.size() && text[i + 1] == '"') row.back() += text[++i];
    else if (c == '"') is_quoted = !is_quoted;
    else if (c == ',' && !is_quoted) row.emplace_back();
    else if (c == '\n' && !is_quoted) rows.push_back(std::exchange(row, Row{""}));
    else if (c != '\r') row.back() += c;
  }
  if (row.size() > 1 || !row[0].empty()) rows.push_back(row);
  return rows;
}

std::size_t size_of(const SweepDesign& design, std::size_t n_factors) {
  if (design.kind == "saltelli") return design.points * (design.second_order ? 2 * n_factors + 2 : n_factors + 2);
  return design.points * (design.kind == "morris" ? n_factors + 1 : 1);
}

// The levels of all points of a sample, (n_points, n_factors).
std::vector<Row> read_table(const SweepStudy& study) {
  const fs::path file = table_of_points(study.file);
  std::ifstream stream(file);
  if (!stream)
    refuse(codes::missing_key, study.file, "the points of design `" + study.design.kind + "` are drawn by Python and kept in " + file.string() + ", which is not there",
           "write both with townsquare.Study(...).write(\"" + study.file.string() + "\")");
  std::ostringstream text;
  text << stream.rdbuf();
  std::vector<Row> rows = read_rows(text.str());
  const std::size_t n = study.factors.size();
  const bool has_names = !rows.empty() && rows[0].size() >= n &&
                         std::ranges::equal(study.factors, std::vector<std::string>(rows[0].begin(), rows[0].begin() + static_cast<std::ptrdiff_t>(n)), {}, &SweepFactor::name);
  if (!has_names) refuse(codes::wrong_type, file, "the columns are not the factors of the study");
  rows.erase(rows.begin());
  if (rows.size() != size_of(study.design, n))
    refuse(codes::list_length, file, "there are " + std::to_string(rows.size()) + " points, and the design has " + std::to_string(size_of(study.design, n)),
           "the study was changed after the table was written; write both again from Python");
  return rows;
}

std::vector<Row> grid_of(const SweepStudy& study) {
  std::vector<Row> rows{{}};
  for (const SweepFactor& factor : study.factors) {
    std::set<std::string> seen;
    for (const SweepLevel& level : factor.levels)
      if (!seen.insert(level.label).second) refuse(codes::set_twice, study.file, "level `" + level.label + "` of factor `" + factor.name + "` stands twice in a grid");
    std::vector<Row> longer;
    for (const Row& row : rows)
      for (const SweepLevel& level : factor.levels) {
        longer.push_back(row);
        longer.back().push_back(level.label);
      }
    rows = std::move(longer);
  }
  return rows;
}

std::vector<Row> list_of(const SweepStudy& study) {
  std::vector<Row> rows(study.factors[0].levels.size());
  for (const SweepFactor& factor : study.factors) {
    if (factor.levels.size() != rows.size())
      refuse(codes::list_length, study.file, "design `list` takes the levels in step, so that every factor needs as many");
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].push_back(factor.levels[i].label);
  }
  return rows;
}

std::vector<Row> rows_of(const SweepStudy& study) {
  if (study.design.is_sampled()) return read_table(study);
  for (const SweepFactor& factor : study.factors)
    if (factor.levels.empty())
      refuse(codes::wrong_type, study.file, "factor `" + factor.name + "` has a range, which design `" + study.design.kind + "` cannot take", "give it levels");
  return study.design.kind == "grid" ? grid_of(study) : list_of(study);
}

// Labels are the same if they are the same text or the same number.
bool is_same_label(const std::string& a, const std::string& b) {
  double x = 0, y = 0;
  const auto number = [](const std::string& text, double& value) {
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    return problem == std::errc{} && end == text.data() + text.size();
  };
  return a == b || (number(a, x) && number(b, y) && x == y);
}

// The resolved text of a scenario under the keys that every point changes.
Scenario base_of(const SweepStudy& study, const std::string& name) {
  const fs::path beside = study.file.parent_path() / name;
  ReadOptions options;
  options.overrides = study.settings;
  return read_scenario(name.ends_with(".toml") && fs::is_regular_file(beside) ? beside : find_scenario(name), options);
}

// What one level adds to a point.
void apply(const SweepStudy& study, const SweepFactor& factor, const std::string& label, SweepPoint& point) {
  const std::string told = "factor " + factor.key + " = " + label;
  if (factor.levels.empty()) {
    point.changes.push_back({factor.key + "=" + (factor.is_bare ? label : quote(label)), told});
    return;
  }
  const auto level = std::ranges::find_if(factor.levels, [&](const SweepLevel& each) { return is_same_label(each.label, label); });
  if (level == factor.levels.end()) refuse(codes::unknown_word, study.file, "factor `" + factor.name + "` has no level `" + label + "`");
  if (factor.key == "scenario") point.base = 1 + static_cast<std::size_t>(level - factor.levels.begin());
  for (const std::string& setting : level->settings) point.changes.push_back({setting, told});
}

}  // namespace

fs::path table_of_points(const fs::path& study_file) {
  const fs::path folder = study_file.parent_path();
  return folder / (study_file.filename() == "study.toml" ? "points.csv" : study_file.stem().string() + ".points.csv");
}

SweepPoints points_of(const SweepStudy& study) {
  // base scenarios
  SweepPoints all;
  const Scenario base = base_of(study, study.scenario);
  all.title = base.title;
  all.bases.push_back(write_scenario(base));
  for (const SweepFactor& factor : study.factors)
    if (factor.key == "scenario")
      for (const SweepLevel& level : factor.levels) all.bases.push_back(write_scenario(base_of(study, level.scenario)));

  // the points on them
  for (const Row& row : rows_of(study)) {
    SweepPoint& point = all.points.emplace_back();
    for (std::size_t k = 0; k < study.factors.size(); ++k) apply(study, study.factors[k], row[k], point);
    const Scenario scenario = scenario_of(all, all.points.size() - 1);
    const std::string text = write_scenario(scenario);
    point.id = sha256({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
    all.n_weeks = std::max(all.n_weeks, static_cast<std::size_t>(scenario.run.weeks));
  }
  return all;
}

Scenario scenario_of(const SweepPoints& points, std::size_t point) {
  ReadOptions options;
  options.named_overrides = points.points[point].changes;
  return read_scenario_text(points.bases[points.points[point].base], "study.toml", options);
}

Digest run_id(const Digest& point, std::uint64_t seed, std::uint32_t replication) {
  const std::string text = "townsquare run\n" + std::to_string(engine_results) + "\n" + hex_text(point) + "\n" + std::to_string(seed) + "\n" +
                           std::to_string(replication) + "\n";
  return sha256({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

}  // namespace townsquare
