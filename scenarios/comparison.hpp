// Two small kinds of catalogue files: which scenarios are compared, and what a real marketplace published.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace townsquare {

/// Scenarios that run side by side on the same luck: `comparisons/NAME.toml`.
struct Comparison {
  std::string name;  ///< of the file
  std::string title;
  std::vector<std::string>
      scenarios;  ///< names in the catalogue, in the order of the arms; the first is the base
  std::uint32_t replications = 200;
  std::string published;  ///< name of published figures to stand beside the first arm; may be empty
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
