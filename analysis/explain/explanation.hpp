// Why the results of two scenarios differ: what each clause contributes, and which assumptions would turn the answer round.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "analysis/explain/clauses.hpp"
#include "analysis/explain/flip_point.hpp"
#include "analysis/results/kept_runs.hpp"
#include "analysis/studies/study.hpp"

namespace townsquare {

/// Up to so many clauses all mixtures are run, beyond it those of two orders in each replication.
inline constexpr std::size_t most_clauses_of_all_mixtures = 6;

/// What is to be run, known before anything is.
struct ExplainDesign {
  Scenario a, b;
  std::vector<DifferingClause> clauses;
  std::vector<JoinedClauses> joined;
  std::vector<UncertainKey> assumptions;  // of either scenario
  std::uint64_t seed = 1;
  std::uint32_t n_replications = 0;
  bool is_exact = true;
  std::vector<std::vector<std::vector<std::size_t>>> orders;  // [replication][order], empty when exact
  std::map<Coalition, Scenario> mixtures;                     // all that will be run

  std::size_t runs_of_clauses() const;      ///< in each replication
  std::size_t runs_of_assumptions() const;  ///< in each replication, without the search for flip points
};

/// Finds the clauses and joins those that only go together. Every replication of a sampled attribution has two orders of its own, one the reverse
/// of the other, so that the spread over replications holds that over orders. The scenarios must agree in weeks and currency.
ExplainDesign design_explanation(const Scenario& a, const Scenario& b, std::uint64_t seed, std::uint32_t n_replications);

/// One assumption at the ends of its range, with all others as they are assumed.
struct TornadoRow {
  UncertainKey assumption;
  AnswerAt low, high;
  std::optional<FlipPoint> flip;  // the nearer one where there are two
  double swing() const;           ///< between the two ends
};

struct Explanation {
  std::vector<std::vector<double>> contributions;  // [clause][replication that is kept]: missing values are left out whole
  std::vector<double> in_a, in_b;                  // (replications), of the outcome, in its unit
  Estimate attributed;                             // b less a over the replications that are kept
  std::uint64_t clause_runs = 0, assumption_runs = 0;
  Estimate assumed;                                // b less a, every assumption at its value, none drawn
  std::vector<TornadoRow> tornado;                 // widest first
  std::uint32_t n_replications = 0, n_tornado_replications = 0;  // complete
  std::uint64_t fingerprint = 0;
  bool is_complete = true;
  RunNumbers numbers;  // of each run: what an explanation that was stopped needs to go on

  /// Mean of a clause's contribution over replications, Student's interval.
  Estimate contribution(std::size_t clause) const;
};

/// Runs it. Contributions of each replication add up to its difference. Cancelled, whole replications are kept.
/// @param known  `numbers` of an earlier explanation of the same two scenarios, outcome and seed that was stopped; the result is the same as without
/// *Errors*: std::runtime_error when a run fails.
Explanation explain(const ExplainDesign& design, const Outcome& outcome, int threads, StudyControl& control, RunNumbers known = {});

/// The scenario with an uncertain key multiplied by a factor on every platform, as a draw would; unchanged where the key is not
/// uncertain. Nothing else is drawn.
Scenario with_factor(const Scenario& scenario, const std::string& key, double factor);

}  // namespace townsquare
