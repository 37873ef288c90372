// What a marketplace published, beside what the runs gave in the same weeks.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "analysis/studies/study.hpp"
#include "scenarios/comparison.hpp"

namespace townsquare {

/// One published figure beside the runs. Money in major units.
struct PublishedFit {
  int year = 0;
  bool is_fitted = false;                               // true: the market was fitted to it; false: predicted
  double published = 0, median = 0, low = 0, high = 0;  // low, high: 5 % and 95 % of the runs

  bool is_hit() const { return low <= published && published <= high; }
  /// Median over published, less 1.
  double off() const { return median / published - 1; }
  /// A hit says little when the range is as wide as this.
  bool is_wide() const { return !(low > 0) || high > 2 * low; }
};

/// Sums the sales of one arm over the weeks of each figure, batch after batch.
class PublishedSums {
public:
  PublishedSums(const Published& published, std::size_t arm, std::size_t n_weeks);

  void add(const Batch& batch);
  std::vector<PublishedFit> fits() const;
  std::size_t arm() const { return arm_; }
  const std::string& title() const { return title_; }

private:
  std::string title_;
  std::size_t arm_;
  std::vector<PublishedFigure> figures_;   // those that lie within a run
  std::vector<std::vector<double>> sums_;  // [figure][replication]
};

/// What was published of a scenario that comes with the program; nothing for a file of one's own.
std::optional<PublishedSums> published_of(const std::string& scenario, std::size_t arm, std::size_t n_weeks);

}  // namespace townsquare
