// Two small kinds of catalogue files: which scenarios are compared, and what a real marketplace published.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace townsquare {

/// Numbers of founders to launch a scenario's own platform with, `[launch]` in the file of a comparison of one scenario.
struct LaunchGrid {
  std::vector<double> founding_sellers, founding_buyers;  ///< sellers, and buyer agents; each list rises
};

/// One launch: what its arm is called, and the settings that make it.
struct LaunchPoint {
  std::string name;
  std::vector<std::string> overrides;
};

/// The launches of a grid, by sellers and then by buyers. Before them one in which the platform never opens in a run of so many weeks: what the others
/// are compared with.
std::vector<LaunchPoint> launches_of(const LaunchGrid& grid, int n_weeks);

/// Scenarios that run side by side on the same luck: `comparisons/NAME.toml`.
struct Comparison {
  std::string name;  ///< of the file
  std::string title;
  std::vector<std::string>
      scenarios;  ///< names in the catalogue, in the order of the arms; the first is the base
  std::uint32_t replications = 200;
  std::string published;  ///< name of published figures to stand beside the first arm; may be empty
  std::optional<LaunchGrid> launch;  ///< then there is one scenario, launched from each pair of numbers
};

/// One published figure over some weeks of a run, both included; week 0 is the launch.
struct PublishedFigure {
  int year = 0, first_week = 0, last_week = 0;
  double value = 0;        ///< minor units
  bool is_fitted = false;  ///< true: the market was fitted to it; false: it is predicted
};

/// What a marketplace published: `published/NAME.toml`.
struct Published {
  std::string name, title;
  std::string scenario;  ///< name of the scenario that stands for it
  std::string currency = "USD";
  std::vector<PublishedFigure> revenue;  ///< paid by buyers, in the order of the file
};

/// Read a file. *Errors*: InvalidScenario with everything that is wrong, as for scenarios.
Comparison read_comparison(const std::filesystem::path& path);
Published read_published(const std::filesystem::path& path);

}  // namespace townsquare
