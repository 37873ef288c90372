// Specifications of the page's charts, in Vega-Lite (https://vega.github.io/vega-lite, version 6). Colours are those of the style sheet.
#pragma once
#include <limits>
#include <string>
#include <vector>

#include "analysis/report/page.hpp"

namespace townsquare::report {

/// A value with its interval, on a row of its own; `group` tells several of a row apart by shape and colour, and may be empty.
struct Range {
  std::string row, group;
  double value, low, high;
};

/// Points with intervals, a row each, beside a line at zero: a forest plot.
Json forest_chart(const std::vector<Range>& ranges, const std::string& axis);

/// Bars from a row's low to its high value around `middle`: a tornado.
Json tornado_chart(const std::vector<Range>& bars, double middle, const std::string& axis);

/// Bars from zero.
Json bar_chart(const std::vector<Range>& bars, const std::string& axis, bool is_percent);

/// One week of a fan: quantiles of all runs, and the share of runs still alive.
struct FanPoint {
  std::string arm;
  int week;
  double q05, q25, q50, q75, q95, alive;
};

/// Medians with bands of half and of nine tenths of the runs, an arm beneath the other, above the share still alive.
Json fan_chart(const std::vector<FanPoint>& points, const std::string& axis);

/// A cell of a grid: a share in [0, 1].
struct Cell {
  double across, down;
  double share;
};

/// Shares over two numbers of founders: a phase diagram.
Json phase_chart(const std::vector<Cell>& cells, const std::string& across, const std::string& down);

/// A point of a curve of kept shares over the size of a shock.
struct CurvePoint {
  std::string curve;
  double size, kept, low, high;
};

/// The axis of sizes, and what curves are read against.
struct CurveFrame {
  std::string title;
  bool is_log = false, is_share = false;
  double real = std::numeric_limits<double>::quiet_NaN();  // size of the real case; NaN: not known
  std::vector<double> promised;                            // shares of runs
};

/// Fragility curves with their bands, the share that was promised and the size of the real case.
Json curve_chart(const std::vector<CurvePoint>& points, const CurveFrame& frame);

/// A value that holds until the next, week by week.
struct Step {
  std::string arm;
  int week;
  double value;
};
Json step_chart(const std::vector<Step>& steps, const std::string& axis, bool is_percent);

}  // namespace townsquare::report
