// The points of a study: what each changes in the scenario, and which runs they stand for.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "analysis/results/event_chain.hpp"
#include "analysis/sweeps/sweep_study.hpp"
#include "scenarios/read_scenario.hpp"

namespace townsquare {

struct SweepPoint {
  std::size_t base = 0;                // which of the base scenarios
  std::vector<NamedOverride> changes;  // in the order of the factors
  Digest id{};                         // SHA-256 of the resolved scenario
};

struct SweepPoints {
  std::vector<std::string> bases;      // resolved texts: of the study's scenario, then of the levels of the factor `scenario`
  std::vector<SweepPoint> points;
  std::size_t n_weeks = 0;             // of the longest point
  std::string title;                   // of the scenario
};

/// The table of points that belongs to a study file: `points.csv` beside `study.toml`, `fees.points.csv` beside `fees.toml`.
std::filesystem::path table_of_points(const std::filesystem::path& study_file);

/// Every point, read and checked. Grids and lists follow from the levels, samples from their table.
/// *Errors*: InvalidScenario, naming the first point that is no scenario, or what is wrong with the table.
SweepPoints points_of(const SweepStudy& study);

/// The scenario of a point. *Errors*: InvalidScenario.
Scenario scenario_of(const SweepPoints& points, std::size_t point);

/// Identity of a run: SHA-256 of the engine's version of results, the point's identity, seed and replication.
Digest run_id(const Digest& point, std::uint64_t seed, std::uint32_t replication);

}  // namespace townsquare
