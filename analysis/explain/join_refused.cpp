// Clauses that only go together are joined, so that every mixture that will be run is a scenario.
#include <algorithm>
#include <optional>
#include <utility>

#include "analysis/explain/clauses.hpp"

namespace townsquare {
namespace {

using Pair = std::pair<std::size_t, std::size_t>;

bool has(Coalition mixture, std::size_t clause) { return (mixture >> clause & 1) != 0; }

// One alone, and all but one: most contradictions are between two.
std::vector<Coalition> simplest(std::size_t n_clauses) {
  std::vector<Coalition> mixtures;
  for (std::size_t i = 0; i < n_clauses; ++i) {
    mixtures.push_back(Coalition{1} << i);
    mixtures.push_back(all_players(n_clauses) & ~(Coalition{1} << i));
  }
  return mixtures;
}

// A clause of the mixture and one that it lacks, the swap of one of which mends it; else the first of each.
Pair pair_at_fault(std::span<const DifferingClause> clauses, Coalition mixture, const Refusal& refusal) {
  std::size_t inside = clauses.size(), outside = clauses.size();
  std::optional<std::size_t> mending_inside, mending_outside;
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    std::size_t& first = has(mixture, i) ? inside : outside;
    std::optional<std::size_t>& mending = has(mixture, i) ? mending_inside : mending_outside;
    first = std::min(first, i);
    if (!mending && refusal(clauses, mixture ^ Coalition{1} << i).empty()) mending = i;
  }
  return {mending_inside.value_or(inside), mending_outside.value_or(outside)};
}

struct Fault {
  Coalition mixture;
  std::string why;
};

std::optional<Fault> first_refused(std::span<const DifferingClause> clauses, std::span<const Coalition> mixtures, const Refusal& refusal) {
  const Coalition all = all_players(clauses.size());
  for (const Coalition mixture : mixtures)
    if (mixture != 0 && mixture != all)
      if (std::string why = refusal(clauses, mixture); !why.empty()) return Fault{mixture, std::move(why)};
  return std::nullopt;
}

}  // namespace

std::vector<JoinedClauses> join_refused(std::vector<DifferingClause>& clauses, const Refusal& refusal,
                                        const std::function<std::vector<Coalition>(std::size_t n_clauses)>& wanted) {
  std::vector<JoinedClauses> joined;
  while (clauses.size() > 1) {
    std::optional<Fault> fault = first_refused(clauses, simplest(clauses.size()), refusal);
    if (!fault) fault = first_refused(clauses, wanted(clauses.size()), refusal);
    if (!fault) break;
    const auto [one, other] = pair_at_fault(clauses, fault->mixture, refusal);
    joined.push_back({{clauses[one].heading, clauses[other].heading}, fault->why});
    join_clauses(clauses, one, other);
  }
  return joined;
}

}  // namespace townsquare
