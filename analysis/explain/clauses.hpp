// What two scenarios say otherwise, as clauses that can be swapped one for another, and the scenarios that lie between the two.
#pragma once
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "analysis/statistics/shapley.hpp"
#include "engine/scenario.hpp"

namespace townsquare {

/// A key with what either scenario says, as in a file but without quotes; empty where the scenario does not have the key.
struct DifferingKey {
  std::string key, a, b;
};

/// Sections that are swapped together: a rule with all its parameters, or all that is said of one matter.
struct DifferingClause {
  std::string id;       ///< a word or several with `+`: `fees`, `fees+governance`
  std::string heading;  ///< as `describe` heads it: "What the platform keeps"
  std::vector<std::string> sections;
  std::vector<DifferingKey> keys;
};

/// Clauses of which no scenario could have only some, and why not.
struct JoinedClauses {
  std::vector<std::string> headings;
  std::string because;
};

/// All that the second scenario says otherwise, in the order in which `describe` tells it. Names, titles and what a file promises
/// are no rules and do not count.
std::vector<DifferingClause> differing_clauses(const Scenario& a, const Scenario& b);

/// The first scenario with some clauses of the second. With none of them it is the first, with all of them the second but for its
/// name and title. *Errors*: InvalidScenario when the rules of the mixture contradict each other.
Scenario mixture(const Scenario& a, const Scenario& b, std::span<const DifferingClause> clauses, Coalition from_b);

/// Joins two clauses in place: the later one becomes part of the earlier.
void join_clauses(std::vector<DifferingClause>& clauses, std::size_t one, std::size_t other);

/// Why a mixture cannot be; empty when it can.
using Refusal = std::function<std::string(std::span<const DifferingClause>, Coalition)>;

/// Joins clauses until none of the wanted mixtures is refused. `wanted` is asked again for each new list of clauses; mixtures of one clause
/// alone and of all but one are always looked at.
/// *Assumption*: a refused mixture lacks a clause that one of its own needs; the first pair that mends it is joined.
std::vector<JoinedClauses> join_refused(std::vector<DifferingClause>& clauses, const Refusal& refusal,
                                        const std::function<std::vector<Coalition>(std::size_t n_clauses)>& wanted);

}  // namespace townsquare
