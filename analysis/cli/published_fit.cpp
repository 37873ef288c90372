#include "analysis/cli/published_fit.hpp"

#include "analysis/metrics/metric.hpp"
#include "analysis/statistics/statistics.hpp"
#include "scenarios/catalogue.hpp"

namespace townsquare {

PublishedSums::PublishedSums(const Published& published, std::size_t arm, std::size_t n_weeks)
    : title_(published.title), arm_(arm) {
  for (const PublishedFigure& figure : published.revenue)
    if (figure.value > 0 && static_cast<std::size_t>(figure.last_week) < n_weeks) figures_.push_back(figure);
  sums_.resize(figures_.size());
}

void PublishedSums::add(const Batch& batch) {
  const std::size_t gmv = *metric_index("gmv");
  for (const std::vector<RunResult>& replication : batch.runs)
    for (std::size_t k = 0; k < figures_.size(); ++k)
      sums_[k].push_back(replication[arm_].record.sum(gmv, static_cast<std::size_t>(figures_[k].first_week),
                                                      static_cast<std::size_t>(figures_[k].last_week) + 1));
}

std::vector<PublishedFit> PublishedSums::fits() const {
  std::vector<PublishedFit> fits;
  for (std::size_t k = 0; k < figures_.size(); ++k) {
    const PublishedFigure& figure = figures_[k];
    fits.push_back({figure.year, figure.is_fitted, figure.value / 100, quantile_of(sums_[k], .5),
                    quantile_of(sums_[k], .05), quantile_of(sums_[k], .95)});
  }
  return fits;
}

std::optional<PublishedSums> published_of(const std::string& scenario, std::size_t arm, std::size_t n_weeks) {
  const std::filesystem::path path = find_scenario(scenario), folder = catalogue_folder();
  std::error_code none;
  if (!std::filesystem::equivalent(path.parent_path(), folder / "scenarios", none)) return std::nullopt;
  for (const CatalogueEntry& entry : list_catalogue(folder)) {
    if (entry.kind != "published") continue;
    const Published published = read_published(entry.path);
    if (published.scenario == path.stem().string()) return PublishedSums(published, arm, n_weeks);
  }
  return std::nullopt;
}

}  // namespace townsquare
