// Weekly metrics: what is observed of each platform at the end of each week.
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/scenario.hpp"
#include "engine/state/state.hpp"

namespace townsquare {

/// A row of the table of metrics. Money is in major units. A closed platform gives 0, never a missing value.
struct Metric {
  std::string_view name;       ///< `gmv`; the word in result files, on the command line and in Python
  std::string_view unit;       ///< `currency`, `currency/week`, `people`, `orders`, `orders/week`, `tokens/week`, `1`
  std::string_view long_name;  ///< one sentence
  double (*value)(const Scenario&, const State&, std::size_t platform);
};

std::span<const Metric> weekly_metrics();

/// The place of a metric in the table.
std::optional<std::size_t> metric_index(std::string_view name);

/// A unit with the code of a currency for the word: `USD/week` for `currency/week`.
std::string unit_text(std::string_view unit, std::string_view currency);

/// What was observed of one platform in one run.
struct Record {
  std::size_t n_weeks = 0;
  std::vector<double> weekly;  // week-major, (n_weeks, n_metrics)

  double at(std::size_t week, std::size_t metric) const;
  /// Sum of a metric over weeks [first, last).
  double sum(std::size_t metric, std::size_t first, std::size_t last) const;
};

}  // namespace townsquare
