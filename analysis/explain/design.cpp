// Which mixtures are run, and under which assumptions.
#include <algorithm>
#include <cmath>

#include "analysis/explain/explanation.hpp"
#include "scenarios/diagnostics.hpp"

namespace townsquare {
namespace {

using Orders = std::vector<std::vector<std::vector<std::size_t>>>;

// Two orders for each replication.
Orders orders_of(std::size_t n_clauses, std::uint64_t seed, std::uint32_t n_replications) {
  Orders orders;
  for (std::uint32_t r = 0; r < n_replications; ++r) orders.push_back(antithetic_orders(n_clauses, 1, seed, r));
  return orders;
}

// Every coalition once.
std::vector<Coalition> coalitions_of_design(std::size_t n_clauses, std::uint64_t seed, std::uint32_t n_replications) {
  std::vector<Coalition> all;
  if (n_clauses <= most_clauses_of_all_mixtures) {
    for (Coalition c = 0; c <= all_players(n_clauses); ++c) all.push_back(c);
    return all;
  }
  for (const auto& of_replication : orders_of(n_clauses, seed, n_replications))
    for (const std::vector<std::size_t>& order : of_replication)
      for (const Coalition c : coalitions_of(order)) all.push_back(c);
  std::ranges::sort(all);
  const auto rest = std::unique(all.begin(), all.end());
  all.erase(rest, all.end());
  return all;
}

// Of both, those of the first with its range.
std::vector<UncertainKey> assumptions_of_both(const Scenario& a, const Scenario& b) {
  std::vector<UncertainKey> keys = uncertain_keys(a);
  for (const UncertainKey& key : uncertain_keys(b))
    if (std::ranges::find(keys, key.key, &UncertainKey::key) == keys.end()) keys.push_back(key);
  return keys;
}

}  // namespace

std::size_t ExplainDesign::runs_of_clauses() const {
  return is_exact ? std::size_t{1} << clauses.size() : 2 * clauses.size();  // two orders share their first and last mixtures
}

std::size_t ExplainDesign::runs_of_assumptions() const { return assumptions.empty() ? 0 : 2 + 4 * assumptions.size(); }

ExplainDesign design_explanation(const Scenario& a, const Scenario& b, std::uint64_t seed, std::uint32_t n_replications) {
  ExplainDesign design{a, b, differing_clauses(a, b), {}, assumptions_of_both(a, b), seed, n_replications, true, {}, {}};

  // every mixture is read as a file would be; one that is refused joins two clauses, and all begins again with the new list
  const auto refusal = [&](std::span<const DifferingClause> clauses, Coalition from_b) -> std::string {
    if (from_b == 0 || from_b == all_players(clauses.size())) return "";
    try {
      mixture(a, b, clauses, from_b);
      return "";
    } catch (const InvalidScenario& problems) {
      const Diagnostics& all = problems.diagnostics();
      const auto error = std::ranges::find(all, Severity::error, &Diagnostic::severity);  // remarks may stand before it
      return error == all.end() ? problems.what() : error->message;
    }
  };
  const auto wanted = [&](std::size_t n) { return coalitions_of_design(n, seed, n_replications); };
  design.joined = join_refused(design.clauses, refusal, wanted);

  // the mixtures that will be run
  const std::size_t n = design.clauses.size();
  if (n == 0) design.assumptions.clear();  // no assumption can reverse what is always 0
  design.is_exact = n <= most_clauses_of_all_mixtures;
  if (!design.is_exact) design.orders = orders_of(n, seed, n_replications);
  for (const Coalition c : wanted(n)) design.mixtures.emplace(c, mixture(a, b, design.clauses, c));
  return design;
}

Scenario with_factor(const Scenario& scenario, const std::string& key, double factor) {
  Scenario changed = scenario;
  changed.run.draw_assumptions = 0;
  const std::vector<UncertainKey> own = uncertain_keys(scenario);
  if (std::ranges::find(own, key, &UncertainKey::key) == own.end()) return changed;
  const double* first = nullptr;
  for (std::size_t p = 0; p < changed.platforms.size(); ++p) {
    const std::optional<Place> place = find_place(changed, key, p);
    if (!place || place->value == first) continue;  // a key of the world is one place for all
    if (p == 0) first = place->value;
    const Parameter& row = *place->parameter;
    const bool is_whole = row.unit == Unit::count || row.unit == Unit::weeks || row.unit == Unit::money;
    for (int i = 0; i < row.length && !std::isnan(place->value[i]); ++i) {
      const double inside = std::clamp(place->value[i] * factor, row.min, row.max);
      place->value[i] = is_whole ? std::floor(inside + .5) : inside;
    }
  }
  return changed;
}

}  // namespace townsquare
